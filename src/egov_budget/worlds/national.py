"""The national world: 5,968 services of 105 agencies, 2,400 requests, and what was planted among them."""

from __future__ import annotations

import pandas as pd

from egov_budget.scenario import Scenario, Settings
from egov_budget.worlds.blueprint import blueprint
from egov_budget.worlds.effects import effects, effects_table
from egov_budget.worlds.exchanges import drawing, exchanges, exchanges_table
from egov_budget.worlds.interests import interests_table
from egov_budget.worlds.projects import alternatives_table, prerequisites_table, projects_table
from egov_budget.worlds.ranges import costs_with_ranges, points_with_ranges
from egov_budget.worlds.scores import scores, scores_table
from egov_budget.worlds.services import services as offer
from egov_budget.worlds.services import services_table
from egov_budget.worlds.terms import FISCAL_YEAR
from egov_budget.worlds.verdicts import verdicts_table
from egov_budget.worlds.vocabulary import LANGUAGES
from egov_budget.worlds.years import profiles_table, readiness_growth, years_table

SERVICES, PROJECTS, SEED = 5968, 2400, 1400


def national_1400(
    services: int = SERVICES, projects: int = PROJECTS, seed: int = SEED, lang: str = LANGUAGES[0]
) -> Scenario:
    """Return a made-up year of a national e-government budget, the same for the same arguments.

    The bands of the services are exactly those of the eighth national evaluation of December 2021:
    of 5,968 services 161 reach 90 % of the indicators, 2,238 half of them, 3,309 less, 260 nothing.
    Other sizes keep the proportions. Everything else is made up or drawn: agencies, services, projects,
    scores, registers and conflicts of interest mean nobody real. Scores hang together: a service without
    an application form is not scored on signing and paying, and none is far smarter than its data. The
    pool is a third of the requests, and the limits can be kept. Five years with their pools, cost profiles,
    and ranges of costs and effects are drawn beside it; a plan of one year does not look at them.

    Two made-up reviewers have read every planted duplication. The first is right; on six pairs of a hundred
    the second says otherwise, and a council settles a third of those. One agency answers, with a reason, that
    its request is another work.

    Parameters
    ----------
    services : int
        How many services, 1 or more; from 525 on they belong to 105 agencies.
    projects : int
        How many requests, 1 or more; a million takes minutes and some 8 GB.
    seed : int
        Seed of everything drawn, 0 or more.
    lang : str
        ``"fa"`` or ``"en"``, of titles, descriptions and attributes; all numbers and ids stay the same.

    Returns
    -------
    Scenario
        In million rials. About a third of the projects repeat, overlap or only resemble others;
        ``national_truth`` tells which.

    Raises
    ------
    ValueError
        If an argument is below its least value, or the language is another.

    Examples
    --------
    >>> scenario = national_1400(services=60, projects=30)
    >>> scenario  # doctest: +ELLIPSIS
    <Scenario 'نمونهٔ ملی دولت الکترونیکی ۱۴۰۰': 12 agencies, 60 services, 30 projects, ...
    """
    drawn = blueprint(services, projects, seed, lang)
    offered = offer(services, drawn.agencies, drawn.words, seed)
    steps = scores(offered, drawn.agencies, seed)
    raised = effects(drawn, offered, steps)
    flowing = exchanges(offered, drawn, seed)
    catalogue = services_table(offered, drawn.agencies, drawn.words, seed)
    service = catalogue["id"].to_numpy()
    requests = projects_table(drawn)
    points = effects_table(raised, drawn, service, drawing(raised, flowing, drawn.words, seed))
    growth = readiness_growth(len(drawn.agencies), seed)
    settings = Settings(
        name=drawn.words.name,
        source_of_funds=drawn.words.source_of_funds,
        pool=float(drawn.bounds.pool),
        currency="million rials",
        fiscal_year=str(FISCAL_YEAR),
        seed=seed,
    )
    tables = {
        "indicators": drawn.words.indicators,
        "agencies": drawn.bounds.agencies.assign(readiness_growth=growth),
        "categories": drawn.bounds.categories.assign(**drawn.words.programmes[["title", "classification"]]),
        "services": catalogue,
        "scores": scores_table(steps, service, seed),
        "projects": costs_with_ranges(requests, seed),
        "effects": points_with_ranges(points, seed),
        "exchanges": exchanges_table(flowing, drawn, service),
        "interests": interests_table(drawn, seed),
        "prerequisites": prerequisites_table(drawn),
        "alternatives": alternatives_table(drawn),
        "years": years_table(drawn.bounds.pool),
        "profiles": profiles_table(requests["id"], seed),
        "verdicts": verdicts_table(drawn, seed),
    }
    return Scenario(settings, tables)


def national_projects(
    projects: int = PROJECTS, seed: int = SEED, services: int = SERVICES, lang: str = LANGUAGES[0]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the requests of ``national_1400`` alone, with their truth, for benchmarks of similarity.

    Parameters
    ----------
    projects, seed, services : int
        As in ``national_1400``; the number of services matters only where agencies are fewer than 105.
    lang : str
        As in ``national_1400``.

    Returns
    -------
    projects : DataFrame
        The table ``projects`` as the scenario is given it.
    truth : DataFrame
        As ``national_truth`` returns it.

    Raises
    ------
    ValueError
        If an argument is below its least value, or the language is another.

    Examples
    --------
    >>> projects, truth = national_projects(60)
    >>> set(truth["project_a"]) <= set(projects["id"])
    True
    """
    drawn = blueprint(services, projects, seed, lang)
    return projects_table(drawn), drawn.truth()


def national_truth(services: int = SERVICES, projects: int = PROJECTS, seed: int = SEED) -> pd.DataFrame:
    """Return what was planted in ``national_1400`` of the same arguments.

    It follows from the work behind each project, never from its wording. A duplication is the same
    function on the same things for the same people, 60 % or more of the smaller project's work in
    common; an overlap has 30 % or more; a fragmentation less, on the same broad need. Look-alikes
    (the same words about other work) are planted too and are not in it. What overlaps is parallel
    (each agency on its own), joint (one undertaking, of which each asks for its share), a rollout (one
    system, set up once and taken over) or bound to a site (the same work in each one's premises).

    Parameters
    ----------
    services, projects, seed : int
        As in ``national_1400``.

    Returns
    -------
    DataFrame
        ``project_a`` < ``project_b`` of different agencies, ``degree`` (duplication, overlap or
        fragmentation), ``share`` (0-1, of the smaller project's work), ``relation`` (parallel, joint,
        rollout or site; empty for a fragmentation).

    Raises
    ------
    ValueError
        If an argument is below its least value.

    Examples
    --------
    >>> national_truth(services=60, projects=60).head(3)
      project_a project_b       degree  share  relation
    0       p02       p12  duplication    1.0   rollout
    1       p05       p28  duplication    1.0  parallel
    2       p06       p43      overlap    0.6   rollout
    """
    return blueprint(services, projects, seed).truth()
