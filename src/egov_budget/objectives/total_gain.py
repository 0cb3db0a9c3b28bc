"""Total gain: the weighted points that all services gain, less the price of money where a hurdle is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.objectives.objective import Goal, tolerated

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario

ABOVE_HURDLE = "gain above the hurdle"  # what total gain is called where it has a price of money
ABOVE = "points above the hurdle"


@dataclass(frozen=True)
class TotalGain:
    r"""Points gained, weighted by importance of the service and weight of the indicator.

    .. math:: \max \sum_{k, i} v_k W_{ki} g_{ki} - \eta \sum_p \text{credits}_p

    in points: one point is one service of importance 1 raised from nothing to full marks. The hurdle
    :math:`\eta` of the settings, in points per currency unit, is 0 unless one is set: no plan that keeps the
    rules then saves money at a loss of fewer points than that for each unit.

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
        if scenario.settings.hurdle:
            price = scenario.settings.hurdle * columns.unit * columns.quantum
            coefficients -= price * (np.ones(columns.n_projects) @ columns.credits)
            return Goal(ABOVE_HURDLE, ABOVE, coefficients, maximise=True, tolerance=self.tolerance)
        return Goal(self.name, "points", coefficients, maximise=True, tolerance=self.tolerance)


def of_gain(goal: str) -> bool:
    """Tell whether a goal of this name is total gain, with or without a price of money.

    Examples
    --------
    >>> of_gain("total gain"), of_gain("least cost")
    (True, False)
    """
    return goal in (TotalGain.name, ABOVE_HURDLE)


def most_gain(bound: float, scenario: Scenario) -> float:
    """Return what no plan of the pool gains more, from a bound on total gain less the price of money."""
    return bound + scenario.settings.hurdle * scenario.settings.pool
