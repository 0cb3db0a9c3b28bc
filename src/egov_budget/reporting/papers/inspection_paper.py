"""The inspection report as a paper in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.display.table import Column, Kind
from egov_budget.language import language_of
from egov_budget.reporting.papers.teller import Teller
from egov_budget.reporting.papers.write_paper import write_paper
from egov_budget.scenario.attainment import BANDS

if TYPE_CHECKING:
    from pathlib import Path

    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table
    from egov_budget.inspection import Inspection

LEAST_DELIVERED = 100  # projects that fell short the most, in a paper; the noun has them all


def write_inspection(found: Inspection, path: Path, lang: str = "en") -> None:
    """Write the paper of an inspection in the form that the file's name asks for, whole or not at all."""
    write_paper(inspection_paper(found, lang), path)


def inspection_paper(found: Inspection, lang: str = "en") -> Paper:
    """Put an inspection report into the words of a language.

    Parameters
    ----------
    found : Inspection
        Its findings.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        Seven tables, each line with the rows of the input it rests on.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    words, total, scenario = language_of(lang), found.total, found.plan.scenario
    told, settings = Teller("inspection", words, scenario), scenario.settings
    facts = [
        ("scenario", words.isolate(settings.name)),
        ("year", words.fiscal_year(settings.fiscal_year)),
        ("credits", words.money(total["credits"], settings.currency)),
        *((name, told.cases(total[name])) for name in ("none", "duplicated", "withheld", "above")),
    ]
    if found.evaluation is not None:
        facts += [(name, words.number(total[name], 3)) for name in ("promised", "realised")]
    tables = (_bands, _money, _untouched, _delivered, _duplicated, _withheld, _conflicts)
    return told.paper(facts, [table(found, told) for table in tables])


def _bands(found: Inspection, told: Teller) -> Table:
    rows = [
        (
            told.called("agencies", row["agency"]),
            *(row[name] for name in ("services", *BANDS)),
            told.evidence(row["evidence"]),
        )
        for row in found.agencies.to_dict("records")
    ]
    bands = [Column(told.words.say(f"band.{band}"), Kind.COUNT, total=True) for band in BANDS]
    columns = [*told.columns("agency services:count+"), *bands, *told.columns("evidence")]
    return told.table("bands", columns, rows)


def _money(found: Inspection, told: Teller) -> Table:
    names = ("asked", "credits", "spent", "promised", "expected", "realised", "duplicated", "withheld",
             "conflict")  # fmt: skip
    rows = [
        (told.called("agencies", row["agency"]), *(row[name] for name in names))
        for row in found.agencies.to_dict("records")
    ]
    columns = (
        "agency asked:money+ credits:money+ spent:money+ promised:points+ expected:points+ "
        "realised:points+ duplicated:count withheld:count+ conflict:part"
    )
    return told.table("money", columns, rows)


def _untouched(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.called("agencies", row["agency"]), told.called("services", row["service"]), row["funded"],
         told.evidence(row["evidence"]))
        for row in found.untouched.to_dict("records")
    ]  # fmt: skip
    return told.table("untouched", "agency service funded:count evidence", rows)


def _delivered(found: Inspection, told: Teller) -> Table:
    names = ("credits", "spent", "promised", "realised", "factor")
    rows = [
        (told.called("agencies", row["agency"]), told.called("projects", row["project"]),
         *(row[name] for name in names), told.evidence(row["evidence"]))
        for row in found.delivered.head(LEAST_DELIVERED).to_dict("records")
    ]  # fmt: skip
    columns = "agency project credits:money spent:money promised:points realised:points factor:part evidence"
    return told.table("delivered", columns, rows)


def _duplicated(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.words.say(f"finding.{row['state'].replace(' ', '_')}"),
         *(told.with_agency(row[f"project_{end}"], row[f"agency_{end}"]) for end in "ab"),
         row["at_stake"], told.evidence(row["evidence"]))
        for row in found.duplicated.to_dict("records")
    ]  # fmt: skip
    return told.table("duplicated", "state project other at_stake:money+ evidence", rows)


def _withheld(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.called("agencies", row["provider"]), told.words.isolate(row["register"]),
         told.called("services", row["service"]), told.say("duty" if row["legal_duty"] else "no_duty"),
         row["gain"], row["credits"], told.evidence(row["evidence"]))
        for row in found.withheld.to_dict("records")
    ]  # fmt: skip
    columns = "provider register service law gain:points freed:money evidence"
    return told.table("withheld", columns, rows)


def _conflicts(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.called("agencies", row["agency"]), row["index"],
         told.say("barred" if row["above"] else "free"),
         told.words.listed([told.words.word("interest", kind) for kind in row["kinds"].split(";") if kind]),
         told.evidence(row["evidence"]))
        for row in found.conflicts.to_dict("records")
    ]  # fmt: skip
    return told.table("conflicts", "agency index:part consequence kinds evidence", rows)
