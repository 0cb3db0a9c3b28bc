"""Precedence: which of two projects gets no further than the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


class Precedence(NamedTuple):
    """Pairs of projects of which the one gets no further than the other, by their places."""

    behind: NDArray[np.int64]
    ahead: NDArray[np.int64]

    @classmethod
    def none(cls) -> Precedence:
        """Return no pair."""
        return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))

    @classmethod
    def together(cls, pairs: Iterable[Precedence]) -> Precedence:
        """Return all pairs of several lists."""
        return cls(*(np.concatenate(ends) for ends in zip(cls.none(), *pairs, strict=True)))

    def raised(self, least: NDArray[Any]) -> NDArray[Any]:
        """Raise what is demanded of those ahead to what is demanded of those who lean on them."""
        while True:
            leant = least.copy()
            np.maximum.at(leant, self.ahead, least[self.behind])
            if (leant == least).all():
                return least
            least = leant

    def kept(self, parts: NDArray[Any]) -> NDArray[Any]:
        """Return the parts of projects of which none gets further than those ahead of it."""
        while True:
            lowered = parts.copy()
            np.minimum.at(lowered, self.behind, parts[self.ahead])
            if (lowered == parts).all():
                return parts
            parts = lowered
