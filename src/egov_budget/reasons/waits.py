"""waits: whose data a project still needs for its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.scenario.needed import needed
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


def waits(allocation: Allocation) -> dict[str, list[dict[Any, str]]]:
    """Return the exchanges that points of a plan's projects wait for, each once, by project.

    They are withheld, which come first, or planned, and their project is not delivered in full. What is at
    full marks without them waits for nothing. Of each its ``register``, its ``provider`` and the project it
    is ``opened_by``, empty where it is withheld.
    """
    scenario, cell = allocation.scenario, ["service", "indicator"]
    effects = strong(scenario).merge(scenario.scores[[*cell, "score"]], on=cell)
    rows = needed(effects[(effects["points"] > 0) & (effects["score"] < 1)], scenario.exchanges)
    share = rows["opened_by"].map(allocation.share)
    planned = (rows["status"] == "planned") & (rows["opened_by"] != rows["project"]) & (share < 1)
    rows = rows[(rows["status"] == "withheld") | planned]
    rows = rows.drop_duplicates(["project", "provider", "register", "status", "opened_by"])
    rows = rows.sort_values(["status", "provider", "register"], ascending=[False, True, True])
    found: dict[str, list[dict[Any, str]]] = {}
    for wait in rows[["project", "register", "provider", "opened_by"]].to_dict("records"):
        found.setdefault(wait["project"], []).append(wait)
    return found
