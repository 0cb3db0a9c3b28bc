"""What the projects add: points on a few services of the agency that asks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.scores import NOT_APPLICABLE, STEPS
from egov_budget.worlds.services import Services
from egov_budget.worlds.works import Works

FEWEST, MOST = 2, 8  # services that a project raises, where its agency has them
STRONGEST = 8  # steps that a project raises its first indicator by, give or take one
SECOND_IN_PERCENT = 50  # projects that raise a second indicator, half as much
NEAR = 4  # services from the first about the same things at which a project may begin


def effects(
    families: Families, works: Works, services: Services, steps: NDArray[np.int64], seed: int
) -> tuple[Ints, Ints, Ints, Ints]:
    """Draw which services each project raises, on which indicator and by how much.

    A project raises services in a row, from about the first of its agency about the same things on:
    two to eight services, each on one or two indicators that apply to it.

    Parameters
    ----------
    families, works : Families, Works
        The projects.
    services : Services
        The services, in order of agencies.
    steps : ndarray of int, shape (services, indicators)
        Their scores, as ``scores`` returns them.
    seed : int
        Seed of the world.

    Returns
    -------
    project, service, indicator, points : ndarray of int
        Points in twentieths; each project (as laid out in the families) has one effect at least.
    """
    rng = dice(seed, "effects")
    words, agency, count = lexicon(), families.agency, len(families.agency)
    size = np.bincount(services.agency)
    begin = np.cumsum(size) - size
    things = len(words.nouns)
    nearest = np.searchsorted(services.agency * things + services.works.noun, agency * things + works.noun)
    foreign = works.noun != services.works.noun[np.minimum(nearest, len(services.agency) - 1)]
    first = nearest - begin[agency] + rng.integers(np.where(foreign, size[agency], NEAR))
    raised = np.minimum(rng.integers(FEWEST, MOST + 1, size=count), size[agency])
    strength = rng.integers(1, STRONGEST + 1, size=count)
    twofold = rng.integers(100, size=count) < SECOND_IN_PERCENT

    project = np.repeat(np.arange(count), raised)
    along = np.arange(len(project)) - np.repeat(np.cumsum(raised) - raised, raised)
    home = agency[project]
    service = begin[home] + (first[project] + along) % size[home]
    main, side = words.raises[works.function[project]].T
    main = np.where(steps[service, main] == NOT_APPLICABLE, 0, main)  # the first indicator applies everywhere
    points = np.clip(strength[project] + rng.integers(-1, 2, size=len(project)), 1, STEPS)
    also = twofold[project] & (side != main) & (steps[service, side] != NOT_APPLICABLE)
    return (
        np.concatenate([project, project[also]]),
        np.concatenate([service, service[also]]),
        np.concatenate([main, side[also]]),
        np.concatenate([points, (points[also] + 1) // 2]),
    )


def effects_table(
    drawn: tuple[Ints, Ints, Ints, Ints], row: Ints, project: Words, service: Words, *, registers: Words
) -> pd.DataFrame:
    """Turn effects into the table of a scenario, sorted by project, service and indicator.

    Parameters
    ----------
    drawn : tuple of ndarray of int
        As ``effects`` returns them.
    row : ndarray of int
        Row of each project in the world.
    project, service : ndarray of object
        Ids by row.
    registers : ndarray of object
        Registers that each effect draws on.

    Returns
    -------
    DataFrame
        The table ``effects`` of a scenario.
    """
    names = lexicon().indicators["id"].to_numpy(dtype=object)
    order = np.argsort((row[drawn[0]] * len(service) + drawn[1]) * len(names) + drawn[2])
    projects, services, indicators, points = (column[order] for column in drawn)
    return pd.DataFrame(
        {
            "project": project[row[projects]],
            "service": service[services],
            "indicator": names[indicators],
            "points": points / STEPS,
            "registers": registers[order],
        }
    )
