"""formulate_years: Scenario + Overlaps + rules -> Program over several years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Columns
from egov_budget.columns.calendar import Calendar
from egov_budget.columns.expansion import TimeExpansion
from egov_budget.counting.course_of import over_the_horizon
from egov_budget.objectives import Goal
from egov_budget.program.assemble import assemble
from egov_budget.program.formulate import with_rows
from egov_budget.rules.started import Started
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from egov_budget.overlaps import Overlaps
    from egov_budget.program import Program
    from egov_budget.rules import Rule
    from egov_budget.scenario import Scenario


def formulate_years(scenario: Scenario, overlaps: Overlaps | None, rules: Sequence[Rule]) -> Program:
    """Write the programme of several years: the columns once for each year, rules on them, links between.

    Parameters
    ----------
    scenario : Scenario
        What is asked for, with its years.
    overlaps : Overlaps or None
        Groups of common work.
    rules : sequence of Rule
        Rules to keep. The pool, or a robust one, holds in each year; shared work, prerequisites, minimum
        shares and all or nothing hold of what has started by each year; every other rule holds of all
        years together.

    Returns
    -------
    Program
        Its first columns are those of all years together.

    Raises
    ------
    ConflictingRules
        If arithmetic alone shows that rules exclude each other.
    RuleError
        If a hurdle is set: it is a price of the money of one year.
    """
    hurdle = scenario.settings.hurdle
    fault = f"a hurdle of {hurdle} is set, and a plan over several years keeps none"
    demanded("years", Claim(not hurdle, "hurdle", hurdle, fault, "Set the hurdle to 0, or plan one year"))
    whole = over_the_horizon(scenario)
    columns = Columns.of(whole, overlaps)
    expansion = TimeExpansion(columns, Calendar.of(scenario, columns))
    every = [*(rule for rule in rules if rule != Started()), Started()]
    stated = with_rows(every, whole, expansion, _to_begin(whole, expansion))
    return assemble(whole, overlaps, stated, expansion, _goals(whole, expansion))


def _to_begin(scenario: Scenario, expansion: TimeExpansion) -> Scenario:
    """Return the scenario in which nothing that has begun is mandatory: it is paid for, or a part of it."""
    begun = expansion.columns.projects[expansion.calendar.started > 0]
    if begun.empty:
        return scenario
    asked = scenario.projects
    return scenario.replace(projects=asked.assign(mandatory=asked["mandatory"] & ~asked["id"].isin(begun)))


def _goals(scenario: Scenario, expansion: TimeExpansion) -> list[Goal]:
    r"""Return total gain, each point by the worth of its year, then least cost over all years.

    .. math:: \max \sum_t \delta^{t-1} (G_t - G_{t-1}) = \sum_t (\delta^{t-1} - \delta^t [t < T])\, G_t
    """
    columns, calendar = expansion.columns, expansion.calendar
    worth = calendar.worth - np.append(calendar.worth[1:], 0.0)
    gain = np.zeros(expansion.size)
    for year, weight in enumerate(worth):
        start = expansion.start(year)
        gain[start + columns.starts["g"] : start + columns.size] = columns.value * weight
    paid = np.ones(columns.n_projects) @ sum(expansion.paid[1:], start=expansion.paid[0])
    currency, scale = scenario.settings.currency, columns.unit * columns.quantum
    return [
        Goal("total gain", "points", gain, maximise=True),
        Goal("least cost", currency, paid, maximise=False, scale=scale),
    ]
