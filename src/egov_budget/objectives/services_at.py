"""Services at a level: how many services reach it, counted exactly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.language import figures
from egov_budget.objectives.objective import Goal, tolerated
from egov_budget.rules.reaching import attainment_after, levelled, reaching, services_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class ServicesAt:
    r"""Number of services whose attainment reaches a level.

    .. math::
        \max \sum_k z_k, \qquad \sum_i W_{ki} g_{ki} \ge (L - A_k) z_k, \qquad z_k \in \{0, 1\}

    A search with whole numbers: without them a service that comes half the way counts as half a
    service, and the count is overstated. A service within a millionth of the level is at it, as
    in the bands of an allocation.

    Parameters
    ----------
    level : float
        Attainment to reach, above 0 and at most 1: where bands are by the weighted mean, 0.9 is the
        band *high*, 0.5 *medium*.
    tolerance : float
        Part of the count that later objectives may give up.

    Raises
    ------
    RuleError
        If the level or the tolerance is off its scale.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> allocation = allocate(worlds.four_projects(), objective=ServicesAt(0.9))
    >>> allocation.bands.loc["high"].to_dict()
    {'before': 0, 'after': 1}
    """

    level: float = 0.9
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        levelled(self.name, self.level)
        tolerated(self.name, self.tolerance)

    @property
    def name(self) -> str:
        """``services at 90 %``."""
        return f"services at {figures(100 * self.level, 6)} %"

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        block = reaching(scenario, columns, self.level)
        return Goal(
            self.name,
            "services",
            np.concatenate([np.zeros(columns.size), np.ones(block.switches)]),
            maximise=True,
            block=block,
            tolerance=self.tolerance,
            measure=partial(_reached, columns, self.level),
        )


def _reached(columns: Columns, level: float, values: NDArray[np.float64]) -> float:
    return float(services_at(attainment_after(columns, values[columns.starts["g"] :]), level))
