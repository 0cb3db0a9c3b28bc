"""The budget table an office submits, and its sums by agency."""

from __future__ import annotations

from egov_budget.display.places import FIRST, elsewhere
from egov_budget.display.table import Formula, Table
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
    roles = [role_words(plan.role_records[project], told.called) for project in table["id"]]
    words = [None] * len(table) if told.reasons is None else told.reasons.loc[table["id"], "words"].tolist()
    numbers = (table[name].tolist() for name in ("asked", "credits", "share", "gain"))
    rows = zip(
        table["agency"], names.loc[table["agency"]], table["id"], table["title"], *numbers, roles, words,
        strict=True,
    )  # fmt: skip
    return told.table("budget", [*rows], told.in_currency)


def agencies(told: Material, of: Table) -> Table:
    """Return one row an agency, summed from the budget table."""
    asked, proposed, share, gain = (elsewhere(of, column) for column in (ASKED, PROPOSED, SHARE, GAIN))
    rows = []
    for at, row in enumerate(told.allocation.by_agency().to_dict("records"), start=FIRST):
        own = f"EXACT({elsewhere(of, AGENCY)},$A{at})"  # SUMIF would take * for any agency, and 007 for 7
        part = row["credits"] / row["asked"] if row["asked"] else 0.0
        rows.append((
            row["agency"], row["title"], Formula(f"=SUMPRODUCT({own}*1)", row["projects"]),
            Formula(f"=SUMPRODUCT({own}*({share}>0))", row["funded"]), row["last_year"],
            Formula(f"=SUMPRODUCT({own}*{asked})", row["asked"]),
            Formula(f"=SUMPRODUCT({own}*{proposed})", row["credits"]),
            Formula(f"=IF($F{at}=0,0,$G{at}/$F{at})", part),
            Formula(f"=SUMPRODUCT({own}*{gain})", row["gain"]),
        ))  # fmt: skip
    return told.table("agencies", rows, told.in_currency)
