"""The first lines of the report: the pool, what it buys, what doing work once saves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from egov_budget.allocation.role import RoleKind
from egov_budget.reporting.html.plain import plain
from egov_budget.reporting.tables import rows_of
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.reporting.html.studies import Studies
    from egov_budget.whatif.four import FourNumbers

NAMES = ("last_year", "envelopes", "one_pool", "shared")


def headline(allocation: Allocation, lang: Language) -> dict[str, Any]:
    """Return what the report begins with.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : Language
        Of what is worded.

    Returns
    -------
    dict
        name, year, currency; pool, spent, left (currency units); agencies, services, projects,
        funded, partly (counts); high and half, services at 90 % and at 50 % or more, before and after;
        gain (points), worth (the same in words), saved (currency units), groups and sharing (projects
        in them).
    """
    settings, scenario = allocation.scenario.settings, allocation.scenario
    kinds = Counter(role.kind for role in allocation.role_records)
    count = {side: allocation.bands[side] for side in ("before", "after")}
    return {
        "name": plain(settings.name),
        "year": plain(settings.fiscal_year),
        "currency": plain(settings.currency),
        "pool": settings.pool,
        "spent": allocation.spent,
        "left": allocation.left,
        **{name: len(scenario.tables[name]) for name in ("agencies", "services", "projects")},
        "funded": int((allocation.parts > 0).sum()),
        "partly": int(((allocation.share > 0) & (allocation.share < 1)).sum()),
        "high": [int(count[side]["high"]) for side in ("before", "after")],
        "half": [int(count[side][["high", "medium"]].sum()) for side in ("before", "after")],
        "gain": allocation.gain,
        "worth": in_services(allocation.gain, scenario, lang),
        "saved": float(allocation.saved.sum()),
        "groups": kinds[RoleKind.LEAD],
        "sharing": kinds[RoleKind.LEAD] + kinds[RoleKind.ADOPTER],
    }


def ladder(asked: Studies) -> dict[str, Any]:
    """Return the four numbers as steps.

    Parameters
    ----------
    asked : Studies
        What was asked about the plan.

    Returns
    -------
    dict
        steps (name, gain, step, high, spent, breaches, none where no plan reaches it, and reason), and
        missing, why there are none; both empty where nobody asked.
    """
    numbers = asked.four_numbers
    steps = [] if numbers is None else _steps(numbers)
    return {"steps": steps, "missing": asked.missing.get("four numbers", "").split("\n")[0]}


def _steps(numbers: FourNumbers) -> list[dict[str, Any]]:
    told = ("gain", "step", "high", "spent", "breaches")
    return [
        {
            "name": name,
            **{key: row[key] for key in told},
            "reason": plain(numbers.reasons.get(str(row["plan"]), "").split("\n")[0]),
        }
        for name, row in zip(NAMES, rows_of(numbers.table), strict=True)
    ]
