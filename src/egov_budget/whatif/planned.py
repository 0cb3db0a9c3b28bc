"""planned: Program -> Allocation, in whole quanta even where a quantum is coarse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.allocation.settle import settle
from egov_budget.program import quantised
from egov_budget.solving.lexicographic import lexicographic

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.solving import SolveOptions

AGAIN = 60.0  # seconds for a search over whole quanta


def planned(program: Program, options: SolveOptions) -> Allocation:
    """Solve a program and settle it; search over whole quanta where rounding breaks a rule.

    Parameters
    ----------
    program : Program
        Arrays to solve.
    options : SolveOptions
        How to solve; the time limit is that of both searches together.

    Returns
    -------
    Allocation
        A plan that keeps every rule, if one was found in time.

    Raises
    ------
    SolveError
        If there is no plan to settle.
    """
    plan = settle(lexicographic(program, options))
    if plan.audit().holds:
        return plan
    limited = options if options.time_limit is not None else options.within(AGAIN)
    again = lexicographic(quantised(program), limited)
    if again.status.has_plan and (exact := settle(again)).audit().holds:
        return exact
    return plan
