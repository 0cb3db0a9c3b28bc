"""assumed: how much of a plan's gain rests on effects that nobody has stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.columns import Columns, Delivery
from egov_budget.counting import BILLION
from egov_budget.scenario.columns import ASSUMED

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


def assumed(plan: Allocation) -> float:
    """Return the gain that the same credits would lose if no effect that is assumed brought anything.

    Parameters
    ----------
    plan : Allocation
        The plan.

    Returns
    -------
    float
        Points; 0 where every effect is stated, the whole gain where none is.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> assumed(allocate(four))
    0.0
    >>> plan = allocate(four.replace(effects=four.effects.assign(evidence="assumed")))
    >>> assumed(plan) == plan.gain > 0
    True
    """
    effects = plan.scenario.effects
    stated = effects[effects["evidence"] != ASSUMED]
    if len(stated) == len(effects):
        return 0.0
    if stated.empty:
        return plan.gain
    columns = Columns.of(plan.scenario.replace(effects=stated), plan.overlaps)
    return plan.gain - float(columns.value @ Delivery.of(columns, plan.parts / BILLION).points)
