"""planned: Program -> Allocation, in whole quanta even where a quantum is coarse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.allocation.settle import settle
from egov_budget.program import quantised
from egov_budget.solving import solve

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.program import Program

AGAIN = 60.0  # seconds for a search over whole quanta


def planned(
    program: Program,
    *,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Allocation:
    """Solve a program and settle it; search over whole quanta where rounding breaks a rule.

    Parameters
    ----------
    program : Program
        Arrays to solve.
    solver, time_limit, relative_gap, threads
        As in ``solve``.

    Returns
    -------
    Allocation
        A plan that keeps every rule, if one was found in time.

    Raises
    ------
    SolveError
        If there is no plan to settle.
    """
    outcome = solve(program, solver=solver, time_limit=time_limit, relative_gap=relative_gap, threads=threads)
    plan = settle(outcome)
    if plan.audit().holds:
        return plan
    again = solve(
        quantised(program),
        solver=solver,
        time_limit=AGAIN if time_limit is None else max(time_limit - outcome.seconds, 0.0),
        relative_gap=relative_gap,
        threads=threads,
    )
    if again.status.has_plan and (exact := settle(again)).audit().holds:
        return exact
    return plan
