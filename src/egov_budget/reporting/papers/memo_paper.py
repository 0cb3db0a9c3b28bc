"""A plan on two pages as a paper in a language: the memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.display.called import called
from egov_budget.display.paper import Fact, Paper, decimals
from egov_budget.display.table import Table
from egov_budget.language import cut, language_of
from egov_budget.reasons import role_words
from egov_budget.reporting.certainty import certainty
from egov_budget.reporting.ground_words import ground_words
from egov_budget.reporting.material import Material
from egov_budget.reporting.teller import LETTERS
from egov_budget.reporting.told_columns import told_columns
from egov_budget.reporting.upkeep_words import upkeep_words
from egov_budget.scenario.attainment import NOT_RATED
from egov_budget.scenario.decided_words import decided_words
from egov_budget.scenario.in_services import in_services

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

SHOWN = 10  # rows of a table; the rest is told in one
# tables that say projects by id or title, and whose columns they have
NAMED = {"shared": "shared", "largest": "projects", "refused": "projects"}
BANDS = ("high", "medium", "low", "none", NOT_RATED)


def memo_paper(allocation: Allocation, lang: str = "en") -> Paper:
    """Put a plan into the words of a language, in brief.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        The plan in brief, bands, agencies, shared work, largest credits, largest refusals, what it rests on;
        a table with nothing to tell is left out.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> memo_paper(allocate(worlds.four_projects())).facts[0].value
    'Of a pool of 100 credits, 100 are spent (100.0%) and 0 are left.'
    """
    told = Material("workbook", language_of(lang), allocation.scenario, allocation)
    settings = told.scenario.settings
    name, year = told.words.isolate(cut(settings.name, LETTERS)), told.words.fiscal_year(settings.fiscal_year)
    table = allocation.table()
    tables = (
        _bands(told), _agencies(told), _shared(told),
        _projects(told, "largest", table[table["credits"] > 0], "credits"),
        _projects(told, "refused", table[(table["share"] == 0) & (table["credits"] == 0)], "asked"),
        _decided(told), _rests_on(told),
    )  # fmt: skip
    return Paper(
        title=told.memo("title_year", name=name, year=year) if year else told.memo("title", name=name),
        facts=_brief(told),
        tables=tuple(table for table in tables if table is not None),
        language=told.words,
        decimals=decimals(settings.quantum),
        numbered=False,
    )


def _brief(told: Material) -> tuple[Fact, ...]:
    brief, lang = told.allocation.brief, told.words
    worth, lines = in_services(brief.gain, told.scenario, lang), ground_words(brief, lang)
    said = (
        told.memo("pool", pool=lang.amount(brief.pool), currency=told.paid_in(brief.pool),
                  spent=lang.amount(brief.spent), part=lang.percent(brief.part_spent),
                  left=lang.amount(brief.left)),
        told.memo("projects", funded=brief.funded, count=brief.projects, partly=brief.partly),
        told.memo("services", high_before=brief.high[0], high_after=brief.high[1],
                  half_before=brief.half[0], half_after=brief.half[1]),
        told.memo("gain", gain=lang.number(brief.gain, 2), services=worth),
        *(told.memo("sentence", said=line) for line in (*lines, *upkeep_words(told.allocation, lang))),
    )  # fmt: skip
    return tuple(Fact("", text) for text in said)


def _bands(told: Material) -> Table:
    counts = told.allocation.bands.astype(int).loc[[*BANDS]].rename_axis("band").reset_index()
    counts = counts[(counts["band"] != NOT_RATED) | (counts["before"] > 0)]
    return _table(told, "bands", counts.assign(change=counts["after"] - counts["before"]), told.bands)


def _agencies(told: Material) -> Table:
    table = told.allocation.by_agency().sort_values(["credits", "agency"], ascending=[False, True])
    whose = called(table["agency"], [cut(title, LETTERS) for title in table["title"]])
    first = table.head(SHOWN).assign(title=table["agency"].map(whose).map(told.words.isolate))
    if len(table) > SHOWN:
        sums = table.iloc[SHOWN:][["last_year", "asked", "credits", "gain"]].sum()
        others = {"title": told.memo("others", count=len(table) - SHOWN), **sums}
        first = pd.concat([first, pd.DataFrame([others])])
    return _table(told, "agencies", first, told.in_currency)


def _shared(told: Material) -> Table | None:
    groups = told.ledger.groups.sort_values(["certain", "group"], ascending=[False, True])
    if not len(groups):
        return None
    brief = told.allocation.brief
    line = told.memo("saves", projects=brief.sharing, groups=brief.groups, currency=told.paid_in(brief.saved),
                     saved=told.words.amount(brief.saved))  # fmt: skip
    return _table(told, "shared", groups.head(SHOWN), line)


def _projects(told: Material, name: str, table: pd.DataFrame, by: str) -> Table | None:
    if not len(table):
        return None
    first = table.sort_values([by, "id"], ascending=[False, True]).head(SHOWN)
    reasons = {} if told.reasons is None else told.reasons["words"].to_dict()
    first = first.assign(
        role=[role_words(told.allocation.role_records[project], told.titles) for project in first["id"]],
        reason=[reasons.get(project, "") for project in first["id"]],
    )
    return _table(told, name, first, shown=len(first), count=len(table))


def _decided(told: Material) -> Table | None:
    decided = decided_words(told.scenario, told.words)
    notes = [told.memo("sentence", said=line) for line in decided.values()]
    return Table("decided", told.words.say("decided.heading"), (), [], tuple(notes)) if notes else None


def _rests_on(told: Material) -> Table:
    known = (certainty(told.allocation, told.words), told.allocation.audit().words(told.words))
    notes = tuple(told.memo("sentence", said=line) for line in known)
    return Table("rests_on", told.memo("rests_on"), notes=notes)


def _table(told: Material, name: str, frame: pd.DataFrame, *notes: str, **counts: int) -> Table:
    """Return the table of a frame; its heading may ask for numbers."""
    key = NAMED.get(name, name) + " by title" * (told.words.says_titles and name in NAMED)
    own = told.columns(told_columns("memo", key))
    return Table(name, told.memo(name, **counts), own, told.rows(key, frame, section="memo"), notes)
