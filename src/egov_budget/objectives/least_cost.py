"""Least cost: money that buys nothing stays in the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.objectives.objective import Goal

if TYPE_CHECKING:
    from egov_budget.rules import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class LeastCost:
    r"""Credits paid out; always the last objective.

    .. math:: \min \sum_p \text{credits}_p

    in currency units.
    """

    name: str = "least cost"

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        total = np.ones(columns.n_projects) @ columns.credits
        currency = scenario.settings.currency
        return Goal(self.name, currency, total, maximise=False, scale=columns.unit * columns.quantum)
