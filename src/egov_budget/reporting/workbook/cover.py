"""Cover: the plan in a dozen numbers, and what they rest on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from egov_budget.certificate.certify import certify
from egov_budget.certificate.rests_on import fingerprint
from egov_budget.certificate.stated import stated
from egov_budget.display.paper import Fact
from egov_budget.display.places import elsewhere
from egov_budget.display.table import Cell, Formula, Table
from egov_budget.reporting.certainty import certainty
from egov_budget.reporting.ground_words import ground_words
from egov_budget.reporting.material import Material
from egov_budget.reporting.told_columns import told_columns
from egov_budget.reporting.upkeep_words import upkeep_words
from egov_budget.reporting.workbook.budget import ASKED, GAIN, PROPOSED, SHARE

if TYPE_CHECKING:
    from egov_budget.display.as_workbook import Book

SPENT, POOL = "$B$9", "$B$8"  # cells of the facts below; tests recalculate them


def cover(book: Book, told: Material, *, table: Table, counted: Table, groups: Table) -> None:
    """Write the first sheet; its numbers are formulas over the others."""
    audit = told.say("audit", found=told.allocation.audit().words(told.words))
    ground = ground_words(told.allocation.brief, told.words)
    ground += upkeep_words(told.allocation, told.words)
    notes = (told.in_currency, *ground, certainty(told.allocation, told.words), audit)
    parts = ((told.say("plan"), _plan(told, table, counted, groups)), (told.say("rests_on"), _rests_on(told)))
    book.front(told.say("summary"), told.name, notes, parts)


def _plan(told: Material, table: Table, counted: Table, groups: Table) -> list[Fact]:
    brief = told.allocation.brief
    year = told.words.fiscal_year(told.scenario.settings.fiscal_year)
    spent, part = f"=SUM({elsewhere(table, PROPOSED)})", f"=IF({POOL}=0,0,{SPENT}/{POOL})"
    funded = f'=COUNTIF({elsewhere(table, SHARE)},">0")'
    return _facts(
        told, "plan", year, brief.pool, Formula(spent, brief.spent), Formula(f"={POOL}-{SPENT}", brief.left),
        Formula(part, brief.part_spent), Formula(f"=SUM({elsewhere(table, ASKED)})", brief.asked),
        Formula(f"=SUM({elsewhere(table, GAIN)})", brief.gain),
        stated(certify(told.allocation).bound, up=True),
        Formula(f"=ROWS({elsewhere(table, 0)})", brief.projects), Formula(funded, brief.funded),
        Formula(f"=SUM({elsewhere(groups, 6)})", brief.saved),
        Formula(f"={elsewhere(counted, 2, 0)}", brief.high[0]),
        Formula(f"={elsewhere(counted, 3, 0)}", brief.high[1]),
    )  # fmt: skip


def _rests_on(told: Material) -> list[Fact]:
    plan, lang = told.allocation, told.words
    settings, outcome = plan.scenario.settings, plan.outcome
    rules = lang.listed([lang.word("rule_name", rule.name) for rule in plan.rules])
    solved = ("", "") if outcome is None else (outcome.solver, lang.word("status", outcome.status))
    return _facts(
        told, "rests_on", told.currency, settings.quantum, settings.connection_cost,
        told.say(f"binding_{settings.binding}"), settings.binding_confidence, settings.conflict_threshold,
        rules, *solved, _version(), fingerprint(plan),
    )  # fmt: skip


def _facts(told: Material, part: str, *values: Cell) -> list[Fact]:
    """Return the facts of a part of the cover, called and written as columns.toml tells them."""
    known = zip(told.columns(told_columns("cover", part)), values, strict=True)
    return [Fact(column.heading, value, column.kind) for column, value in known]


def _version() -> str:
    try:
        return f"egov-budget {version('egov-budget')}"
    except PackageNotFoundError:  # run from a source tree
        return "egov-budget"
