"""Groups of shared work and the ledger of who pays what in them."""

from __future__ import annotations

from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import FIRST, Column, Formula, Kind, Page


def groups(told: Material) -> Page:
    """Return one row a group: lead, adopters, what it saves for certain and what is expected of it."""
    columns = (
        Column(told.say("group"), Kind.NAME, 18),
        Column(told.say("lead"), Kind.NAME, 16),
        Column(told.say("lead_title"), Kind.TEXT, 44),
        Column(told.say("adopters"), Kind.COUNT, 11, total=True),
        Column(told.say("gross"), Kind.MONEY, 17, total=True),
        Column(told.say("connection"), Kind.MONEY, 17, total=True),
        Column(told.say("saved"), Kind.MONEY, 17, total=True),
        Column(told.say("expected"), Kind.MONEY, 17, total=True),
        Column(told.say("break_even"), Kind.SHARE, 13),
    )
    rows = [
        (
            row["group"], row["lead"], told.titles[row["lead"]], row["adopters"], row["gross"],
            row["connection"], Formula(f"=$E{at}-$F{at}", row["certain"]), row["net"], row["break_even"],
        )
        for at, row in enumerate(told.ledger.groups.to_dict("records"), start=FIRST)
    ]  # fmt: skip
    note = f"{told.in_currency} {told.say('groups_note')}"
    return Page(told.say("groups"), told.say("groups_title"), note, columns, rows)


def ledger(told: Material) -> Page:
    """Return one row a member: common work alone, granted, its part, what it owes and saves."""
    columns = (
        Column(told.say("group"), Kind.NAME, 18),
        Column(told.say("project"), Kind.NAME, 16),
        Column(told.say("title"), Kind.TEXT, 44),
        Column(told.say("agency"), Kind.NAME, 16),
        Column(told.say("role"), Kind.TEXT, 14),
        Column(told.say("alone"), Kind.MONEY, 16, total=True),
        Column(told.say("granted"), Kind.MONEY, 16, total=True),
        Column(told.say("pays"), Kind.MONEY, 16, total=True),
        Column(told.say("transfer"), Kind.MONEY, 16, total=True),
        Column(told.say("saves"), Kind.MONEY, 16, total=True),
    )
    rows = [
        (
            row["group"], row["project"], told.titles[row["project"]], row["agency"],
            told.say("is_lead" if row["role"] == "lead" else "is_adopter"), row["alone"], row["granted"],
            row["pays"], Formula(f"=$H{at}-$G{at}", row["transfer"]),
            Formula(f"=$F{at}-$H{at}", row["saves"]),
        )
        for at, row in enumerate(told.ledger.members.to_dict("records"), start=FIRST)
    ]  # fmt: skip
    note = f"{told.in_currency} {told.say('ledger_note')}"
    return Page(told.say("ledger"), told.say("ledger_title"), note, columns, rows)
