"""What becomes of a plan in a world: how far each agency and project really delivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Delivery
from egov_budget.counting import BILLION
from egov_budget.rounds.attribution import as_promised
from egov_budget.worlds.agencies import TWENTIETHS, UNMEASURED
from egov_budget.worlds.blueprint import blueprint
from egov_budget.worlds.dice import dice
from egov_budget.worlds.national import PROJECTS, SEED, SERVICES

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

SOUND_IN_PERCENT = 50  # agencies that deliver about what is stated of them
SOUND, BOASTING = (85, 106), (25, 86)  # percent of what is stated that an agency delivers
PROJECT = (60, 141)  # percent of its agency's factor that a project delivers


def national_delivery(services: int = SERVICES, projects: int = PROJECTS, seed: int = SEED) -> pd.Series:
    """Return the part of its promise that each project of ``national_1400`` really delivers.

    Nobody who plans knows it: the stated readiness is a guess at it. Half of the agencies deliver
    about what is stated of them (85 to 105 % of it), the others 25 to 85 % of it; a project delivers
    60 to 140 % of what its agency does on the mean, never more than all it promises.

    Parameters
    ----------
    services, projects, seed : int
        As in ``national_1400``.

    Returns
    -------
    Series
        Factor by project id, 0 to 1.

    Raises
    ------
    ValueError
        If an argument is below its least value.

    Examples
    --------
    >>> national_delivery(services=60, projects=3).round(3).to_dict()
    {'p1': 0.257, 'p2': 0.156, 'p3': 0.464}
    """
    drawn = blueprint(services, projects, seed)
    rng = dice(seed, "delivery")
    who = drawn.agencies
    rated = who.willingness * who.ability  # in 400ths, as what was measured times 20
    stated = np.where(who.readiness == UNMEASURED, rated, who.readiness * TWENTIETHS)
    sound = rng.integers(100, size=len(stated)) < SOUND_IN_PERCENT
    percent = np.where(
        sound, rng.integers(*SOUND, size=len(stated)), rng.integers(*BOASTING, size=len(stated))
    )
    own = rng.integers(*PROJECT, size=projects)
    order = np.argsort(drawn.families.row)
    agency = drawn.families.agency[order]
    factor = (stated * percent)[agency] * own / (TWENTIETHS**2 * 100 * 100)
    index = pd.Index(drawn.ids, name="project")
    return pd.Series(np.minimum(factor, 1.0), index=index, name="factor")


def delivered(plan: Allocation, factor: pd.Series) -> pd.DataFrame:
    """Return the scores after a plan whose projects deliver only a part of their promise.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    factor : Series
        Part of its promise that each project delivers, by id, 0 to 1.

    Returns
    -------
    DataFrame
        The table ``scores`` as it is observed afterwards. With every factor 1 it is what the plan promises.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> half = delivered(plan, plan.share * 0 + 0.5)
    >>> half[half["indicator"] == "sign-in"]["score"].tolist()
    [0.5, 0.5, 0.5, 0.625]
    """
    columns = as_promised(plan)
    known = columns.attainment
    real = columns.points * factor.reindex(columns.projects).to_numpy()[columns.effect_project]
    true = columns.with_points(real)
    after = known.score.copy()
    after[columns.service, columns.indicator] += Delivery.of(true, plan.parts / BILLION, plan.leads).points
    scores = plan.scenario.scores
    return scores.assign(score=np.minimum(after[known.cells_of(scores)], 1.0))
