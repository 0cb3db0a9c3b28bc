"""Groups of shared work and the ledger of who pays what in them."""

from __future__ import annotations

from egov_budget.display.table import Table
from egov_budget.reporting.material import Material


def groups(told: Material) -> Table:
    """Return one row a group: lead, adopters, what it saves for certain and what is expected of it."""
    note = f"{told.in_currency} {told.say('groups_note')}"
    return told.sheet_of("groups", told.ledger.groups, note, saved="=$E{at}-$F{at}")


def ledger(told: Material) -> Table:
    """Return one row a member: common work alone, granted, its part, what it owes and saves."""
    note, owed = f"{told.in_currency} {told.say('ledger_note')}", "=$H{at}-$G{at}"
    return told.sheet_of("ledger", told.ledger.members, note, transfer=owed, saves="=$F{at}-$H{at}")
