"""Which projects some plan can fund, whatever the pool, and which of them rule each other out."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.excluded import excluded
from egov_budget.rules.independent_lead import conflicted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


def admissible(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects some plan can fund in full if money is no matter.

    Not those that are excluded, that need one which is not admissible, or that share work in a
    group which nobody may lead.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys of the projects.

    Returns
    -------
    ndarray of bool, shape (n,)
        In the order of the columns.
    """
    admitted = ~excluded(scenario, columns)
    named = np.zeros(len(columns.groups), dtype=bool)
    named[columns.group[columns.named_lead]] = True
    may_lead = ~conflicted(scenario, columns)[columns.member]
    may_lead &= columns.named_lead | ~named[columns.group]
    behind, ahead = _needs(scenario, columns)
    while True:
        led = np.zeros(len(columns.groups), dtype=bool)
        led[columns.group[may_lead & admitted[columns.member]]] = True
        fewer = admitted.copy()
        fewer[columns.member[~led[columns.group]]] = False
        fewer[behind[~fewer[ahead]]] = False
        if (fewer == admitted).all():
            return admitted
        admitted = fewer


def rivals(scenario: Scenario, columns: Columns, admitted: NDArray[np.bool_]) -> dict[int, tuple[str, str]]:
    """Return the services raised by two projects of which one at most can be funded in full.

    They are alternatives, or need projects that are. In a group with one named lead, what the
    others need of it counts too only as far as prerequisites say.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys of the projects.
    admitted : ndarray of bool, shape (n,)
        Projects that some plan can fund.

    Returns
    -------
    dict of int to pair of str
        By place of the service, sorted; the first such pair of ids.
    """
    needs: dict[int, set[int]] = {}
    for behind, ahead in zip(*(ends.tolist() for ends in _needs(scenario, columns)), strict=True):
        needs.setdefault(behind, set()).add(ahead)
    sets: dict[int, set[str]] = {}
    for name, project in zip(
        scenario.alternatives["set"], columns.places(scenario.alternatives["project"]).tolist(), strict=True
    ):
        sets.setdefault(project, set()).add(name)
    members = {project: _with_needs(project, needs) for project in np.flatnonzero(admitted).tolist()}
    bound = {project: whole for project, whole in members.items() if whole & sets.keys()}
    raising: dict[int, list[int]] = {}
    service = columns.service[columns.effect_cell]
    for project, raised in sorted(set(zip(columns.effect_project.tolist(), service.tolist(), strict=True))):
        if project in bound:
            raising.setdefault(raised, []).append(project)
    found = {}
    for raised in sorted(raising):
        for one, other in combinations(raising[raised], 2):
            if _clash(bound[one], bound[other], sets):
                found[raised] = (str(columns.projects[one]), str(columns.projects[other]))
                break
    return found


def _needs(scenario: Scenario, columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    needs = scenario.prerequisites
    return columns.places(needs["project"]), columns.places(needs["requires"])


def _with_needs(project: int, needs: dict[int, set[int]]) -> set[int]:
    whole, open_ends = {project}, [project]
    while open_ends:
        fresh = needs.get(open_ends.pop(), set()) - whole
        whole |= fresh
        open_ends += fresh
    return whole


def _clash(one: set[int], other: set[int], sets: dict[int, set[str]]) -> bool:
    return any(
        here != there and sets[here] & sets[there]
        for here in one & sets.keys()
        for there in other & sets.keys()
    )
