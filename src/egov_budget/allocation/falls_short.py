"""falls_short: whether rounding to whole quanta cost a plan a rule or a service it was to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.objectives import Goal
    from egov_budget.solving import Outcome


def falls_short(allocation: Allocation) -> bool:
    """Tell whether a settled plan breaks a rule or counts less than the solver's.

    Parameters
    ----------
    allocation : Allocation
        A settled plan.

    Returns
    -------
    bool
        False for a split made by hand: nothing was promised.
    """
    outcome = allocation.outcome
    if outcome is None:
        return False
    for goal, reached in zip(outcome.program.goals, outcome.reached, strict=False):
        if _counts(goal, outcome) and goal.at(allocation.values) < round(reached.value):
            return True
    return not allocation.audit()


def _counts(goal: Goal, outcome: Outcome) -> bool:
    """Tell whether a goal counts things that are there or not."""
    counted = goal.coefficients != 0
    return bool(
        counted.any() and outcome.program.whole[counted].all() and not np.mod(goal.coefficients, 1).any()
    )
