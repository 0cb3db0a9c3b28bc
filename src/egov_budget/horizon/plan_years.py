"""plan_years: Scenario + Overlaps -> Schedule, by one programme over all years."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import suppress
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.drive import Way, driven
from egov_budget.errors import Infeasible, Unfinished
from egov_budget.horizon.formulate_years import formulate_years
from egov_budget.horizon.schedule import Schedule
from egov_budget.overlaps import find_overlaps
from egov_budget.rules import STANDARD, Rule
from egov_budget.rules.pool import CARRY_OVER
from egov_budget.solving import SolveOptions
from egov_budget.solving.lexicographic import lexicographic
from egov_budget.solving.sweep import sweep

if TYPE_CHECKING:
    from egov_budget.overlaps import Overlaps
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome


def plan_years(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    rules: Sequence[Rule] = STANDARD,
    solver: str = "HiGHS",
    time_limit: float | None = None,
    relative_gap: float = 1e-3,
    threads: int | None = None,
) -> Schedule:
    r"""Plan several years at once: what starts when, within the pool of each year.

    Each point counts once, from the end of the year in which its project delivers, and is worth
    :math:`(1 + r)^{-(t - 1)}` if that is year t; with a rate of 0 time does not count. A project that
    starts in a year is paid from then on by its profile and must end within the years. The pool holds in
    each year and also pays what has delivered before it and costs something to run; what is not spent
    moves on up to the year's carry-over. Shared work is led before it is
    used, a project starts no earlier than those it needs, and every other rule holds of all years
    together. A scenario without a table of years is planned as one year, as ``allocate`` does.

    Parameters
    ----------
    scenario : Scenario
        What is asked for: tables ``years``, ``profiles`` and ``commitments`` say when.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    rules : sequence of Rule
        All rules to keep.
    solver : str
        ``HiGHS`` in process, or any solver PuLP knows.
    time_limit : float or None
        Seconds for all solves together.
    relative_gap : float
        Gap at which a search with whole numbers stops, as a part of the gain.
    threads : int or None
        Threads of the solver.

    Returns
    -------
    Schedule
        Credits by project and year, starts, attainment and gain by year; its audit holds.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other.
    SolveError
        ``Infeasible``, ``Unbounded``, ``SolverUnavailable``, or ``Unfinished``, also where no plan in
        whole quanta was found that keeps every rule.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> years = pd.DataFrame({"year": [1401, 1402], "pool": [60, 40]})
    >>> schedule = plan_years(worlds.four_projects().replace(years=years, discount_rate=0.1))
    >>> schedule.credits.sum().to_dict()
    {1401: 60.0, 1402: 40.0}
    >>> bool(schedule.audit())
    True
    """
    options = SolveOptions(solver, time_limit, relative_gap, threads)
    found = find_overlaps(scenario) if overlaps is None else overlaps
    way = Way(
        solve=_solved,
        settle=lambda outcome: Schedule.of(outcome, scenario),
        keeps=lambda plan: plan.audit().holds,
        narrower=_tightened,
        repaired=lambda plan: plan,
        exact=False,
    )
    program = formulate_years(scenario, found, rules)
    try:
        return driven(program, options, way)
    except Infeasible:
        for lowered in _floors_lowered(program):
            with suppress(Infeasible, Unfinished):
                return driven(lowered, options, way)
        raise


def _solved(program: Program, options: SolveOptions) -> Outcome:
    timed = options if options.time_limit is None else options.within(options.left)
    if program.expansion.calendar.count == 1:  # as allocate solves it
        return lexicographic(program, timed)
    return next(sweep(program, [(program.row_lower, program.row_upper)], timed))


def _floors_lowered(program: Program) -> Iterator[Program]:
    """Yield a program that goes on from earlier plans with floors lower by a few quanta, then by more.

    What was paid before was rounded, so that its floor may be left to be met by rounding alone: no floor is
    lower by more than a quantum for each of its projects, and rounding has to reach the floor as it was.
    """
    at = program.in_money & np.isfinite(program.row_lower) & ~np.isfinite(program.row_upper)
    held = abs(program.matrix[at][:, : program.columns.n_projects]).sign().sum(axis=1)
    quanta, begun = 1, program.expansion.calendar.begun
    while begun and at.any() and quanta < 2 * held.max():
        lower = program.row_lower.copy()
        lower[at] -= np.minimum(quanta, held) / program.columns.unit
        yield dataclasses.replace(program, row_lower=lower)
        quanta *= 2


def _tightened(plan: Schedule) -> Program | None:
    """Take from bounds on credits the quanta by which rounding broke them; ``None`` if it broke no such."""
    assert plan.outcome is not None  # noqa: S101  # it was settled from one
    program = plan.outcome.program
    over = {(c.rule, c.subject): c.have - c.need for c in plan.audit().checks if not c.holds}
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    for row in np.flatnonzero(program.in_money).tolist():
        key = program.row_rule[row], program.row_subject[row].removeprefix(CARRY_OVER)
        upper[row] -= max(ceil(over.get(key, 0)), 0) / program.columns.unit
        lower[row] -= min(floor(over.get(key, 0)), 0) / program.columns.unit
    moved = (upper < program.row_upper).any() or (lower > program.row_lower).any()
    return dataclasses.replace(program, row_lower=lower, row_upper=upper) if moved else None
