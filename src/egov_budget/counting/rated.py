"""Conflicts of interest of agencies, exactly and from the tables alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.counting.plan import records
from egov_budget.money import exact
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario


@once
def conflicts_of_interest(scenario: Scenario) -> dict[str, Fraction]:
    """Return the index of every agency exactly: kinds as independent causes, the strongest of each."""
    owner = dict(zip(scenario.projects["id"], scenario.projects["agency"], strict=True))
    strongest: dict[tuple[str, str], Fraction] = {}
    for row in records(scenario.interests):
        key = (row["agency"] or owner[row["project"]], row["kind"])
        strongest[key] = max(strongest.get(key, Fraction(0)), exact(row["strength"]))
    free = {row["id"]: 1 - exact(row["conflict"]) for row in records(scenario.agencies)}
    for (agency, _), strength in strongest.items():
        free[agency] *= 1 - strength
    return {agency: 1 - left for agency, left in free.items()}
