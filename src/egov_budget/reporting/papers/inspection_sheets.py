"""The two sheets of an inspection that an oversight body acts on: what was found, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.display.table import Cell, Column, Kind, Table
from egov_budget.inspection.findings import ADDRESSED, CONFLICT, DUPLICATED, KINDS, NOTHING_DONE, WITHHELD
from egov_budget.scenario.names import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from egov_budget.inspection import Inspection
    from egov_budget.reporting.teller import Teller

AGENCIES = 20  # rows of the first sheet, which is a page; the others are one more
EACH = 3  # findings of a kind on the second sheet, a page too: the first of each table of the annex


def found_by_agency(found: Inspection, told: Teller) -> Table:
    """Return findings that are not addressed in numbers, the agency with most first."""
    still = found.findings[found.findings["state"] != ADDRESSED]
    counts = still.groupby(["agency", "finding"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=KINDS, fill_value=0)
    counts = counts.iloc[(-counts.sum(axis=1)).argsort(kind="stable")]
    rows: list[list[Cell]] = [
        [told.called("agencies", str(agency)), *row, sum(row)]
        for agency, row in zip(counts.index, counts.head(AGENCIES).to_numpy().tolist(), strict=False)
    ]
    if len(counts) > AGENCIES:
        rest = counts.iloc[AGENCIES:].sum().tolist()
        rows.append([told.say("others", count=len(counts) - AGENCIES), *rest, sum(rest)])
    names = names_in(told.words.code)
    kinds = {kind: Column(names.choice(kind), Kind.COUNT, total=True) for kind in KINDS}
    return told.table("by_agency", rows, kinds=kinds)


def to_act_on(found: Inspection, told: Teller, starting: Callable[[Mapping[Any, Any], Teller], str]) -> Table:
    """Return what to do about the first findings of each kind, by whom, on what ground.

    Parameters
    ----------
    found : Inspection
        Its findings.
    told : Teller
        Says them.
    starting : function
        Says what would start a service with nothing done.
    """
    names = names_in(told.words.code)

    def line(kind: str, subject: str, agency: str, act: str, proof: str) -> list[Cell]:
        return [names.choice(kind), subject, told.holders(agency), act, told.evidence(proof)]

    def pair(row: Mapping[Any, Any]) -> str:
        return told.words.beside([told.called("projects", row[f"project_{end}"]) for end in "ab"])

    registers = found.registers.head(EACH)
    pairs = found.duplicated.sort_values("at_stake", ascending=False, kind="stable").head(EACH)
    barred = found.conflicts[found.conflicts["above"]].head(EACH)
    rows = [
        *(line(WITHHELD, told.words.isolate(row["register"]), row["provider"], _open(row, told),
               row["evidence"]) for row in registers.to_dict("records")),
        *(line(DUPLICATED, pair(row), ";".join(dict.fromkeys((row["agency_a"], row["agency_b"]))),
               told.say(f"act_{row['state'].replace(' ', '_')}"), row["evidence"])
          for row in pairs.to_dict("records")),
        *(line(CONFLICT, told.called("agencies", row["agency"]), row["agency"], told.say("act_conflict"),
               row["evidence"]) for row in barred.to_dict("records")),
        *(line(NOTHING_DONE, told.called("services", row["service"]), row["agency"], starting(row, told),
               row["evidence"]) for row in found.untouched.head(EACH).to_dict("records")),
    ]  # fmt: skip
    return told.table("to_act_on", rows)


def _open(row: Mapping[Any, Any], told: Teller) -> str:
    """Return the demand to open a register, with the law and the date where they are stated."""
    law, due = told.code(row["law"]), told.words.date(row["due"])
    if not (law and row["duty"]):
        return told.say("act_open")
    return told.say("act_open_by", law=law, due=due) if due else told.say("act_open_under", law=law)
