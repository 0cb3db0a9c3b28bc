"""Fork: a choice over the columns of a program; Forks: how far values are off the sides of several."""

from __future__ import annotations

from collections.abc import Sequence
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

    def moved(self, place: Places) -> Fork:
        """Return the fork over columns that stand at other places."""
        no, yes = (Side(place[side.at], side.least, side.most) for side in self.sides)
        return Fork(self.rule, self.subject, (no, yes))


class Forks:
    """Several choices, their columns laid out beside each other.

    Parameters
    ----------
    each : sequence of Fork
        The choices.
    """

    def __init__(self, each: Sequence[Fork]) -> None:
        self.each, sides = each, [side for fork in each for side in fork.sides]
        wide = np.array([len(side.at) for side in sides], dtype=np.int64)
        self._at = np.concatenate([np.zeros(0, dtype=np.int64), *(side.at for side in sides)])
        self._side = np.repeat(np.arange(len(sides)), wide)
        self._least = np.repeat([side.least for side in sides], wide)
        self._most = np.repeat([side.most for side in sides], wide)

    def off(self, values: Numbers) -> Numbers:
        """Return how far values are off the nearer side of each choice."""
        found, off = values[self._at], np.zeros(2 * len(self.each))
        np.maximum.at(off, self._side, np.maximum(found - self._most, self._least - found))
        nearer: Numbers = off.reshape(-1, 2).min(axis=1)
        return nearer

    def within(self, part: NDArray[np.int32]) -> dict[int, list[Fork]]:
        """Return the choices by the part that all their columns are in; those in several are left out."""
        least = np.full(len(self.each), np.iinfo(np.int32).max, dtype=np.int32)
        most = np.full(len(self.each), -1, dtype=np.int32)
        np.minimum.at(least, self._side // 2, part[self._at])
        np.maximum.at(most, self._side // 2, part[self._at])
        found: dict[int, list[Fork]] = {}
        for at in np.flatnonzero(least == most).tolist():
            found.setdefault(int(least[at]), []).append(self.each[at])
        return found
