"""Cover: the plan in a dozen numbers, and what they rest on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from egov_budget.certificate.certify import certify
from egov_budget.certificate.rests_on import fingerprint
from egov_budget.certificate.stated import stated
from egov_budget.display.paper import Fact
from egov_budget.display.places import elsewhere
from egov_budget.display.table import Formula, Kind, Table
from egov_budget.reporting.certainty import audit_words, certainty
from egov_budget.reporting.ground_words import ground_words
from egov_budget.reporting.material import Material
from egov_budget.reporting.upkeep_words import upkeep_words
from egov_budget.reporting.workbook.budget import ASKED, GAIN, PROPOSED, SHARE

if TYPE_CHECKING:
    from egov_budget.display.as_workbook import Book

SPENT, POOL = "$B$9", "$B$8"  # cells of the facts below; tests recalculate them


def cover(book: Book, told: Material, *, table: Table, counted: Table, groups: Table) -> None:
    """Write the first sheet; its numbers are formulas over the others."""
    audit = told.say("audit", found=audit_words(told.allocation, told.lang))
    ground = ground_words(told.allocation.brief, told.lang)
    ground += upkeep_words(told.allocation, told.lang)
    notes = (told.in_currency, *ground, certainty(told.allocation, told.lang), audit)
    parts = ((told.say("plan"), _plan(told, table, counted, groups)), (told.say("rests_on"), _rests_on(told)))
    book.front(told.say("summary"), told.name, notes, parts)


def _plan(told: Material, table: Table, counted: Table, groups: Table) -> list[Fact]:
    brief = told.allocation.brief
    year = told.lang.fiscal_year(told.allocation.scenario.settings.fiscal_year)
    spent, part = f"=SUM({elsewhere(table, PROPOSED)})", f"=IF({POOL}=0,0,{SPENT}/{POOL})"
    funded = f'=COUNTIF({elsewhere(table, SHARE)},">0")'
    asked = Formula(f"=SUM({elsewhere(table, ASKED)})", brief.asked)
    return [
        Fact(told.say("fiscal_year"), year, Kind.TEXT),
        Fact(told.say("pool"), brief.pool, Kind.MONEY),
        Fact(told.say("spent"), Formula(spent, brief.spent), Kind.MONEY),
        Fact(told.say("left"), Formula(f"={POOL}-{SPENT}", brief.left), Kind.MONEY),
        Fact(told.say("part_spent"), Formula(part, brief.part_spent), Kind.SHARE),
        Fact(told.say("asked"), asked, Kind.MONEY),
        Fact(told.say("gain"), Formula(f"=SUM({elsewhere(table, GAIN)})", brief.gain), Kind.POINTS),
        Fact(told.say("bound_on_gain"), stated(certify(told.allocation).bound, up=True), Kind.POINTS),
        Fact(told.say("projects"), Formula(f"=ROWS({elsewhere(table, 0)})", brief.projects), Kind.COUNT),
        Fact(told.say("funded"), Formula(funded, brief.funded), Kind.COUNT),
        Fact(told.say("saved"), Formula(f"=SUM({elsewhere(groups, 6)})", brief.saved), Kind.MONEY),
        Fact(told.say("high_before"), Formula(f"={elsewhere(counted, 2, 0)}", brief.high[0]), Kind.COUNT),
        Fact(told.say("high_after"), Formula(f"={elsewhere(counted, 3, 0)}", brief.high[1]), Kind.COUNT),
    ]


def _rests_on(told: Material) -> list[Fact]:
    plan, lang = told.allocation, told.lang
    settings, outcome = plan.scenario.settings, plan.outcome
    rules = lang.listed([lang.word("rule_name", rule.name) for rule in plan.rules])
    return [
        Fact(told.say("currency"), told.currency, Kind.TEXT),
        Fact(told.say("quantum"), settings.quantum, Kind.MONEY),
        Fact(told.say("connection_cost"), settings.connection_cost, Kind.SHARE),
        Fact(told.say("binding"), told.say(f"binding_{settings.binding}"), Kind.TEXT),
        Fact(told.say("binding_confidence"), settings.binding_confidence, Kind.SHARE),
        Fact(told.say("conflict_threshold"), settings.conflict_threshold, Kind.SHARE),
        Fact(told.say("rules_kept"), rules, Kind.SENTENCE),
        Fact(told.say("solver"), "" if outcome is None else outcome.solver, Kind.NAME),
        Fact(told.say("status"), "" if outcome is None else lang.word("status", outcome.status), Kind.TEXT),
        Fact(told.say("version"), _version(), Kind.NAME),
        Fact(told.say("inputs"), fingerprint(plan), Kind.NAME),
    ]


def _version() -> str:
    try:
        return f"egov-budget {version('egov-budget')}"
    except PackageNotFoundError:  # run from a source tree
        return "egov-budget"
