"""Fork: a choice over the columns of a program, and how far values are off its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a choice: columns, and the least and most that they take."""

    at: Places
    least: float
    most: float

    def off(self, values: Numbers) -> float:
        """Return how far values are off it."""
        found = values[self.at]
        return float(np.maximum(found - self.most, self.least - found).max(initial=0.0))


@dataclass(frozen=True, eq=False)
class Fork:
    """A choice, by rule and subject, and its sides no and yes."""

    rule: str
    subject: str
    sides: tuple[Side, Side]

    @property
    def at(self) -> Places:
        """Columns of both sides."""
        return np.concatenate([side.at for side in self.sides])

    def off(self, values: Numbers) -> float:
        """Return how far values are off the nearer side."""
        return min(side.off(values) for side in self.sides)

    def moved(self, place: Places) -> Fork:
        """Return the fork over columns that stand at other places."""
        no, yes = (Side(place[side.at], side.least, side.most) for side in self.sides)
        return Fork(self.rule, self.subject, (no, yes))
