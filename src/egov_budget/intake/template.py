"""A first scenario to fill in: small, complete, and it runs as it is."""

from __future__ import annotations

from os import PathLike

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.first_plan import first_plan
from egov_budget.intake.shipped import shipped
from egov_budget.intake.write import not_there_yet, place_for, write_scenario
from egov_budget.intake.write_form import write_form
from egov_budget.language import language_of
from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.scenario import Scenario

CALLED = ("title", "description")


def template(lang: str = "en") -> Scenario:
    """Return the scenario that a new folder begins with: every table shown with a row or more.

    Parameters
    ----------
    lang : str
        Language of its titles and descriptions.

    Returns
    -------
    Scenario
        Three agencies, six projects, two of them the same work.

    Examples
    --------
    >>> template()
    <Scenario 'Plan to fill in': 3 agencies, 3 services, 6 projects, pool 900,000 thousand credits>
    """
    scenario = shipped("egov_budget.intake", "template.toml")
    told = toml_of("egov_budget.intake", f"template.{lang}.toml")
    if not told:
        return scenario
    tables = {
        name: frame.assign(**{column: frame["id"].map(told[column]) for column in CALLED if column in frame})
        for name, frame in scenario.tables.items()
        if "title" in frame
    }
    return scenario.replace(name=told["name"], currency=told["currency"], **tables)


def write_template(path: str | PathLike[str], lang: str = "en", *, every: bool = False) -> None:
    """Write a scenario to fill in; it is valid and runs as it is.

    A workbook is a form: how to fill it in, heads with notes, lists to choose from. In a folder each
    setting stands with its meaning beside it, and ``columns.csv`` says of every column what it holds and what
    an empty cell means.

    Parameters
    ----------
    path : str or path-like
        As for ``write_scenario``; nothing may stand there yet but an empty folder.
    lang : str
        Language of titles and descriptions, and of a workbook's sheets, heads and notes.
    every : bool
        Whether a workbook has every table, not those alone that a first plan needs.

    Raises
    ------
    IntakeError
        If something stands there.
    ValueError
        If there is no such language.
    """
    place = not_there_yet(path)
    language_of(lang)
    if place.suffix.lower() == ".xlsx":
        asked = template(lang)
        with atomic_write(place_for(place)) as part:
            write_form(asked if every else first_plan(asked), part, lang, every=every)
    else:
        write_scenario(template(lang), place)
