"""What agencies are rated, exactly and from the tables alone: the part expected of them, their conflicts."""

from __future__ import annotations

from fractions import Fraction
from math import isnan
from typing import TYPE_CHECKING, Any

from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario


def expected(agency: dict[str, Any]) -> Fraction:
    """Return which part of its promises an agency is expected to deliver, exactly."""
    readiness, willing, able = (float(agency[name]) for name in ("readiness", "willingness", "ability"))
    if not isnan(readiness):
        return exact(readiness)
    return exact(willing) * exact(able)


def conflicts_of_interest(scenario: Scenario) -> dict[str, Fraction]:
    """Return the index of every agency exactly: kinds as independent causes, the strongest of each."""
    owner = dict(zip(scenario.projects["id"], scenario.projects["agency"], strict=True))
    strongest: dict[tuple[str, str], Fraction] = {}
    for row in scenario.interests.to_dict("records"):
        key = (row["agency"] or owner[row["project"]], row["kind"])
        strongest[key] = max(strongest.get(key, Fraction(0)), exact(row["strength"]))
    free = {row["id"]: 1 - exact(row["conflict"]) for row in scenario.agencies.to_dict("records")}
    for (agency, _), strength in strongest.items():
        free[agency] *= 1 - strength
    return {agency: 1 - left for agency, left in free.items()}
