"""solve: Program -> Outcome, the verb of the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.solving.lexicographic import lexicographic
from egov_budget.solving.options import IN_PROCESS, SolveOptions

if TYPE_CHECKING:
    from egov_budget.program import Program
    from egov_budget.solving.outcome import Outcome


def solve(
    program: Program,
    *,
    solver: str = IN_PROCESS,
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Outcome:
    """Solve a program, goal after goal.

    Each goal is reached as far as it goes, then held while the next is pursued. Of each SOS1 set in
    which more than one column is used the largest is kept and the goal is pursued once more; the
    bound stays that of the wider program, so the gap shows what that may have cost. Where that is more
    than the gap asked for, or no plan is left, the best columns are searched for with binaries.

    Where whole numbers are searched for with a gap, the last of several goals changes only those
    that can change without loss to the goal before; a gap of 0 searches for all of them again.

    Parameters
    ----------
    program : Program
        Arrays to solve.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows (``COIN_CMD``, ``GLPK_CMD``, ...).
    time_limit : float or None
        Seconds for all goals together; ``None`` means no limit.
    relative_gap : float
        Gap at which a search with whole numbers stops, as a part of the value.
    threads : int or None
        Threads of the solver; ``None`` means one worker in HiGHS, and leaves it to any other solver.

    Returns
    -------
    Outcome
        Read its status first; values without a plan raise.

    Raises
    ------
    SolverUnavailable
        If the named solver is not installed.

    Examples
    --------
    >>> from egov_budget import formulate, worlds
    >>> solve(formulate(worlds.four_projects())).status
    <Status.OPTIMAL: 'optimal'>
    """
    return lexicographic(program, SolveOptions(solver, time_limit, relative_gap, threads))
