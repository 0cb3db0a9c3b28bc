"""Limit: what some projects may be paid or deliver together, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.block import Amounts


@dataclass(frozen=True, eq=False)
class Limit:
    """``least <= weights x amounts <= most``, exact: settling keeps it.

    Parameters
    ----------
    projects : ndarray of int64
        Places of the projects it is about.
    least, most : int or None
        Bounds; ``None`` where there is none.
    weights : ndarray of int or None
        Weight of each project; ``None`` means that all count once.
    of : {"credits", "shares"}
        What is weighted: credits in quanta, or delivered shares in billionths.
    """

    projects: NDArray[Any]
    least: int | None = None
    most: int | None = None
    weights: NDArray[Any] | None = None
    of: Amounts = "credits"

    def over(self, years: int) -> Limit:
        """Return the same limit on credits of all years together, which stand by project, then by year."""
        items = (self.projects[:, None] * years + np.arange(years)).ravel()
        weights = None if self.weights is None else np.repeat(self.weights, years)
        return replace(self, projects=items, weights=weights)


@dataclass(frozen=True)
class Loosening:
    """How a bound on money gives way in a search for the cheapest way out of a conflict.

    Parameters
    ----------
    lowered : bool
        Whether it gives way downwards, as a floor does, or upwards.
    part : float
        Which part of the pool it is, and so moves with it; 0 for one that stands by itself.
    """

    lowered: bool = False
    part: float = 0.0


class Precedence(NamedTuple):
    """Pairs of projects of which the one gets no further than the other, by their places."""

    behind: NDArray[np.int64]
    ahead: NDArray[np.int64]
