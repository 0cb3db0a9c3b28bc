"""Credits by agency, asked and given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.reporting.html.plain import named
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def agencies(allocation: Allocation) -> list[dict[str, Any]]:
    """Return a record an agency, the one that is given most first.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    list of dict
        id, title, projects, funded, asked, last_year, credits (currency units), gain (points), and
        asked_part and credits_part, of the most that any agency asked for.
    """
    table = allocation.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
    most = max(float(table["asked"].max()), 1e-300) if len(table) else 1.0
    parts = {"asked_part": table["asked"] / most, "credits_part": (table["credits"] / most).clip(upper=1.0)}
    table = table.assign(title=table["agency"].map(named(allocation.scenario, "agencies")), **parts)
    return rows_of(table.rename(columns={"agency": "id"}))
