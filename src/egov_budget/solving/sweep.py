"""sweep: one Program under many right-hand sides, built once and solved again from where the last ended."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.program import with_binaries
from egov_budget.solving.one_of_each import one_of_each
from egov_budget.solving.outcome import Outcome, Reached
from egov_budget.solving.solve import IN_PROCESS, MIXED_PRECISION, PRECISION, solve
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.objectives import Goal
    from egov_budget.program import Program
    from egov_budget.solving.run import Run
    from egov_budget.solving.warm import WarmEngine

Bounds = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def sweep(
    program: Program,
    bounds: Iterable[Bounds],
    *,
    solver: str = IN_PROCESS,
    time_limit: float | None = None,
    relative_gap: float = 1e-3,
    threads: int | None = None,
) -> Iterator[Outcome]:
    """Solve a program again and again with other bounds of its rows.

    Each time the linear relaxation is solved first, from the basis it ended with before: it bounds
    the first goal, and in each set of which one column may be used the largest is kept. Then the
    first goal is searched for with whole numbers, and the goals after it are pursued with the
    whole numbers that were found, so a later goal has no proved bound. Where that leaves
    a wider gap than is asked for, a search with every choice open looks for better ones.

    Parameters
    ----------
    program : Program
        Arrays to solve.
    bounds : iterable of pair of ndarray
        Lower and upper bounds of all rows, shape (m,) each, for one solve after the other.
    solver : str
        ``HiGHS`` in process; any other solver PuLP knows starts anew each time.
    time_limit : float or None
        Seconds for each solve; ``None`` means no limit.
    relative_gap : float
        Gap at which a search with whole numbers stops, as a part of the value.
    threads : int or None
        Threads of the solver; ``None`` leaves it to the solver.

    Yields
    ------
    Outcome
        For each pair of bounds; its program has those bounds.

    Examples
    --------
    >>> from egov_budget import formulate, worlds
    >>> program = formulate(worlds.four_projects())
    >>> pool = program.row_rule.index("pool")
    >>> highs = [program.row_upper.copy() for _ in range(2)]
    >>> highs[1][pool] /= 2
    >>> found = sweep(program, [(program.row_lower, high) for high in highs])
    >>> [round(each.reached[0].value, 2) for each in found]
    [1.71, 0.88]
    """
    rebounded = (dataclasses.replace(program, row_lower=low, row_upper=high) for low, high in bounds)
    if solver != IN_PROCESS:
        for each in rebounded:
            yield solve(
                each, solver=solver, time_limit=time_limit, relative_gap=relative_gap, threads=threads
            )
        return
    from egov_budget.solving.warm import WarmEngine

    engine = WarmEngine(program, relative_gap, threads)
    for each in rebounded:
        began = time.perf_counter()
        engine.bound(each.row_lower, each.row_upper)
        if time_limit is not None:
            engine.limit(time_limit)
        found = _pursued(engine, each, began, relative_gap)
        if found is None:  # what was kept of each choice leaves no plan, but another choice may
            found = solve(
                with_binaries(each), time_limit=time_limit, relative_gap=relative_gap, threads=threads
            )
        yield found


def _pursued(engine: WarmEngine, program: Program, began: float, relative_gap: float) -> Outcome | None:
    """Pursue goal after goal; ``None`` if the choices that were kept leave no plan."""
    goal, *others = program.goals
    cost = _cost(goal)
    relaxed = engine.relaxed(cost)
    if relaxed.values is None:
        return Outcome(program, relaxed.status, IN_PROCESS, time.perf_counter() - began)
    run = one_of_each(engine, program, relaxed, partial(engine.relaxed, cost))
    if run.values is not None and program.whole.any():
        again = partial(engine.minimise, cost)
        run = one_of_each(engine, program, again(), again)
    if run.values is None:
        return None
    bound = relaxed.bound
    if program.whole.any() and bound is not None and _apart(float(cost @ run.values), bound) > relative_gap:
        run, bound = _second_search(engine, program, cost, run, bound)
    if run.values is None:
        return None
    plan = engine.keep(run.values, cost)
    reached = [Reached.of(goal, plan, bound, run.status)]
    status = run.status
    slack = MIXED_PRECISION if program.whole.any() else PRECISION
    for other in others:
        value = float(cost @ plan)
        engine.hold(cost, value + max(slack * max(1.0, abs(value)), goal.tolerance * abs(value)))
        goal, cost = other, _cost(other)
        again = partial(engine.minimise, cost)
        run = one_of_each(engine, program, again(), again)
        if run.values is None:
            status = Status.FEASIBLE  # the plan of the goal before still stands
            break
        plan = run.values
        reached.append(Reached.of(goal, plan, None, run.status))
    return Outcome(program, status, IN_PROCESS, time.perf_counter() - began, tuple(reached), plan)


def _second_search(
    engine: WarmEngine, program: Program, cost: NDArray[np.float64], run: Run, bound: float
) -> tuple[Run, float]:
    """Search with every choice open: for a closer bound, and for choices that leave a better plan."""
    kept = engine.open()
    again = partial(engine.minimise, cost)
    wide = again()
    other = one_of_each(engine, program, wide, again)
    bound = bound if wide.bound is None else max(bound, wide.bound)
    if run.values is not None and (other.values is None or cost @ other.values >= cost @ run.values):
        engine.open()
        engine.shut(kept.astype(np.int64))
        return run, bound
    return other, bound


def _apart(value: float, bound: float) -> float:
    return abs(value - bound) / max(abs(value), 1.0)


def _cost(goal: Goal) -> NDArray[np.float64]:
    return -goal.coefficients if goal.maximise else goal.coefficients
