"""What a robust pool demands of a plan, in whole numbers and fractions from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.allocation.demands import WHOLE, Check

if TYPE_CHECKING:
    from egov_budget.allocation.demands import Plan
    from egov_budget.rules import RobustPool


def robust_checks(plan: Plan, rule: RobustPool) -> Iterator[Check]:
    """Yield whether the pool pays for the plan if the dearest overruns of gamma projects come true.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    rule : RobustPool
        What the pool must stand.

    Yields
    ------
    Check
        Credits and overruns against the pool, in quanta.
    """
    over = sorted(
        (plan.quantum_count(row["cost_more"]) * plan.parts[row["id"]] / WHOLE for row in plan.projects),
        reverse=True,
    )
    left, kept = Fraction(repr(float(rule.gamma))), Fraction(0)
    for amount in over:
        part = min(left, Fraction(1))
        kept += part * amount
        left -= part
    need, pool = sum(plan.quanta.values()) + kept, plan.quantum_count(plan.scenario.settings.pool)
    yield Check(rule.name, "pool", need, pool, need <= pool)
