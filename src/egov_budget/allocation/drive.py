"""drive: Program -> Allocation: solve, settle, check, and search again where rounding broke a rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np

from egov_budget.allocation.repair import repaired
from egov_budget.allocation.settle import settle
from egov_budget.errors import Unfinished
from egov_budget.program import quantised
from egov_budget.program.cover import with_cover_cut
from egov_budget.solving import Status
from egov_budget.solving.lexicographic import lexicographic

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.counting.audit import Audit
    from egov_budget.objectives import Goal
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome, SolveOptions

CUTS = 20  # selections that are forbidden one after the other before whole quanta are searched for


class Audited(Protocol):
    """A plan, of one year or of several."""

    def audit(self) -> Audit:
        """Check every rule again."""


P = TypeVar("P", bound=Audited)


@dataclass(frozen=True)
class Way(Generic[P]):
    """What is other for a plan of several years than for one of a single year.

    Parameters
    ----------
    solve : callable
        From a program and options to an outcome.
    settle : callable
        From an outcome to a plan.
    keeps : callable
        Whether a plan keeps every rule, and what was promised.
    narrower : callable
        From a plan that does not to a program that forbids it; ``None`` if there is none.
    repaired : callable
        From a plan that breaks a rule to one that may keep it.
    exact : bool
        Whether ``narrower`` forbids nothing that a plan could do.
    """

    solve: Callable[[Program, SolveOptions], Outcome]
    settle: Callable[[Outcome], P]
    keeps: Callable[[P], bool]
    narrower: Callable[[P], Program | None]
    repaired: Callable[[P], P]
    exact: bool


def drive(
    program: Program, options: SolveOptions, mended: Callable[[Allocation], Allocation] = repaired
) -> Allocation:
    """Find a plan that keeps every rule in whole quanta.

    Where rounding broke a rule, or lost a service that was counted, further searches follow: with
    selections forbidden that the solver's tolerance took for affordable, then among credits in whole
    quanta; what still breaks is repaired by leaving projects out.

    Parameters
    ----------
    program : Program
        What is to be solved.
    options : SolveOptions
        How, and within which time.
    mended : callable
        From a plan that breaks a rule to one that may keep it.

    Returns
    -------
    Allocation
        A plan that its audit finds to keep every rule.

    Raises
    ------
    SolveError
        ``Infeasible`` and the like from the solver, ``Unfinished`` if no plan in whole quanta was found.
    """
    return driven(program, options, Way(lexicographic, settle, keeps, _covered, mended, exact=True))


def driven(program: Program, options: SolveOptions, way: Way[P]) -> P:
    """Do the same in the way of a plan of one year, or of several."""
    first = way.solve(program, options)
    if not first.status.has_plan:
        raise first.error()
    found, none_left = [way.settle(first)], False
    if way.keeps(found[0]):
        return found[0]
    for plan in _searched_again(first, found[0], options.further(), way):
        none_left = plan is None
        if plan is not None and way.keeps(plan):
            return plan
        found += [] if plan is None else [plan]
    for plan in [*found, *(way.repaired(plan) for plan in reversed(found))]:
        if plan.audit().holds:
            return plan
    status = Status.INFEASIBLE if none_left else Status.UNFINISHED
    raise unfinished(program.scenario, found[0].audit(), status)


def unfinished(scenario: Scenario, audit: Audit, status: Status = Status.UNFINISHED) -> Unfinished:
    """Return what is raised where no plan in whole quanta was found, with the first demand that broke."""
    broken = next(check for check in audit.checks if not check.holds)
    return Unfinished(
        f"no plan of {scenario.settings.name!r} in whole quanta was found that keeps every rule: "
        f"{broken.rule} ({broken.subject}) has {broken.have}, needs {broken.need}; "
        "ask for a smaller quantum, or allow more time",
        status,
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
        if reached.status is Status.FEASIBLE and not goal.maximise:
            continue  # a search for few that was stopped may come out as fewer
        if _counts(goal, outcome.program) and goal.at(plan.values) < round(reached.value):
            return False
    return plan.audit().holds


def _covered(plan: Allocation) -> Program | None:
    assert plan.outcome is not None  # noqa: S101  # it was settled from one
    return with_cover_cut(plan.outcome.program, plan.outcome.values)


def _searched_again(first: Outcome, plan: P, options: SolveOptions, way: Way[P]) -> Iterator[P | None]:
    """Yield the plans of further searches, each of which sees what the one before got wrong.

    ``None`` comes last where no plan pays whole quanta for all of its work. There may be plans that pay more.
    """
    for _ in range(CUTS):
        narrower = way.narrower(plan)
        if narrower is None or not options.left:
            break
        outcome = way.solve(narrower, options)
        if outcome.status is Status.INFEASIBLE and way.exact:
            raise outcome.error()
        if not outcome.status.has_plan:
            break
        yield (plan := way.settle(outcome if way.exact else _bounded(outcome, first)))
    if not options.left:
        return
    outcome = way.solve(quantised(first.program), options)
    if outcome.status.has_plan:
        yield way.settle(_bounded(outcome, first))
    elif outcome.status is Status.INFEASIBLE:
        yield None


def _bounded(outcome: Outcome, first: Outcome) -> Outcome:
    """Return an outcome with the bound of the first search: what bounds that bounds them all."""
    goal, *others = outcome.reached
    bounded = (dataclasses.replace(goal, bound=first.reached[0].bound), *others)
    return dataclasses.replace(outcome, reached=bounded)


def _counts(goal: Goal, program: Program) -> bool:
    """Tell whether a goal counts things that are there or not."""
    counted = goal.coefficients != 0
    return bool(counted.any() and program.whole[counted].all() and not np.mod(goal.coefficients, 1).any())
