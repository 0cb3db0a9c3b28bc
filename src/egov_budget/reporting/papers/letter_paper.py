"""The change letter of an agency: what it had, what it has, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.display.table import Column, Kind
from egov_budget.language import language_of
from egov_budget.reporting.teller import Teller
from egov_budget.scenario.decided_words import decided_words

if TYPE_CHECKING:
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table
    from egov_budget.whatif.causes import Causes


def letter_paper(causes: Causes, agency: str, lang: str = "en") -> Paper:
    """Put what changed for an agency, and why, into the words of a language.

    Parameters
    ----------
    causes : Causes
        Of the plan that it had and the one that it has.
    agency : str
        Its id.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    Paper
        A line for each project with other credits: what it had, each cause, what it has, and the decisions
        about it. The lines of a column sum to what the agency had, was given more, and has in them.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    scenario = causes.plans[-1].scenario
    told, settings = Teller("letter", language_of(lang), scenario), scenario.settings
    tables = (plan.table() for plan in (causes.plans[0], causes.plans[-1]))
    had, has = (table["credits"][table["agency"] == agency].sum() for table in tables)
    facts = [
        ("year", told.words.fiscal_year(settings.fiscal_year)),
        ("agency", told.called("agencies", agency)),
        ("had", told.words.money(had, settings.currency)),
        ("has", told.words.money(has, settings.currency)),
    ]
    return told.paper(facts, [_projects(causes, agency, told)])


def _projects(causes: Causes, agency: str, told: Teller) -> Table:
    frame = causes.projects
    frame = frame[frame["agency"] == agency]
    decided = [decided_words(told.scenario, told.words, name).values() for name in frame["project"]]
    steps = {name: Column(_cause(name, told), Kind.MONEY, total=True) for name in causes.names}
    frame = frame.assign(decided=[told.words.beside([*words], "apart") for words in decided])
    return told.listed("projects", frame, steps=steps)


def _cause(name: str, told: Teller) -> str:
    said = told.words.listed([told.words.word("cause", each) for each in name.split(" and ")])
    return said[:1].upper() + said[1:]
