"""Every project as a row: what it asked for, what it gets, as what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reasons import explain
from egov_budget.reporting.html.agencies import named
from egov_budget.reporting.html.plain import LONGEST_TEXT, plain

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language


def projects(allocation: Allocation, language: Language) -> list[dict[str, Any]]:
    """Return a record a project, in the order of the scenario.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    language : Language
        Of the reasons.

    Returns
    -------
    list of dict
        id, title, agency (id), agency_title, category, kind of role (a ``RoleKind``), other (the
        group, lead or project that the role names), asked, credits (currency units), share (0 to 1),
        gain (points), reason and words.
    """
    titles = named(allocation.scenario)
    why = explain(allocation, lang=language.code).set_index("project")
    rows = []
    for row in allocation.table().to_dict("records"):
        role = allocation.role_records[row["id"]]
        rows.append(
            {
                "id": row["id"],
                "title": plain(row["title"] or row["id"]),
                "agency": row["agency"],
                "agency_title": titles[row["agency"]],
                "category": plain(row["category"]),
                "kind": str(role.kind),
                "other": role.of,
                **{name: row[name] for name in ("asked", "credits", "share", "gain")},
                "reason": str(why.at[row["id"], "reason"]),
                "words": plain(why.at[row["id"], "words"], LONGEST_TEXT),
            }
        )
    return rows
