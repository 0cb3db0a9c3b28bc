"""Bridges: pairs whose removal splits a group, and so the ones to read twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx


def bridges(
    left: NDArray[np.int64], right: NDArray[np.int64], inside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return whether each pair is a bridge of a group of three or more.

    Parameters
    ----------
    left, right : ndarray of int64
        Rows of the pairs.
    inside : ndarray of bool
        Which pairs hold a group together.

    Returns
    -------
    ndarray of bool
        False for a pair that is a group by itself: there is nothing to compare it with.

    Examples
    --------
    >>> import numpy as np
    >>> left, right = np.array([0, 0, 1, 2, 5]), np.array([1, 2, 2, 3, 6])
    >>> bridges(left, right, np.ones(5, dtype=bool)).tolist()
    [False, False, False, True, False]
    """
    import networkx as nx

    at = np.flatnonzero(inside)
    degree = np.bincount(np.concatenate([left[at], right[at]]), minlength=1)
    at = at[(degree[left[at]] > 1) | (degree[right[at]] > 1)]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(left[at].tolist(), right[at].tolist(), strict=True))
    pairs = cast("Iterable[tuple[int, int]]", nx.bridges(graph))
    found = {frozenset(pair) for pair in pairs}
    told = np.zeros(len(left), dtype=bool)
    ends = zip(left[at].tolist(), right[at].tolist(), strict=True)
    told[at] = [frozenset((one, other)) in found for one, other in ends]
    return told
