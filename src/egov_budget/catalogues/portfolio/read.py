"""read_portfolio: any list of projects with a cost, a text and an owner -> Scenario."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.catalogues.assemble import assemble
from egov_budget.catalogues.portfolio.effects import effects as effects_of
from egov_budget.catalogues.portfolio.headings import OWN, head
from egov_budget.catalogues.portfolio.listed import listed
from egov_budget.catalogues.portfolio.portfolio import Portfolio
from egov_budget.catalogues.portfolio.remarks import remarks
from egov_budget.catalogues.portfolio.table import published_table
from egov_budget.catalogues.requested import requested
from egov_budget.intake.draft import Draft
from egov_budget.language import language_of
from egov_budget.scenario.columns import SETTINGS
from egov_budget.scenario.conform import read_column

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario import Scenario

QUANTA = (1.0, 0.01, 0.001, 0.000001)  # amounts in millions may have three digits behind the point, or six
MADE = ("indicators", "agencies", "services", "scores")  # from the list, where faults are told


def read_portfolio(
    projects: pd.DataFrame | str | PathLike[str],
    columns: Mapping[str, str] | None = None,
    *,
    pool: float,
    effects: pd.DataFrame | None = None,
    lang: str = "en",
    **settings: Any,
) -> Scenario:
    """Read any list of projects that have a cost, a text and an owner as a scenario.

    What projects bring is seldom in such a list. Where nobody states it, it is assumed: by the type of the
    project, as its words tell, on the services that it names, from a small table that ships with the package.
    Such effects are marked so, and every plan says how much of its gain rests on them.

    Parameters
    ----------
    projects : DataFrame, str or path-like
        The list: a frame, a CSV file, or a workbook with the list on its first sheet. A row is a project.
    columns : mapping of str to str, optional
        Label in the list by what it holds: ``agency``, ``title`` and ``cost``, which must be there;
        ``service`` (services that the project improves, parted by ``;``), ``type``, or any other column of
        the table projects. What is left out is known by its heading, if it is a usual one.
    pool : float
        Credits in the central pool.
    effects : DataFrame, optional
        Effects that are stated, as the table effects has them. A project in it gets no others.
    lang : str, optional
        Language of notes and of what services are scored on: ``en`` or ``fa``.
    **settings
        Further settings by name, such as ``currency`` and ``fiscal_year``. The quantum is the largest of
        1, 0.01, 0.001 and 0.000001 that all costs and the pool are whole numbers of.

    Returns
    -------
    Scenario
        Its ``notes`` tell what was assumed of each project, what was read as what, and what was not read.
        A project without a cost, or with 0, is excluded.

    Raises
    ------
    IntakeError
        With every fault of the list.
    ValueError
        If there is no such language.

    Examples
    --------
    >>> asked = pd.DataFrame({
    ...     "Ministry": ["Health", "Tax"], "Project": ["Sign-in for the insured", "Data exchange with banks"],
    ...     "Budget": [12.5, 30],
    ... })
    >>> scenario = read_portfolio(asked, pool=30)
    >>> scenario
    <Scenario 'list': 2 agencies, 2 services, 2 projects, pool 30 credits>
    >>> scenario.effects[["project", "indicator", "points", "evidence"]].values.tolist()
    [['row-2', 'easy', 0.4, 'assumed'],
     ['row-2', 'steady', 0.1, 'assumed'],
     ['row-3', 'no paper', 0.5, 'assumed']]
    """
    said = language_of(lang)
    read = Portfolio.of(listed(projects, head(columns or {})), columns or {})
    found, quantum, no_cost = requested(read.table, QUANTA, _amount(pool), lang=lang)
    raised = effects_of(read, effects)
    if "agency" in found:
        found["agency"] = read.owners.agency
    draft = Draft(unread={*MADE, *(["effects"] if effects is None else [])})
    draft.settings = {"name": Path(read.source.name).stem, "pool": pool, "quantum": quantum, **settings}
    draft.tables = {
        **_services(read, raised, said),
        "projects": found.drop(columns=[*OWN], errors="ignore"),
        "effects": raised,
        "notes": pd.concat([no_cost, *remarks(read, raised, said)], ignore_index=True),
    }
    return assemble(draft, [read.table])


def _amount(pool: float) -> float:
    """Return the pool as a number; what is none is a fault of the settings, told later."""
    return float(read_column(SETTINGS.name, SETTINGS["pool"], pd.Series([pool], dtype=object))[0].iloc[0])


def _services(read: Portfolio, effects: pd.DataFrame, lang: Language) -> dict[str, pd.DataFrame]:
    """Return what is served, by whom, and scored on what: on nothing it has come any way yet."""
    known = published_table().indicators
    titles = {name: lang.word("listed_indicator", name) for name in known}
    indicators = titles | {name: "" for name in dict.fromkeys(effects["indicator"]) if name not in titles}
    services = read.owners.services
    scores = [(service, indicator, 0.0) for service, indicator in product(services["id"], indicators)]
    return {
        "indicators": pd.DataFrame({"id": [*indicators], "title": [*indicators.values()]}),
        "agencies": read.owners.agencies,
        "services": services,
        "scores": pd.DataFrame(scores, columns=["service", "indicator", "score"]),
    }
