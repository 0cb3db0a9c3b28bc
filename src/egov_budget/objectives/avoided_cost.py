"""Avoided cost: what doing common work once saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.objectives.objective import Goal, tolerated

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class AvoidedCost:
    r"""What funded projects would cost more if each did its common work apart.

    .. math:: \max \sum_p (c_p x_p - \text{credits}_p)

    in currency units; 0 where no work is shared. It speaks for internal systems, such as pay, records and
    security, which serve nobody outside and so gain nothing. A cost is avoided only where the work would be
    done anyway: the objective says what to take on together, and not whether it is needed. Exclude what would
    not be done.

    Parameters
    ----------
    tolerance : float
        Part of the avoided cost that later objectives may give up.

    Raises
    ------
    RuleError
        If the tolerance is off its scale.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plan = allocate(worlds.four_projects(), objective=["avoided-cost", "gain"])
    >>> float(plan.saved.sum()), plan.spent
    (32.0, 100.0)
    """

    tolerance: float = 0.0
    name: str = "avoided cost"

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        avoided = -(np.ones(columns.n_projects) @ columns.credits)
        avoided[: columns.n_projects] += columns.cost / columns.unit
        scale, currency = columns.unit * columns.quantum, scenario.settings.currency
        return Goal(self.name, currency, avoided, maximise=True, scale=scale, tolerance=self.tolerance)
