"""Whose interests pull against what they are to deliver, and what that is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.plain import plain
from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario


def interests(scenario: Scenario) -> dict[str, Any] | None:
    """Return the conflicts of interest, the strongest first.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.

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
    projects = scenario.projects
    titles = dict(zip(projects["id"], projects["title"], strict=True))
    own = dict(list(found.parts.groupby("agency")))
    rows = []
    for row in table.to_dict("records"):
        parts = own[row["agency"]]
        counted = parts[parts["counts"]].to_dict("records")
        rows.append(
            {
                "title": plain(row["title"] or row["agency"]),
                "index": row["index"],
                "above": not row["may_lead"],
                "parts": [
                    {
                        "kind": str(part["kind"]),
                        "strength": part["strength"],
                        "source": plain(part["source"]),
                        "project": plain(titles.get(part["project"]) or part["project"]),
                    }
                    for part in counted
                ],
                "more": len(parts) - len(counted),
            }
        )
    return {
        "agencies": len(found.agencies),
        "above": int(found.above.sum()),
        "threshold": found.threshold,
        "rows": rows,
    }
