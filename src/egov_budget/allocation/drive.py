"""drive: Program -> Allocation: solve, settle, check, and search again where rounding broke a rule."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.allocation.repair import repaired
from egov_budget.allocation.settle import settle
from egov_budget.errors import Unfinished
from egov_budget.program import quantised, with_binaries
from egov_budget.program.cover import with_cover_cut
from egov_budget.solving import Status, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.objectives import Goal
    from egov_budget.program import Program
    from egov_budget.solving import Outcome

AGAIN = 60.0  # seconds a further search takes at most where no limit is given
ALIKE = 1e-9  # values this close, as a part of them, are the same
CUTS = 20  # selections that are forbidden one after the other before whole quanta are searched for


def drive(
    program: Program,
    *,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
    threads: int | None = None,
) -> Allocation:
    """Find a plan that keeps every rule in whole quanta.

    Where leads that were kept could cost more than the gap asked for, they are searched. Where rounding
    broke a rule, or lost a service that was counted, further searches follow: with selections forbidden
    that the solver's tolerance took for affordable, then among credits in whole quanta; what still
    breaks is repaired by leaving projects out.

    Parameters
    ----------
    program : Program
        What is to be solved.
    solver, time_limit, relative_gap, threads
        As in ``allocate``.

    Returns
    -------
    Allocation
        A plan that its audit finds to keep every rule.

    Raises
    ------
    SolveError
        ``Infeasible`` and the like from the solver, ``Unfinished`` if no plan in whole quanta was found.
    """
    began = time.perf_counter()

    def left() -> float:
        used = time.perf_counter() - began
        return max((AGAIN + first.seconds if time_limit is None else time_limit) - used, 0.0)

    options: dict[str, Any] = {"solver": solver, "relative_gap": relative_gap, "threads": threads}
    first = solve(program, time_limit=time_limit, **options)

    def again(wanted: Program, *, time_limit: float) -> Outcome:
        return solve(wanted, time_limit=time_limit, **options)

    if not first.status.has_plan:
        raise first.error()
    found = [settle(first)]
    if program.sos1 and _short(first, relative_gap):
        found += _settled(again(with_binaries(program), time_limit=left()))
    sound = [plan for plan in found if keeps(plan)]
    if sound:
        return sound[-1] if len(sound) > 1 and _better(sound[-1], sound[0]) else sound[0]
    for plan in _searched_again(found[0], again, left):
        if keeps(plan):
            return plan
        found.append(plan)
    for plan in [*found, *(repaired(plan) for plan in reversed(found))]:
        if plan.audit().holds:
            return plan
    raise Unfinished(
        f"no plan of {program.scenario.settings.name!r} in whole quanta was found that keeps every rule: "
        f"{_worst(found[0])}; ask for a smaller quantum, or allow more time",
        Status.UNFINISHED,
    )


def keeps(plan: Allocation) -> bool:
    """Tell whether a settled plan keeps every rule and counts no less than the solver's.

    Parameters
    ----------
    plan : Allocation
        A settled plan; of a split made by hand nothing was promised.
    """
    outcome = plan.outcome
    if outcome is None:
        return True
    for goal, reached in zip(outcome.program.goals, outcome.reached, strict=False):
        if _counts(goal, outcome.program) and goal.at(plan.values) < round(reached.value):
            return False
    return plan.audit().holds


def _searched_again(
    plan: Allocation, again: Callable[..., Outcome], left: Callable[[], float]
) -> Iterator[Allocation]:
    """Yield the plans of further searches, each of which sees what the one before got wrong."""
    assert plan.outcome is not None  # noqa: S101  # it was settled from one
    program, broken = plan.outcome.program, plan
    for _ in range(CUTS):
        narrower = with_cover_cut(program, broken.outcome.values) if broken.outcome is not None else None
        if narrower is None or left() <= 0:
            break
        program = narrower
        outcome = again(program, time_limit=left())
        if not outcome.status.has_plan:
            raise outcome.error()  # the cut forbids nothing that a plan could do
        broken = settle(outcome)
        yield broken
    outcome = again(quantised(program), time_limit=left())
    if outcome.status is Status.INFEASIBLE:
        raise outcome.error()
    yield from _settled(outcome)


def _settled(outcome: Outcome) -> list[Allocation]:
    return [settle(outcome)] if outcome.status.has_plan else []


def _short(outcome: Outcome, relative_gap: float) -> bool:
    """Tell whether better leads could gain more than the gap asked for."""
    gap = outcome.reached[0].gap
    return gap is None or gap > relative_gap


def _better(one: Allocation, other: Allocation) -> bool:
    """Tell whether a plan reaches the first goal on which the two differ farther than the other."""
    assert one.outcome is not None  # noqa: S101  # it was settled from one
    for goal in one.outcome.program.goals:
        here, there = goal.at(one.values), goal.at(other.values)
        if abs(here - there) > ALIKE * max(1.0, abs(there)):
            return (here > there) == goal.maximise
    return False


def _counts(goal: Goal, program: Program) -> bool:
    """Tell whether a goal counts things that are there or not."""
    counted = goal.coefficients != 0
    return bool(counted.any() and program.whole[counted].all() and not np.mod(goal.coefficients, 1).any())


def _worst(plan: Allocation) -> str:
    check = next(check for check in plan.audit().checks if not check.holds)
    return f"{check.rule} ({check.subject}) has {check.have}, needs {check.need}"
