"""What the projects add: points on a few services of the agency that asks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.scores import NOT_APPLICABLE, STEPS
from egov_budget.worlds.services import Services

GIVEN = given("effects")


def effects(blueprint: Blueprint, services: Services, steps: NDArray[np.int64]) -> pd.DataFrame:
    """Draw which services each project raises, on which indicator and by how much.

    A project raises services in a row, from about the first of its agency about the same things on:
    two to eight services, each on one or two indicators that apply to it.

    Parameters
    ----------
    blueprint : Blueprint
        The projects.
    services : Services
        The services, in order of agencies.
    steps : ndarray of int, shape (services, indicators)
        Their scores, as ``scores`` returns them.

    Returns
    -------
    DataFrame
        Places of ``project`` (as laid out in the families), ``service`` and ``indicator``, and ``points`` in
        twentieths. Each project has one at least.
    """
    rng = dice(blueprint.seed, "effects")
    words, works, agency = lexicon(), blueprint.works, blueprint.families.agency
    count = len(agency)
    size = np.bincount(services.agency)
    begin = np.cumsum(size) - size
    things = len(words.services)
    nearest = np.searchsorted(services.agency * things + services.noun, agency * things + works.noun)
    foreign = works.noun != services.noun[np.minimum(nearest, len(services.agency) - 1)]
    first = nearest - begin[agency] + rng.integers(np.where(foreign, size[agency], GIVEN.near))
    raised = np.minimum(rng.integers(GIVEN.fewest, GIVEN.most + 1, size=count), size[agency])
    strength = rng.integers(1, GIVEN.strongest + 1, size=count)
    twofold = rng.integers(100, size=count) < GIVEN.second_in_percent

    project = np.repeat(np.arange(count), raised)
    along = np.arange(len(project)) - np.repeat(np.cumsum(raised) - raised, raised)
    home = agency[project]
    service = begin[home] + (first[project] + along) % size[home]
    main, side = words.raises[works.function[project]].T
    main = np.where(steps[service, main] == NOT_APPLICABLE, 0, main)  # the first indicator applies everywhere
    points = np.clip(strength[project] + rng.integers(-1, 2, size=len(project)), 1, STEPS)
    also: NDArray[np.bool_] = twofold[project] & (side != main) & (steps[service, side] != NOT_APPLICABLE)
    first_ones = pd.DataFrame({"project": project, "service": service, "indicator": main, "points": points})
    second = first_ones.assign(indicator=side, points=(points + 1) // 2)[also]
    return pd.concat([first_ones, second], ignore_index=True)


def effects_table(
    drawn: pd.DataFrame, blueprint: Blueprint, service: Words, registers: Words
) -> pd.DataFrame:
    """Return effects as the table of a scenario, sorted by project, service and indicator.

    Parameters
    ----------
    drawn : DataFrame
        As ``effects`` returns them.
    blueprint : Blueprint
        The projects.
    service : ndarray of object
        Id of each service.
    registers : ndarray of object
        Registers that each effect draws on.

    Returns
    -------
    DataFrame
        The table ``effects`` of a scenario.
    """
    row, names = blueprint.families.row, lexicon().indicators["id"].to_numpy(dtype=object)
    told = drawn.assign(row=row[drawn["project"]], registers=registers)
    told = told.sort_values(["row", "service", "indicator"], ignore_index=True)
    ends = {"project": blueprint.ids[told["row"]], "service": service[told["service"]]}
    told = told.assign(**ends, indicator=names[told["indicator"]], points=told["points"] / STEPS)
    return told.drop(columns="row")
