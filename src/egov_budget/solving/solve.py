"""solve: Program -> Outcome, goal after goal."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from egov_budget.program import with_binaries
from egov_budget.solving.one_of_each import one_of_each
from egov_budget.solving.outcome import Outcome, Reached
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.run import Engine

IN_PROCESS = "HiGHS"
PRECISION = 1e-9  # part of a goal's value that a later goal may give up, for solvers round
MIXED_PRECISION = 1e-6  # the same in a search with whole numbers, which takes 0.999999 for 1


def solve(
    program: Program,
    *,
    solver: str = IN_PROCESS,
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Outcome:
    """Solve a program, goal after goal.

    Each goal is reached as far as it goes, then held while the next is pursued. Where one column
    of a set at most may be used and two are, the largest is kept and the goal is pursued once
    more; the bound stays that of the wider program, so the gap shows what that may have cost. If
    it leaves no plan, the best column is searched for with binaries.

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
        Threads of the solver; ``None`` leaves it to the solver.

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
    began = time.perf_counter()
    engine = _engine(program, solver, relative_gap, threads)
    plan: NDArray[np.float64] | None = None
    reached: list[Reached] = []
    duals = None
    status = Status.UNFINISHED
    mixed = bool(program.whole.any())
    slack = MIXED_PRECISION if mixed else PRECISION
    last = len(program.goals) - 1
    fixed = None
    for place, goal in enumerate(program.goals):
        cost = -goal.coefficients if goal.maximise else goal.coefficients
        if time_limit is not None:
            left = time_limit - (time.perf_counter() - began)
            if left <= 0 and reached:
                status = Status.FEASIBLE
                break
            engine.limit(max(left, 0.0))
        if fixed is not None:
            engine.release(idle=True)
        run = engine.minimise(cost, plan)
        if not reached:
            status, duals = run.status, run.duals
        if run.values is None:
            if not reached:
                return Outcome(program, run.status, solver, time.perf_counter() - began)
            status = Status.FEASIBLE  # the plan of the goal before still stands
            break
        bound, ended = None if fixed is not None else run.bound, run.status
        if mixed and relative_gap and place == last - 1:
            fixed = engine.fix(cost, run.values)
        again = partial(engine.minimise, cost)
        run = one_of_each(engine, program, fixed if fixed is not None and place < last else run, again)
        if run.values is None and fixed is not None:
            engine.release(idle=False)
            fixed = None
            run = one_of_each(engine, program, again(), again)
        if run.values is None:  # what was kept leaves no plan, but another choice may
            rest = None if time_limit is None else max(time_limit - (time.perf_counter() - began), 0.0)
            return solve(
                with_binaries(program),
                solver=solver,
                time_limit=rest,
                relative_gap=relative_gap,
                threads=threads,
            )
        plan = run.values
        value = float(cost @ plan)
        reached.append(Reached.of(goal, plan, bound, ended))
        if ended is Status.FEASIBLE:
            status = Status.FEASIBLE
        if place == last:
            break
        best = goal.tolerance == 0 and (fixed is not None or not mixed)
        most = value + max(slack * max(1.0, abs(value)), goal.tolerance * abs(value))
        engine.hold(cost, most, best=best)
    return Outcome(program, status, solver, time.perf_counter() - began, tuple(reached), plan, duals)


def _engine(program: Program, solver: str, relative_gap: float, threads: int | None) -> Engine:
    if solver == IN_PROCESS:
        from egov_budget.solving.highs import HighsEngine

        return HighsEngine(program, relative_gap, threads)
    from egov_budget.solving.named import NamedEngine

    return NamedEngine(program, solver, relative_gap, threads)
