"""Clusters: projects that groups, families and verdicts hold together, each project in one at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.bridges import bridges
from egov_budget.scenario.columns import ENDS
from egov_budget.scenario.relations import ACCEPTED, TOGETHER

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.overlaps import Overlaps

DOUBTFUL_FROM = 0.5  # as for the bridges of binding groups: milder pairs hold nothing together


def clusters(overlaps: Overlaps) -> list[list[str]]:
    """Return the projects to draw together.

    Parameters
    ----------
    overlaps : Overlaps
        Groups that bind, families to look at, and requests that are one undertaking, one platform or a
        site of each.

    Returns
    -------
    list of list of str
        Ids, sorted within each and by the first of each; projects that overlap with nothing are in none.

    Examples
    --------
    >>> from egov_budget import find_overlaps, worlds
    >>> clusters(find_overlaps(worlds.four_projects()))
    [['health-login', 'tax-login']]
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    together = overlaps.related[overlaps.related["relation"].isin(TOGETHER)]
    tables = ((overlaps.members, "group"), (overlaps.families, "family"), (together, ["relation", "group"]))
    for table, name in tables:
        for _, inside in table.groupby(name, sort=True)["project"]:
            nx.add_path(graph, inside.tolist())
    return sorted(sorted(part) for part in nx.connected_components(graph))


def doubtful(pairs: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which pairs of clusters are likely false links.

    Parameters
    ----------
    pairs : DataFrame
        Pairs of one or more clusters, as ``Overlaps.pairs``.

    Returns
    -------
    ndarray of bool
        Those that a binding group, or a cluster of three or more, hangs together by alone, unless a
        reviewer has accepted them.
    """
    ends = pairs[ENDS].to_numpy(dtype=object)
    left, right = np.searchsorted(np.unique(ends), ends).astype(np.int64).T
    alone = bridges(left, right, (pairs["overlap"] >= DOUBTFUL_FROM).to_numpy())
    return np.asarray((alone | pairs["bridge"].to_numpy()) & ~pairs["verdict"].isin(ACCEPTED).to_numpy())
