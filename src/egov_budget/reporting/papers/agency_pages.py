"""A page an agency: what it gets for which projects, and what releases it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from egov_budget.counting.plan import records
from egov_budget.language import language_of
from egov_budget.reporting.papers.annex_paper import milestone
from egov_budget.reporting.teller import Teller

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.bill import Annex
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table


def agency_pages(annex: Annex, lang: str = "en") -> Paper:
    """Put an annex into the words of a language, an agency a page.

    Parameters
    ----------
    annex : Annex
        Its tables.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        A table an agency with a funded project: its projects, above them when money comes and on what ground.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    plan, words = annex.plan, language_of(lang)
    told, settings = Teller("bill", words, plan.scenario), plan.scenario.settings
    facts = [
        ("year", words.fiscal_year(settings.fiscal_year)),
        ("total", words.money(plan.brief.spent, settings.currency)),
    ]
    projects = dict([*annex.projects.sort_values("project").groupby("agency")])
    releases: dict[str, list[dict[str, Any]]] = {}
    for release in records(annex.releases):
        releases.setdefault(release["agency"], []).append(release)
    pages = [
        _page(row, projects[row["agency"]], releases.get(row["agency"], []), told)
        for row in records(annex.agencies)
    ]
    paper = told.paper(facts, pages)
    return replace(paper, title=told.say("agency_pages"), apart=True, numbered=False)


def _page(
    agency: dict[str, Any], projects: pd.DataFrame, releases: list[dict[str, Any]], told: Teller
) -> Table:
    words, currency = told.words, told.scenario.settings.currency
    table = told.listed("pages/agencies", projects)
    name = told.called("agencies", agency["agency"])
    number = told.code(agency["classification"])
    notes = [told.say("numbered", number=number)] if number else []
    for row in releases:
        values: dict[str, str | int] = {
            "tranche": int(row["tranche"]), "credits": words.money(row["credits"], currency),
            "part": words.percent(row["part"]),
        }  # fmt: skip
        if row["service"]:
            values |= milestone(row, told)
        notes.append(told.say("released_as" if row["service"] else "released", **values))
    return replace(table, name=name, title=name, notes=tuple(notes))
