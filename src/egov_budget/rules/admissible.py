"""Which projects some plan can fund, whatever the pool, and which of them rule each other out."""

from __future__ import annotations

from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.excluded import excluded
from egov_budget.rules.independent_lead import conflicted
from egov_budget.rules.named_lead import another_named

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario

Sets = dict[int, set[str]]  # sets of alternatives by project


def admissible(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects some plan can fund in full if money is no matter.

    Not those that are excluded, or that need one which is not admissible or two which stand for each other.

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
    admitted = ~excluded(scenario)
    sets, needs = _sets(scenario, columns), _needs(columns)
    for project in needs if sets else ():
        inside = _with_needs(project, needs)
        admitted[project] &= not _clash(inside, inside, sets)
    return columns.needs.kept(admitted)


def rivals(scenario: Scenario, columns: Columns, admitted: NDArray[np.bool_]) -> dict[int, tuple[str, str]]:
    """Return the services raised by two projects of which one may rule out the other.

    They are alternatives, or need projects that are. A project that so needs two alternatives is its
    own rival.

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
    sets = _sets(scenario, columns)
    if not sets:
        return {}
    needs = _needs(columns)
    owners = columns.joint.project[columns.joint.row]  # some of their points wait for the openers
    needs.add_edges_from(zip(owners.tolist(), columns.joint.opener.tolist(), strict=True))
    inside = {project: _with_needs(project, needs) for project in np.flatnonzero(admitted).tolist()}
    service = columns.service[columns.effect_cell]
    raising: dict[int, list[int]] = {}
    for project, raised in sorted(set(zip(columns.effect_project.tolist(), service.tolist(), strict=True))):
        if inside.get(project, set()) & sets.keys():
            raising.setdefault(raised, []).append(project)
    found = {}
    for raised in sorted(raising):
        for one, other in combinations_with_replacement(raising[raised], 2):
            if _clash(inside[one], inside[other], sets):
                found[raised] = (str(columns.projects[one]), str(columns.projects[other]))
                break
    return found


def free_to_lead(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which members may lead: no conflict of interest, and no verdict names another."""
    return ~(another_named(columns) | conflicted(scenario)[columns.member])


def _sets(scenario: Scenario, columns: Columns) -> Sets:
    found: Sets = {}
    chosen = scenario.alternatives
    for name, project in zip(chosen["set"], columns.places(chosen["project"]).tolist(), strict=True):
        found.setdefault(project, set()).add(name)
    return found


def _needs(columns: Columns) -> nx.DiGraph[int]:
    import networkx as nx

    needs: nx.DiGraph[int] = nx.DiGraph()
    needs.add_nodes_from(range(columns.n_projects))
    needs.add_edges_from(zip(columns.needs.behind.tolist(), columns.needs.ahead.tolist(), strict=True))
    return needs


def _with_needs(project: int, needs: nx.DiGraph[int]) -> set[int]:
    import networkx as nx

    return {project, *nx.descendants(needs, project)}


def _clash(one: set[int], other: set[int], sets: Sets) -> bool:
    """Tell whether two lots of projects hold different ones of the same set."""
    pairs = product(one & sets.keys(), other & sets.keys())
    return any(here != there and sets[here] & sets[there] for here, there in pairs)
