"""Total gain: the weighted points that all services gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.objectives.objective import Goal, tolerated

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class TotalGain:
    r"""Points gained, weighted by importance of the service and weight of the indicator.

    .. math:: \max \sum_{k, i} v_k W_{ki} g_{ki}

    in points: one point is one service of importance 1 raised from nothing to full marks.

    Parameters
    ----------
    tolerance : float
        Part of the gain that later objectives may give up.
    """

    tolerance: float = 0.0
    name: str = "total gain"

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        coefficients = np.zeros(columns.size)
        coefficients[columns.starts["g"] :] = columns.value
        return Goal(self.name, "points", coefficients, maximise=True, tolerance=self.tolerance)
