"""another: the plan of at least some gain that differs most from those that are known."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.drive import drive
from egov_budget.errors import Infeasible, Unfinished
from egov_budget.objectives import Goal
from egov_budget.program.differing import differing
from egov_budget.solving import SolveOptions, Status

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.program import Program

TRIES = 4  # a plan that rounding took below the demand is searched for again with a little more
SAME = 1e-6  # part of the money: a plan that differs by less is the same
ROUNDED = 2  # quanta by which rounding may bring a project nearer to another plan


def _differs(plan: Allocation, other: Allocation) -> bool:
    """Tell whether two plans pay other credits, whether or not these are spent elsewhere."""
    apart = int(np.abs(plan.quanta - other.quanta).sum())
    return apart > SAME * int(plan.quanta.sum() + other.quanta.sum())


def another(
    program: Program, found: list[Allocation], least: float, options: SolveOptions
) -> Allocation | None:
    """Return a plan of at least some gain that differs from those found, as much as it can.

    Parameters
    ----------
    program : Program
        What all of them are plans of.
    found : list of Allocation
        Plans that are known.
    least : float
        Value of the program's goal that it has to reach.
    options : SolveOptions
        How to search, and within which time.

    Returns
    -------
    Allocation or None
        ``None`` if there is no other.

    Raises
    ------
    Unfinished
        If none was found and none is excluded.
    """
    try:
        other = _farthest(program, found, least, options)
    except Unfinished:
        if not options.left:
            raise
        other = None
    if other is not None and all(_differs(other, each) for each in found):
        return other
    apart = int(2 * SAME * program.columns.pool) + ROUNDED
    limited = options if options.time_limit is None else options.within(options.left)
    wider = differing(program, [plan.quanta for plan in found], apart)
    other = _farthest(wider, found, least, limited)
    if other is not None and not all(_differs(other, each) for each in found):
        raise _stopped(other)  # rounding made it one of those
    return other


def _farthest(
    program: Program, found: list[Allocation], least: float, options: SolveOptions
) -> Allocation | None:
    """Return the plan of at least that gain farthest from those found; ``None`` if there is none.

    ``Unfinished`` is raised where none was found and none is excluded.
    """
    columns = program.columns
    mean = np.mean([plan.share.to_numpy() for plan in found], axis=0)
    away = np.zeros(len(program.upper))
    away[: columns.n_projects] = columns.cost / columns.unit * (1 - 2 * mean)
    gain = program.goals[0]
    difference = Goal("difference", "units of money", away, maximise=True)
    demand = least
    for _ in range(TRIES):
        wanted = program.demanding(gain.coefficients, demand, np.inf, "near best", "gain")
        wanted = dataclasses.replace(wanted, goals=(difference, *program.goals))
        try:
            plan = drive(wanted, options)
        except Infeasible:
            if demand == least:
                return None
            raise _stopped(found[0]) from None
        short = least - gain.reach(plan.values)
        if short <= 0:
            return plan
        demand += 2 * short
    raise _stopped(found[0])


def _stopped(plan: Allocation) -> Unfinished:
    name = plan.scenario.settings.name
    return Unfinished(f"no further plan of {name!r} was found, and none is excluded", Status.UNFINISHED)
