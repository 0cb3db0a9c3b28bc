"""conflicts: Scenario + Overlaps + rules -> Conflicts, or the smallest pool."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.conflict import Conflicts
from egov_budget.errors import Infeasible
from egov_budget.money import to_amounts
from egov_budget.objectives import LeastCost
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate, quantised, with_binaries
from egov_budget.program.elastic import elastic
from egov_budget.program.grounds import grounds
from egov_budget.rules import STANDARD, Rule
from egov_budget.solving import Outcome, Reached, Status, solve

if TYPE_CHECKING:
    from egov_budget.overlaps import Overlaps
    from egov_budget.program import Program
    from egov_budget.scenario import Scenario

DEMANDS = ["rule", "subject", "words"]
COARSE = 0.01  # a quantum from each project is so large a part of the pool
PROVED = (Status.OPTIMAL, Status.INFEASIBLE)  # all that was searched is known
CHANGES = ["rule", "subject", "now", "then", "change", "words"]


def conflicts(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    rules: Sequence[Rule] = STANDARD,
    time_limit: float = 60.0,
) -> Conflicts:
    """Say which demands exclude each other, and the cheapest way out.

    Demands are left out one by one until each of the rest is needed for the conflict: one such
    set is found, and there may be others. The relaxation mends all of them: it is the smallest
    sum of credits by which the pool is raised, floors are lowered or ceilings are raised.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    rules : sequence of Rule
        All rules to keep.
    time_limit : float
        Seconds for each of three searches: the demands, the relaxation, the smallest pool.

    Returns
    -------
    Conflicts
        False if every rule can be kept; true, but not ``known``, if time ran out before that was found.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> projects = scenario.projects.assign(mandatory=True)
    >>> print(conflicts(scenario.replace(projects=projects, pool=140)))
    no allocation of 'Four projects' keeps every rule
    These cannot hold together, and without any one of them the others can:
      - the pool is 140 credits
      - 'e-booking' is mandatory (30 credits)
      - 'e-filing' is mandatory (40 credits)
      - 'health-login' is mandatory (50 credits)
      - 'tax-login' is mandatory (60 credits)
    The cheapest way out takes 8 credits in all:
      - raise the pool from 140 to 148
    The smallest pool that does, all else the same, is 148 credits.
    """
    from egov_budget.solving.iis import iis  # loads the solver

    found = find_overlaps(scenario) if overlaps is None else overlaps
    program = _unchecked(scenario, found, rules)
    checks = (rule.check(scenario, program.columns) for rule in program.rules)
    arithmetic = tuple(chain.from_iterable(checks))
    core = iis(program, grounds(program), time_limit=time_limit)
    settings, (demands, proved) = scenario.settings, core or ([], not arithmetic)
    listed = [
        (ground.rule, ground.subject, program.rules[ground.owner].demand(scenario, ground.subject))
        for ground in demands
    ]
    changes, cheapest, pool, smallest = pd.DataFrame([], columns=CHANGES), proved, None, proved
    if arithmetic or demands:
        changes, cheapest = _relaxation(program, time_limit)
        searched = _with_the_smallest_pool(program, time_limit)
        pool, smallest = _pool(searched), searched.status in PROVED
    return Conflicts(
        scenario=settings.name,
        currency=settings.currency,
        arithmetic=arithmetic,
        demands=pd.DataFrame(listed, columns=DEMANDS),
        irreducible=proved,
        relaxation=changes,
        cheapest=cheapest,
        pool=None if pool is None else pool.value,
        smallest=smallest,
    )


def smallest_pool(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    rules: Sequence[Rule] = STANDARD,
    time_limit: float = 60.0,
) -> Reached:
    """Find the smallest pool with which every rule can be kept.

    Limits that are a percentage of the pool move with it. Without floors, obligations or targets
    it is 0.

    Parameters
    ----------
    scenario : Scenario
        What is asked for; its own pool does not matter.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    rules : sequence of Rule
        All rules to keep.
    time_limit : float
        Seconds for the search.

    Returns
    -------
    Reached
        ``value`` in currency units, whole quanta; ``bound`` below which no pool does.

    Raises
    ------
    Infeasible
        If no pool is large enough: rules exclude each other whatever the money. ``Unfinished`` if time
        ran out before a pool was found.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> scenario = worlds.four_projects()
    >>> projects = scenario.projects.assign(mandatory=[True, True, False, False])
    >>> smallest_pool(scenario.replace(projects=projects)).value
    78.0
    """
    found = find_overlaps(scenario) if overlaps is None else overlaps
    program = _unchecked(scenario, found, rules)
    outcome = _with_the_smallest_pool(program, time_limit)
    if outcome.status is Status.INFEASIBLE:
        text = f"no pool is large enough for {scenario.settings.name!r}: rules exclude each other at any"
        raise Infeasible(text, Status.INFEASIBLE)
    pool = _pool(outcome)
    if pool is None:
        raise outcome.error()
    return pool


def _relaxation(program: Program, time_limit: float) -> tuple[pd.DataFrame, bool]:
    columns = program.columns
    giving = elastic(program, pool_from=columns.pool, limits_give=True)
    outcome = solve(giving.program, time_limit=time_limit, relative_gap=0.0)
    if not outcome.status.has_plan:
        return pd.DataFrame([], columns=CHANGES), outcome.status in PROVED
    given = np.rint(outcome.values[giving.starts : giving.starts + len(giving.rows)]).astype(np.int64)
    moved = dict(zip(giving.moving.tolist(), outcome.values[giving.starts + len(given) :], strict=True))
    listed = []
    for row, sign, quanta in zip(giving.rows.tolist(), giving.sign.tolist(), given.tolist(), strict=True):
        if quanta:
            rule, subject = program.row_rule[row], program.row_subject[row]
            now = round((program.row_lower if sign > 0 else program.row_upper)[row] * columns.unit)
            verb = "lower" if sign > 0 else "raise"
            words = f"{verb} the {rule}" + ("" if subject == rule else f" of {subject!r}")
            change = -int(sign) * quanta
            then = round(moved.get(row, now)) + change  # a part of the pool moves with it first
            amounts = to_amounts([now, then, change], columns.quantum)
            listed.append((rule, subject, *amounts.tolist(), words))
    return pd.DataFrame(listed, columns=CHANGES), outcome.status in PROVED


def _with_the_smallest_pool(program: Program, time_limit: float) -> Outcome:
    giving = elastic(program, pool_from=0, limits_give=False)
    return solve(giving.program, time_limit=time_limit, relative_gap=0.0)


def _pool(outcome: Outcome) -> Reached | None:
    """Return the pool found in whole quanta; ``None`` without any."""
    if not outcome.status.has_plan:
        return None
    (reached,) = outcome.reached
    quantum = outcome.program.columns.quantum
    value = float(to_amounts(round(reached.value / quantum), quantum))
    return Reached("smallest pool", reached.unit, value, reached.bound, reached.status)


def _unchecked(scenario: Scenario, overlaps: Overlaps, rules: Sequence[Rule]) -> Program:
    """Formulate though rules may exclude each other, in whole quanta where a target hangs on them."""
    program = with_binaries(formulate(scenario, overlaps, objective=LeastCost(), rules=rules, check=False))
    aimed = any(rule.of_points for rule in program.rules)
    coarse = program.columns.n_projects > COARSE * max(program.columns.pool, 1)
    return quantised(program) if aimed and coarse else program
