"""The inspection report as a paper in a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from egov_budget.display.table import Column, Kind
from egov_budget.language import language_of
from egov_budget.reporting.papers.inspection_sheets import found_by_agency, to_act_on
from egov_budget.reporting.papers.teller import Teller
from egov_budget.scenario.attainment import BANDS
from egov_budget.scenario.names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table
    from egov_budget.inspection import Inspection

LAW = ("law", "due")
NAMED = 3  # projects that would start a service; the others are counted
LEAST_DELIVERED = 100  # projects that fell short the most, in a paper; the noun has them all


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
        A sheet of findings, a sheet of what to do about the first of each kind, what parliament is told of
        promises by agency; then as an annex nine tables, each line with the rows of the input it rests on.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    words, total, scenario = language_of(lang), found.total, found.plan.scenario
    told, settings = Teller("inspection", words, scenario), scenario.settings
    facts = [
        ("year", words.fiscal_year(settings.fiscal_year)),
        ("bands", words.word("bands_by", settings.bands_by)),
        ("credits", words.money(total["credits"], settings.currency)),
        *((name, told.cases(total[name])) for name in ("none", "duplicated", "withheld", "above")),
    ]
    if found.evaluation is not None:
        facts += [(name, words.number(total[name], 3)) for name in ("promised", "realised")]
    annex = (
        _bands(found, told), told.listed("money", found.agencies), _findings(found, told),
        _untouched(found, told), told.listed("delivered", found.delivered.head(LEAST_DELIVERED)),
        _duplicated(found, told), _withheld(found, told), _conflicts(found, told),
        told.listed("ranks", found.ranks),
    )  # fmt: skip
    first = (found_by_agency(found, told), to_act_on(found, told, _starting), _kept(found, told))
    behind = (replace(table, title=told.say("annex", title=table.title)) for table in annex)
    return replace(told.paper(facts, [*first, *behind]), apart=True)


def _bands(found: Inspection, told: Teller) -> Table:
    counts = ["services", *BANDS]
    rows = [
        (told.called("agencies", row["agency"]), *map(row.get, counts), told.evidence(row["evidence"]))
        for row in found.agencies.to_dict("records")
    ]
    bands = [Column(told.words.say(f"band.{band}"), Kind.COUNT, total=True) for band in BANDS]
    return told.table("bands", rows, each_band=bands)


def _kept(found: Inspection, told: Teller) -> Table:
    observed = found.agencies if found.evaluation is not None else found.agencies.head(0)
    acted = (observed[["credits", "spent", "lifted"]].fillna(0) != 0).any(axis=1)
    return told.listed("kept", observed[acted])


def _findings(found: Inspection, told: Teller) -> Table:
    rows, choice = found.findings.rename(columns={"rests_on": "evidence"}), names_in(told.words.code).choice
    said = rows.assign(
        subject=rows["subject"].map(told.about), state=rows["finding"].map(choice),
        date=rows["date"].map(told.words.digits), follow_up=rows["state"].map(choice),
        reply=rows["reply"].map(told.words.isolate),
    )  # fmt: skip
    return told.listed("findings", said)


def _untouched(found: Inspection, told: Teller) -> Table:
    starts = [_starting(row, told) for row in found.untouched.to_dict("records")]
    return told.listed("untouched", found.untouched.assign(starts=starts))


def _starting(row: Mapping[Any, Any], told: Teller) -> str:
    """Return what would start a service with nothing done."""
    projects = [told.called("projects", name) for name in row["starts"].split(";") if name]
    if not projects:
        effects = told.scenario.effects
        asked = (effects["service"] == row["service"]) & (effects["points"] > 0)
        return told.say("start_waits" if asked.any() else "no_start")
    named = told.words.listed(projects[:NAMED])
    key, more = "starts_funded" if row["funded"] else "starts_asked", len(projects) - NAMED
    return told.say(key, projects=told.say("and_more", projects=named, count=more) if more > 0 else named)


def _duplicated(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.words.say(f"finding.{row['state'].replace(' ', '_')}"),
         *(told.with_agency(row[f"project_{end}"], row[f"agency_{end}"]) for end in "ab"),
         row["at_stake"], told.evidence(row["evidence"]))
        for row in found.duplicated.to_dict("records")
    ]  # fmt: skip
    return told.table("duplicated", rows)


def _withheld(found: Inspection, told: Teller) -> Table:
    rows = [
        (told.words.isolate(row["register"]),
         told.words.listed([told.called("agencies", name) for name in row["provider"].split(";")]),
         row["services"], row["duty"], *(told.words.isolate(told.words.digits(row[name])) for name in LAW),
         row["gain"], row["credits"], told.evidence(row["evidence"]))
        for row in found.registers.to_dict("records")
    ]  # fmt: skip
    return told.table("withheld", rows)


def _conflicts(found: Inspection, told: Teller) -> Table:
    rows, word = found.conflicts, told.words.word
    kinds = [[word("interest", kind) for kind in of.split(";") if kind] for of in rows["kinds"]]
    changed = [_changed(row, told) for row in rows.to_dict("records")]
    return told.listed("conflicts", rows.assign(consequence=changed, kinds=[*map(told.words.listed, kinds)]))


def _changed(row: Mapping[Any, Any], told: Teller) -> str:
    """Return what a conflict of interest changes."""
    if not row["above"]:
        return told.say("free")
    groups = [told.say(name, count=row[name]) for name in ("led_by_others", "apart") if row[name]]
    return told.say("barred_and", groups=told.words.listed(groups)) if groups else told.say("barred")
