"""Whose interests pull against what they are to deliver, and what that is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.plain import named, plain, projects_named
from egov_budget.reporting.tables import rows_of
from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario


def interests(scenario: Scenario, language: Language) -> dict[str, Any] | None:
    """Return the conflicts of interest, the strongest first.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    language : Language
        Of what projects are called.

    Returns
    -------
    dict or None
        agencies and above (counts), threshold (0 to 1), and rows of agencies with an index above 0:
        title, index, above, parts (kind, strength, source, project: its title; the strongest of each
        kind) and more, how many weaker ones of the same kinds. ``None`` where no conflict is known.
    """
    found = conflict_index(scenario)
    table = found.table()
    table = table[table["index"] > 0]
    if table.empty:
        return None
    titles, agencies = projects_named(scenario, language), named(scenario, "agencies")
    parts = found.parts.assign(
        source=found.parts["source"].map(plain),
        project=[titles.get(project, project) for project in found.parts["project"]],
    )
    counted: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(parts[parts["counts"]]):
        counted.setdefault(row["agency"], []).append(row)
    known = parts.groupby("agency").size()
    rows = [
        {"title": agencies[row["agency"]], "index": row["index"], "above": not row["may_lead"],
         "parts": counted[row["agency"]], "more": int(known[row["agency"]]) - len(counted[row["agency"]])}
        for row in table.to_dict("records")
    ]  # fmt: skip
    return {
        "agencies": len(found.agencies), "above": int(found.above.sum()), "threshold": found.threshold,
        "rows": rows,
    }  # fmt: skip
