"""Groups of shared work and the ledger of who pays what in them."""

from __future__ import annotations

from egov_budget.display.places import FIRST
from egov_budget.display.table import Formula, Table
from egov_budget.reporting.material import Material


def groups(told: Material) -> Table:
    """Return one row a group: lead, adopters, what it saves for certain and what is expected of it."""
    rows = [
        (row["group"], row["lead"], told.titles[row["lead"]], row["adopters"], row["gross"],
         row["connection"], Formula(f"=$E{at}-$F{at}", row["certain"]), row["net"], row["break_even"])
        for at, row in enumerate(told.ledger.groups.to_dict("records"), start=FIRST)
    ]  # fmt: skip
    return told.table("groups", rows, f"{told.in_currency} {told.say('groups_note')}")


def ledger(told: Material) -> Table:
    """Return one row a member: common work alone, granted, its part, what it owes and saves."""
    rows = [
        (row["group"], row["project"], told.titles[row["project"]], row["agency"],
         told.say(f"is_{row['role']}"), row["alone"], row["granted"], row["pays"],
         Formula(f"=$H{at}-$G{at}", row["transfer"]), Formula(f"=$F{at}-$H{at}", row["saves"]))
        for at, row in enumerate(told.ledger.members.to_dict("records"), start=FIRST)
    ]  # fmt: skip
    return told.table("ledger", rows, f"{told.in_currency} {told.say('ledger_note')}")
