"""Least cost: money that buys nothing stays in the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.objectives.objective import Goal, tolerated

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class LeastCost:
    r"""Credits paid out; always the last objective, and the first where a target is to be reached cheaply.

    .. math:: \min \sum_p \text{credits}_p

    in currency units.

    Parameters
    ----------
    tolerance : float
        Part of the least cost that later objectives may add to it.
    """

    tolerance: float = 0.0
    name: str = "least cost"

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        total = np.ones(columns.n_projects) @ columns.credits
        currency = scenario.settings.currency
        scale = columns.unit * columns.quantum
        return Goal(self.name, currency, total, maximise=False, scale=scale, tolerance=self.tolerance)
