"""From tables to the numbers behind the columns: who needs whom, members of groups, cells, shared cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.columns.joint import Joint, waiting
from egov_budget.columns.precedence import Precedence
from egov_budget.money import to_quanta
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.overlaps import Overlaps
    from egov_budget.scenario import Attainment, Scenario


def needs(scenario: Scenario, projects: pd.Index) -> Precedence:
    """Return each project with each one that it needs, sorted."""
    listed = scenario.prerequisites.sort_values(["project", "requires"])
    return Precedence(
        *(projects.get_indexer(pd.Index(listed[end])).astype(np.int64) for end in ("project", "requires"))
    )


def members(projects: pd.Index, overlaps: Overlaps | None, quantum: float) -> dict[str, Any]:
    """Return groups, member projects, their groups, common work, connection and named leads."""
    if overlaps is None or overlaps.members.empty:
        none = dict.fromkeys(("member", "group", "common", "connection"), np.zeros(0, dtype=np.int64))
        return {"groups": (), **none, "named_lead": np.zeros(0, dtype=bool)}
    listed = overlaps.members.sort_values(["group", "project"], ignore_index=True)
    code, groups = pd.factorize(listed["group"], sort=True)
    return {
        "groups": tuple(groups),
        "member": projects.get_indexer(pd.Index(listed["project"])).astype(np.int64),
        "group": code.astype(np.int64),
        "common": to_quanta(listed["common"].to_numpy(), quantum),
        "connection": to_quanta(listed["connection"].to_numpy(), quantum),
        "named_lead": listed["lead"].to_numpy(dtype=bool),
    }


def cells(
    scenario: Scenario, attainment: Attainment, projects: pd.Index, *, promised: bool
) -> dict[str, Any]:
    """Return the cells that projects raise below full marks, and the effects on them."""
    effects = scenario.effects
    n_indicators = len(attainment.indicators)
    score = attainment.score.ravel()
    value = (attainment.weight * attainment.importance[:, None]).ravel()
    service, indicator = attainment.cells_of(effects)
    effect_key = service * n_indicators + indicator
    owner = projects.get_indexer(pd.Index(effects["project"]))
    points = effects["points"].to_numpy() * (1.0 if promised else expected_of(scenario)[owner])
    withheld, behind, opener = waiting(scenario, projects)
    strong = effects["strength"].to_numpy() >= scenario.settings.least_strength
    useful = np.flatnonzero((points > 0) & (score[effect_key] < 1) & ~withheld & strong)
    useful = useful[np.lexsort((effect_key[useful], owner[useful]))]
    place = np.full(len(effects), -1, dtype=np.int64)
    place[useful] = np.arange(len(useful))
    effect_key, owner, points = effect_key[useful], owner[useful].astype(np.int64), points[useful]
    cell, effect_cell = np.unique(effect_key, return_inverse=True)
    kept = place[behind] >= 0
    of_service, of_indicator = np.divmod(cell, n_indicators)
    return {
        "cells": attainment.services[of_service] + " / " + attainment.indicators[of_indicator],
        "service": of_service,
        "indicator": of_indicator,
        "room": 1 - score[cell],
        "value": value[cell],
        "effect_project": owner,
        "effect_cell": effect_cell.astype(np.int64),
        "points": points,
        "joint": Joint.of(owner, place[behind[kept]], opener[kept]),
    }


def expected_of(scenario: Scenario) -> NDArray[np.float64]:
    """Return the part of its promise that is expected of each project, sorted by id, shape (n,)."""
    return scenario.realisation.reindex(listed(scenario, "agency")).to_numpy(dtype=np.float64)


def as_expected(columns: Columns, scenario: Scenario) -> Columns:
    """Return columns, whose points are those promised, with those that are expected."""
    return columns.with_points(columns.points * expected_of(scenario)[columns.effect_project])


def shared(raised: dict[str, Any], member: np.ndarray, group: np.ndarray, n_projects: int) -> dict[str, Any]:
    """Return the cells that two members of one group raise, the effects through them, and the largest."""
    of_project = np.full(n_projects, -1, dtype=np.int64)
    of_project[member] = group
    effect_group = of_project[raised["effect_project"]]
    key = effect_group * max(len(raised["service"]), 1) + raised["effect_cell"]
    inside = effect_group >= 0
    keys, place, count = np.unique(key[inside], return_inverse=True, return_counts=True)
    kept = np.flatnonzero(count > 1)
    position = np.full(len(keys), -1, dtype=np.int64)
    position[kept] = np.arange(len(kept))
    effect_shared = np.full(len(key), -1, dtype=np.int64)
    effect_shared[inside] = position[place]
    return {
        "effect_shared": effect_shared,
        "shared_group": keys[kept] // max(len(raised["service"]), 1),
        "shared_cell": keys[kept] % max(len(raised["service"]), 1),
        "shared_most": largest_of(effect_shared, raised["points"], len(kept)),
    }


def largest_of(through: NDArray[np.int64], points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return the largest of the points of effects that go through each of some cells; -1 through none."""
    most, inside = np.zeros(count), through >= 0
    np.maximum.at(most, through[inside], points[inside])
    return most
