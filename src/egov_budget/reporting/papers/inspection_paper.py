"""The inspection report as a paper in a language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from egov_budget.language import language_of
from egov_budget.reporting.papers.inspection_sheets import found_by_agency, to_act_on
from egov_budget.reporting.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table
    from egov_budget.inspection import Inspection

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
        *((name, told.cases(total[name])) for name in ("none", "duplicated")),
        ("withheld", _exchanges(found, told)),
        ("above", told.cases(total["above"])),
    ]
    if found.evaluation is not None:
        facts += [(name, words.number(total[name], 3)) for name in ("promised", "realised")]
    annex = (
        told.listed("bands", found.agencies), told.listed("money", found.agencies),
        told.listed("findings", found.findings), _untouched(found, told),
        told.listed("delivered", found.delivered.head(LEAST_DELIVERED)), _duplicated(found, told),
        told.listed("withheld", found.registers), _conflicts(found, told), told.listed("ranks", found.ranks),
    )  # fmt: skip
    first = (found_by_agency(found, told), to_act_on(found, told, _starting), _kept(found, told))
    behind = (replace(table, title=told.say("annex", title=table.title)) for table in annex)
    return replace(told.paper(facts, [*first, *behind]), apart=True)


def _exchanges(found: Inspection, told: Teller) -> str:
    """Return how many exchanges are withheld, and of how many registers: findings count these."""
    count, registers = len(found.withheld), len(found.registers)
    return told.say("of_registers", exchanges=count, registers=registers) if count else told.cases(count)


def _kept(found: Inspection, told: Teller) -> Table:
    observed = found.agencies if found.evaluation is not None else found.agencies.head(0)
    acted = (observed[["credits", "spent", "lifted"]].fillna(0) != 0).any(axis=1)
    return told.listed("kept", observed[acted])


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
    rows = found.duplicated
    for end in "ab":
        ends = zip(rows[f"project_{end}"], rows[f"agency_{end}"], strict=True)
        rows = rows.assign(**{f"project_{end}": [told.with_agency(*both) for both in ends]})
    states = [told.words.say(f"finding.{state.replace(' ', '_')}") for state in rows["state"]]
    return told.listed("duplicated", rows.assign(state=states))


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
