"""repair: leave out what is worth least until a plan keeps its limits, in exact arithmetic."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.precedence import steps_of
from egov_budget.columns import Delivery
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


def repaired(plan: Allocation) -> Allocation:
    """Leave out projects of a plan, those worth least by the quantum first, until every ceiling holds.

    What leans on a project that is left out goes with it. Floors and obligations may break by it; the
    audit of the plan tells.

    Parameters
    ----------
    plan : Allocation
        A settled plan that pays more than a limit allows.

    Returns
    -------
    Allocation
        The same plan with less in it.
    """
    assert plan.outcome is not None  # noqa: S101  # splits made by hand are not repaired
    program, columns = plan.outcome.program, plan.columns
    parts, quanta = plan.parts.copy(), plan.quanta.copy()
    gain = Delivery.of(columns, parts / BILLION, plan.leads).by_project
    worth = np.divide(gain, quanta, out=np.zeros_like(gain), where=quanta > 0)
    steps = steps_of(program.rules, program.scenario, columns, plan.leads)
    limits = [
        limit
        for rule in program.rules
        for limit in rule.limits(program.scenario, columns, parts / BILLION)
        if limit.of == "credits" and limit.most is not None
    ]
    for limit in limits:
        weights = limit.weighing
        for at in np.argsort(worth[limit.projects], kind="stable").tolist():
            if int(weights @ quanta[limit.projects].astype(object)) <= (limit.most or 0):
                break
            if weights[at] > 0:
                parts[limit.projects[at]] = quanta[limit.projects[at]] = 0
                parts = steps.kept(parts)
                quanta[parts == 0] = 0
    leads = np.where((plan.leads >= 0) & (parts[plan.leads] == 0), -1, plan.leads)
    return dataclasses.replace(plan, parts=parts, quanta=quanta, leads=leads)
