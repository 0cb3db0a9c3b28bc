"""Cover: the plan in a dozen numbers, and what they rest on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from egov_budget.certificate.inputs import digest, inputs
from egov_budget.reporting.certainty import audit_words, certainty
from egov_budget.reporting.workbook.budget import ASKED, GAIN, PROPOSED, SHARE
from egov_budget.reporting.workbook.lay import set_up, write_cell, write_text
from egov_budget.reporting.workbook.material import Material
from egov_budget.reporting.workbook.page import Cell, Formula, Kind, Page
from egov_budget.reporting.workbook.styles import Styles

Fact = tuple[str, Cell, Kind]
SPENT, POOL = "$B$9", "$B$8"  # cells of the facts below; tests recalculate them


def cover(book: Any, told: Material, styles: Styles, *, table: Page, counted: Page, groups: Page) -> None:
    """Write the first sheet; its numbers are formulas over the others."""
    sheet = book.add_worksheet(told.say("summary"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 70)
    sheet.set_row(0, 24)
    write_text(sheet, 0, 0, told.say("summary_title", name=told.name), styles.title)
    write_text(sheet, 1, 0, told.in_currency, styles.note)
    write_text(sheet, 2, 0, certainty(told.allocation, told.lang), styles.note)
    write_text(sheet, 3, 0, told.say("audit", found=audit_words(told.allocation, told.lang)), styles.note)
    down = 5
    for heading, facts in (
        (told.say("plan"), _plan(told, table, counted, groups)),
        (told.say("rests_on"), _rests_on(told)),
    ):
        write_text(sheet, down, 0, heading, styles.header)
        write_text(sheet, down, 1, "", styles.header)
        for row, (label, value, kind) in enumerate(facts, start=down + 1):
            write_text(sheet, row, 0, label, styles.of(Kind.SENTENCE))
            write_cell(sheet, (row, 1), value, kind, styles, start=True)
        down += len(facts) + 2
    set_up(sheet, told.lang, pages=1)


def _plan(told: Material, table: Page, counted: Page, groups: Page) -> list[Fact]:
    plan = told.allocation
    pool, settings = plan.scenario.settings.pool, plan.scenario.settings
    funded = int((plan.parts > 0).sum())
    spent = f"=SUM({table.range(PROPOSED)})"
    part = plan.spent / pool if pool else 0.0
    high = counted.at(2)[0], counted.at(3)[0]
    return [
        (told.say("fiscal_year"), told.lang.fiscal_year(settings.fiscal_year), Kind.TEXT),
        (told.say("pool"), pool, Kind.MONEY),
        (told.say("spent"), Formula(spent, plan.spent), Kind.MONEY),
        (told.say("left"), Formula(f"={POOL}-{SPENT}", plan.left), Kind.MONEY),
        (told.say("part_spent"), Formula(f"=IF({POOL}=0,0,{SPENT}/{POOL})", part), Kind.SHARE),
        (told.say("asked"), Formula(f"=SUM({table.range(ASKED)})", sum(table.at(ASKED))), Kind.MONEY),
        (told.say("gain"), Formula(f"=SUM({table.range(GAIN)})", plan.gain), Kind.POINTS),
        (told.say("bound_on_gain"), _bound(told), Kind.POINTS),
        (told.say("projects"), Formula(f"=ROWS({table.range(0)})", len(plan.parts)), Kind.COUNT),
        (told.say("funded"), Formula(f'=COUNTIF({table.range(SHARE)},">0")', funded), Kind.COUNT),
        (told.say("saved"), Formula(f"=SUM({groups.range(6)})", sum(groups.at(6))), Kind.MONEY),
        (told.say("high_before"), Formula(f"={counted.cell(2, 0)}", high[0]), Kind.COUNT),
        (told.say("high_after"), Formula(f"={counted.cell(3, 0)}", high[1]), Kind.COUNT),
    ]


def _bound(told: Material) -> float | None:
    outcome = told.allocation.outcome
    if outcome is None or outcome.reached[0].name != "total gain":
        return None
    return outcome.reached[0].bound


def _rests_on(told: Material) -> list[Fact]:
    plan, lang = told.allocation, told.lang
    settings, outcome = plan.scenario.settings, plan.outcome
    members = None if plan.overlaps is None else plan.overlaps.members
    rules = lang.listed([lang.word("rule_name", rule.name) for rule in plan.rules])
    return [
        (told.say("currency"), told.currency, Kind.TEXT),
        (told.say("quantum"), settings.quantum, Kind.MONEY),
        (told.say("connection_cost"), settings.connection_cost, Kind.SHARE),
        (told.say("binding"), told.say(f"binding_{settings.binding}"), Kind.TEXT),
        (told.say("binding_confidence"), settings.binding_confidence, Kind.SHARE),
        (told.say("conflict_threshold"), settings.conflict_threshold, Kind.SHARE),
        (told.say("rules_kept"), rules, Kind.SENTENCE),
        (told.say("solver"), "" if outcome is None else outcome.solver, Kind.NAME),
        (told.say("status"), "" if outcome is None else lang.word("status", outcome.status), Kind.TEXT),
        (told.say("version"), _version(), Kind.NAME),
        (told.say("inputs"), digest(inputs(plan.scenario, members, plan.rules)), Kind.NAME),
    ]


def _version() -> str:
    try:
        return f"egov-budget {version('egov-budget')}"
    except PackageNotFoundError:  # run from a source tree
        return "egov-budget"
