"""four_numbers: last year's split, own envelopes, one pool, one pool with shared work."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation import Allocation
from egov_budget.allocation.drive import drive
from egov_budget.columns import Columns
from egov_budget.errors import ConflictingRules, Infeasible, Unfinished
from egov_budget.money import to_amounts
from egov_budget.objectives.total_gain import of_gain
from egov_budget.overlaps import find_overlaps
from egov_budget.program import formulate
from egov_budget.rules import STANDARD, Rule
from egov_budget.rules.holders import bounds_of
from egov_budget.solving import Outcome, SolveOptions, Status
from egov_budget.whatif.envelopes import envelopes, last_years_split
from egov_budget.whatif.four import FourNumbers
from egov_budget.whatif.score import scored
from egov_budget.whatif.split import Credits, split_quanta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Scenario

TINY = 1e-9


def four_numbers(
    scenario: Scenario,
    overlaps: Overlaps | None = None,
    *,
    split: Credits | None = None,
    rules: Sequence[Rule] = STANDARD,
    time_limit: float | None = None,
    relative_gap: float = 1e-4,
) -> FourNumbers:
    """Say in four numbers what one pool and shared work are worth.

    1. Last year's split as it is: nothing in it is chosen anew.
    2. Each agency does the best with its own envelope, all of them coordinated.
    3. One pool, every project paid in full by itself.
    4. One pool with shared work: the plan that ``allocate`` makes.

    All four have the same pool, the same rules and the same measure: where projects of one group
    do the same work, it counts once in each of them, whether or not it is paid for once. So the
    step from 3 to 4 is what it brings to pay for work once, never points counted twice.

    A plan that keeps the rules of the next number is one way to reach that number, so it stands in
    for a worse plan that the solver stopped at: whoever may share work may do it apart. So the gain
    never falls from 2 to 3, nor from 3 to 4.

    Parameters
    ----------
    scenario : Scenario
        What is asked for, with last year's credits of agencies or projects.
    overlaps : Overlaps or None
        Groups of common work; ``None`` finds them first.
    split : mapping or Series of float, or None
        Credits by project id for the first number; the envelopes are then its sums by agency.
        ``None`` divides the pool among the agencies as last year and spreads each envelope as
        last year: what ran goes on, the rest is spread evenly over what is asked for.
    rules : sequence of Rule
        All rules to keep.
    time_limit : float or None
        Seconds for each number.
    relative_gap : float
        Gap at which a search with whole numbers stops.

    Returns
    -------
    FourNumbers
        ``table`` and the four plans; a number that no plan reaches says why.

    Raises
    ------
    RuleError
        If there was no last year, or the split cannot be read; ``ConflictingRules``.
    SolveError
        If the pool with shared work has no plan.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> four_numbers(worlds.four_projects()).table["gain"].round(3).tolist()
    [1.512, 1.7, 1.708, 2.242]
    """
    found = find_overlaps(scenario) if overlaps is None else overlaps
    options = SolveOptions(time_limit=time_limit, relative_gap=relative_gap)
    return _counted(scenario, found, split=split, rules=rules, options=options)


def four_numbers_of(allocation: Allocation) -> FourNumbers:
    """Say in four numbers what one pool and shared work are worth, the fourth of a plan that is there.

    Parameters
    ----------
    allocation : Allocation
        The plan; one that does not aim at total gain, or was not searched to an end, is made anew.

    Returns
    -------
    FourNumbers
        As ``four_numbers`` gives them for its requests, common work and rules.
    """
    scenario, overlaps, rules = allocation.scenario, allocation.overlaps, allocation.rules
    outcome, options = allocation.outcome, SolveOptions()
    if overlaps is None or outcome is None or not _ended(outcome, options.relative_gap):
        return four_numbers(scenario, overlaps, rules=rules)
    return _counted(scenario, overlaps, split=None, rules=rules, options=options, known=allocation)


def _ended(outcome: Outcome, relative_gap: float) -> bool:
    """Tell whether a plan was searched for total gain as near to the best as a plan of the four is."""
    near = outcome.status is Status.OPTIMAL and outcome.relative_gap <= relative_gap
    return near and of_gain(outcome.reached[0].name)


def _counted(
    scenario: Scenario,
    found: Overlaps,
    *,
    split: Credits | None,
    rules: Sequence[Rule],
    options: SolveOptions,
    known: Allocation | None = None,
) -> FourNumbers:
    """Make the four plans, but for the fourth where it is known."""
    shared = Columns.of(scenario, found)
    apart = _apart(shared)
    if split is None:
        within = envelopes(scenario, shared)
        quanta = split_quanta(scenario, shared, last_years_split(scenario, shared, within))
    else:
        quanta = split_quanta(scenario, shared, split)
        within = _sums(scenario, shared, quanta)
    first = scored(scenario, None, apart, quanta, rules=rules)
    enveloped = _enveloped(scenario, shared, within)
    second = _planned(enveloped, apart, rules, options)
    third = _planned(scenario, apart, rules, options)
    fourth = known
    if fourth is None:
        fourth = drive(formulate(scenario, found, rules=rules), options.within(options.time_limit))
    second = _at_least(second, scored(enveloped, None, apart, first.quanta, rules=rules))
    if isinstance(second, Allocation):
        third = _at_least(third, dataclasses.replace(second, scenario=scenario))
    if isinstance(third, Allocation):
        nobody = np.full(len(shared.groups), -1, dtype=np.int64)
        apart_still = dataclasses.replace(fourth, quanta=third.quanta, parts=third.parts, leads=nobody)
        best = _at_least(fourth, apart_still)
        fourth = best if isinstance(best, Allocation) else fourth
    return FourNumbers((first, second, third, fourth))


def _apart(columns: Columns) -> Columns:
    """Return the columns of a year without shared work: the same effects, no common cost."""
    none = np.zeros(0, dtype=np.int64)
    return dataclasses.replace(
        columns, member=none, group=none, common=none, connection=none, named_lead=none.astype(bool)
    )


def _planned(
    scenario: Scenario, columns: Columns, rules: Sequence[Rule], options: SolveOptions
) -> Allocation | str:
    """Return the best plan without shared work, or why there is none."""
    try:
        return drive(formulate(scenario, rules=rules, columns=columns), options.within(options.time_limit))
    except (ConflictingRules, Infeasible, Unfinished) as error:
        return str(error)


def _at_least(plan: Allocation | str, before: Allocation) -> Allocation | str:
    """Return the plan before instead if it keeps the rules of this number and gains more above the hurdle."""
    if isinstance(plan, Allocation) and _above(before) <= _above(plan) + TINY:
        return plan
    if not before.audit().holds:
        return plan
    if isinstance(plan, str):
        return before
    return dataclasses.replace(plan, quanta=before.quanta, parts=before.parts, leads=before.leads)


def _above(plan: Allocation) -> float:
    """Return the gain of a plan less what the hurdle asks for its credits."""
    return plan.gain - plan.scenario.settings.hurdle * plan.spent


def _enveloped(scenario: Scenario, columns: Columns, within: Mapping[str, int]) -> Scenario:
    """Return the scenario with each agency's envelope as its ceiling, or the one it has if that is lower."""
    agencies = scenario.agencies
    own = bounds_of(scenario, "agencies", "ceiling")
    most = [min(within[name], own.get(name, within[name])) for name in agencies["id"]]
    amounts = to_amounts(np.array(most, dtype=np.int64), columns.quantum)
    return scenario.replace(agencies=agencies.assign(ceiling=amounts, ceiling_unit="credits"))


def _sums(scenario: Scenario, columns: Columns, quanta: np.ndarray) -> dict[str, int]:
    agency = scenario.projects.set_index("id")["agency"].reindex(columns.projects)
    sums = pd.Series(quanta).groupby(agency.to_numpy()).sum()
    return {name: int(sums.get(name, 0)) for name in scenario.agencies["id"]}
