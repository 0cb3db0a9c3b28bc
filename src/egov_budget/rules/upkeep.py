"""Upkeep of what has delivered, over the columns of a program of several years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from egov_budget.columns.delivered_by import delivering
from egov_budget.money import to_quanta
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Upkeep:
    """What it costs to run in a year what has delivered by the end of the year before, quanta.

    Parameters
    ----------
    by_start : dict of int to ndarray of float, shape (n,)
        By year of the start, or ``BEFORE``: what a whole share of each project that has started by then adds.
    fixed : float
        What had delivered before any plan and is not among these yet.
    """

    by_start: dict[int, NDArray[np.float64]]
    fixed: float

    @classmethod
    def of(cls, scenario: Scenario, expansion: TimeExpansion, year: int) -> Self:
        """Lay out the upkeep of a year, counted from 0."""
        calendar, columns = expansion.calendar, expansion.columns
        yearly = to_quanta(listed(scenario, "yearly_cost"), columns.quantum)
        still = (year <= calendar.served) & (calendar.served < calendar.count)
        by_start = {start: yearly * part for start, part in delivering(calendar, year - 1, plain=True)}
        return cls(by_start, float(yearly @ np.where(still, calendar.delivered, 0.0)))

    def row(self, expansion: TimeExpansion) -> sparse.csr_array:
        """Return what grows with shares as a row over all columns, in units of money."""
        at = [expansion.start(start) + np.flatnonzero(cost) for start, cost in self.by_start.items()]
        costs = [cost[cost != 0] / expansion.columns.unit for cost in self.by_start.values()]
        column, data = np.concatenate([[], *at]).astype(np.int64), np.concatenate([[], *costs])
        return expansion.rows(np.zeros_like(column), column, data, 1)

    def at(self, share: NDArray[np.float64]) -> float:
        """Return what it comes to for shares begun before, then started by each year, shape (T + 1, n)."""
        return self.fixed + float(sum(cost @ share[start + 1] for start, cost in self.by_start.items()))
