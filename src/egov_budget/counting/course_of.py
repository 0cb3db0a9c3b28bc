"""course_of: credits and shares by project and year -> Course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from egov_budget.counting.course import Course
from egov_budget.counting.plan import Plan
from egov_budget.counting.pools import pools_of
from egov_budget.money import to_amounts
from egov_budget.scenario.realisation import grown

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario import Scenario


def course_of(
    scenario: Scenario,
    members: pd.DataFrame | None,
    *,
    quanta: Mapping[str, Sequence[int]],
    begun: Mapping[str, int],
    parts: Mapping[str, Sequence[int]],
    lead: Mapping[str, str],
) -> Course:
    """Return a plan over several years.

    Parameters
    ----------
    scenario : Scenario
        What was asked for.
    members : DataFrame or None
        Common work, as in ``Overlaps.members``.
    quanta : mapping of str to sequence of int
        Credits of each project in each year, quanta.
    begun : mapping of str to int
        Share of each that earlier plans began and that is kept, billionths.
    parts : mapping of str to sequence of int
        Share of each that has started by each year, billionths.
    lead : mapping of str to str
        Who leads, by group.
    """
    years = pools_of(scenario).years
    total = {project: sum(paid) for project, paid in quanta.items()}
    before = Plan.of(over_the_horizon(scenario), members, quanta=total, parts=begun, lead=lead)
    by_year = ({project: shares[year] for project, shares in parts.items()} for year in range(len(years)))
    plans = [replace(before, parts=shares, like=before) for shares in by_year]
    return Course(scenario, years, before, plans, quanta)


def over_the_horizon(scenario: Scenario) -> Scenario:
    """Return the scenario as of all years together: the sum of the pools, the readiness of the last year."""
    money = pools_of(scenario)
    total = float(to_amounts(int(money.pools.sum()), scenario.settings.quantum))
    return scenario.replace(pool=total, agencies=grown(scenario.agencies, len(money.years) - 1))
