"""Limit: what some projects may be paid or deliver together, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.columns.block import laid_out
from egov_budget.money import to_quanta

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
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

    @property
    def single(self) -> bool:
        """Whether it bounds one project by itself."""
        return len(self.projects) == 1 and self.weights is None

    @property
    def weighing(self) -> NDArray[Any]:
        """Weight of each amount, in whole numbers of any size; 1 where none is given."""
        ones = np.ones(len(self.projects), dtype=object)
        return ones if self.weights is None else self.weights.astype(object)

    def over(self, years: int) -> Limit:
        """Return the same limit on credits of all years together, which stand by project, then by year."""
        items = (self.projects[:, None] * years + np.arange(years)).ravel()
        weights = None if self.weights is None else np.repeat(self.weights, years)
        return replace(self, projects=items, weights=weights)


class Given(NamedTuple):
    """Ids, places and amounts in quanta of some projects, sorted by id; ids that are none are left out."""

    names: list[str]
    places: NDArray[np.int64]
    quanta: NDArray[np.int64]

    @classmethod
    def of(cls, amounts: Mapping[str, float], columns: Columns) -> Given:
        """Look up amounts that are given by project id, currency units."""
        listed = sorted(amounts)
        at = columns.places(pd.Series(listed, dtype=object))
        names = [name for name, place in zip(listed, at.tolist(), strict=True) if place >= 0]
        return cls(names, at[at >= 0], to_quanta([amounts[name] for name in names], columns.quantum))


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


def one_each(
    columns: Columns, at: NDArray[Any], owner: NDArray[Any], *, least: float = -np.inf, most: float = np.inf
) -> Iterator[Block]:
    """Yield a row that bounds each of some columns, named after its project; nothing without a column."""
    count = len(at)
    if count:
        matrix = columns.rows(np.arange(count), at, np.ones(count), count)
        ends = np.full(count, least), np.full(count, most)
        yield Block(columns.projects[owner].tolist(), matrix, *ends)


def ordered(subjects: list[str], columns: Columns, behind: NDArray[Any], ahead: NDArray[Any]) -> Block:
    """Return the rows that hold each of some columns at that ahead of it at most."""
    pair, one = np.arange(len(subjects)), np.ones(len(subjects))
    matrix = laid_out([(pair, behind, one), (pair, ahead, -one)], (len(pair), columns.size))
    return Block(subjects, matrix, np.full(len(pair), -np.inf), np.zeros(len(pair)))
