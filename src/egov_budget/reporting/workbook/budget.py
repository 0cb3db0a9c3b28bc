"""The budget table an office submits, and its sums by agency."""

from __future__ import annotations

from egov_budget.reasons import role_words
from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import FIRST, Column, Formula, Kind, Page

AGENCY, ASKED, PROPOSED, SHARE, GAIN = 0, 4, 5, 6, 7  # columns that other sheets sum


def budget(told: Material) -> Page:
    """Return one row a project: agency, project, asked, proposed, share, gain, role, reason."""
    plan = told.allocation
    table = plan.table()
    order = {agency: at for at, agency in enumerate(plan.scenario.agencies["id"])}
    table = table.assign(place=table["agency"].map(order)).sort_values("place", kind="stable")
    names = plan.scenario.agencies.set_index("id")["title"]
    roles = [role_words(plan.role_records[project], told.lang) for project in table["id"]]
    words = [None] * len(table) if told.reasons is None else told.reasons.loc[table["id"], "words"].tolist()
    rows = zip(
        table["agency"], names.loc[table["agency"]], table["id"], table["title"], table["asked"].tolist(),
        table["credits"].tolist(), table["share"].tolist(), table["gain"].tolist(), roles, words, strict=True,
    )  # fmt: skip
    columns = (
        Column(told.say("agency"), Kind.NAME, 12),
        Column(told.say("agency_title"), Kind.TEXT, 24),
        Column(told.say("project"), Kind.NAME, 14),
        Column(told.say("title"), Kind.TEXT, 38),
        Column(told.say("asked"), Kind.MONEY, 15, total=True),
        Column(told.say("proposed"), Kind.MONEY, 15, total=True),
        Column(told.say("share"), Kind.SHARE, 9),
        Column(told.say("gain"), Kind.POINTS, 11, total=True),
        Column(told.say("role"), Kind.TEXT, 20),
        Column(told.say("reason"), Kind.SENTENCE, 64),
    )
    title = told.say("budget_title", name=told.name)
    return Page(told.say("budget"), title, told.in_currency, columns, [*rows])


def agencies(told: Material, of: Page) -> Page:
    """Return one row an agency, summed from the budget table."""
    columns = (
        Column(told.say("agency"), Kind.NAME, 12),
        Column(told.say("agency_title"), Kind.TEXT, 34),
        Column(told.say("projects"), Kind.COUNT, 11, total=True),
        Column(told.say("funded"), Kind.COUNT, 11, total=True),
        Column(told.say("last_year"), Kind.MONEY, 16, total=True),
        Column(told.say("asked"), Kind.MONEY, 16, total=True),
        Column(told.say("proposed"), Kind.MONEY, 16, total=True),
        Column(told.say("of_asked"), Kind.SHARE, 11),
        Column(told.say("gain"), Kind.POINTS, 12, total=True),
    )
    rows = []
    for at, row in enumerate(told.allocation.by_agency().to_dict("records"), start=FIRST):
        own = f"EXACT({of.range(AGENCY)},$A{at})"  # SUMIF would take * for any agency, and 007 for 7
        part = row["credits"] / row["asked"] if row["asked"] else 0.0
        rows.append(
            (
                row["agency"],
                row["title"],
                Formula(f"=SUMPRODUCT({own}*1)", row["projects"]),
                Formula(f"=SUMPRODUCT({own}*({of.range(SHARE)}>0))", row["funded"]),
                row["last_year"],
                Formula(f"=SUMPRODUCT({own}*{of.range(ASKED)})", row["asked"]),
                Formula(f"=SUMPRODUCT({own}*{of.range(PROPOSED)})", row["credits"]),
                Formula(f"=IF($F{at}=0,0,$G{at}/$F{at})", part),
                Formula(f"=SUMPRODUCT({own}*{of.range(GAIN)})", row["gain"]),
            )
        )
    return Page(told.say("agencies"), told.say("agencies_title"), told.in_currency, columns, rows)
