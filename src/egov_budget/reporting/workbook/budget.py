"""The budget table an office submits, and its sums by agency."""

from __future__ import annotations

from egov_budget.display.places import elsewhere
from egov_budget.display.table import Table
from egov_budget.reasons import role_words
from egov_budget.reporting.material import Material

AGENCY, ASKED, PROPOSED, SHARE, GAIN = 0, 4, 5, 6, 7  # columns that other sheets sum


def budget(told: Material) -> Table:
    """Return one row a project: agency, project, asked, proposed, share, gain, role, reason."""
    plan = told.allocation
    order = {agency: at for at, agency in enumerate(plan.scenario.agencies["id"])}
    table = plan.table()
    table = table.assign(place=table["agency"].map(order)).sort_values("place", kind="stable")
    names = plan.scenario.agencies.set_index("id")["title"]
    table = table.assign(
        agency_title=table["agency"].map(names),
        role=[role_words(role, told.titles) for role in plan.role_records.loc[table["id"]].tolist()],
        reason=None if told.reasons is None else table["id"].map(told.reasons["words"]),
    )
    return told.sheet_of("budget", table, told.in_currency)


def agencies(told: Material, of: Table) -> Table:
    """Return one row an agency, summed from the budget table."""
    asked, proposed, share, gain = (elsewhere(of, column) for column in (ASKED, PROPOSED, SHARE, GAIN))
    own = f"EXACT({elsewhere(of, AGENCY)},$A{{at}})"  # SUMIF would take * for any agency, and 007 for 7
    summed = {"projects": "1", "funded": f"({share}>0)", "asked": asked, "proposed": proposed, "gain": gain}
    formulas = {name: f"=SUMPRODUCT({own}*{what})" for name, what in summed.items()}
    table = told.allocation.by_agency()
    table["of_asked"] = (table["credits"] / table["asked"]).where(table["asked"] != 0, 0.0)
    part = "=IF($F{at}=0,0,$G{at}/$F{at})"
    return told.sheet_of("agencies", table, told.in_currency, of_asked=part, **formulas)
