"""Where the projects of a cluster stand in its drawing, and where clusters stand on the map."""

from __future__ import annotations

from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Place = tuple[float, float]
ROUND = 5  # up to so many projects a ring shows every pair
STIFF = 40  # up to so many projects distances are fitted exactly, beyond that springs find a place
NEAR = 0.15  # no pair is drawn closer than this
MAP_WIDTH, STEP, MARGIN = 1060.0, 17.0, 17.0


class Edge(NamedTuple):
    """Two projects of a cluster and how alike they are, 0-1."""

    one: int
    other: int
    likeness: float


def laid_out(count: int, edges: Sequence[Edge], seed: int = 0) -> list[Place]:
    """Return a place for each project: on a ring, or where there are many, alike ones near each other.

    Parameters
    ----------
    count : int
        Projects.
    edges : sequence of Edge
        Two projects and their similarity, 0-1.
    seed : int, optional
        Where springs begin.

    Returns
    -------
    list of (float, float)
        In a circle of radius 1 around 0; the same for the same cluster each time.

    Examples
    --------
    >>> laid_out(2, [Edge(0, 1, 0.9)])
    [(-1.0, 0.0), (1.0, 0.0)]
    """
    if count <= ROUND:
        turned = 0.0 if count == 2 else pi / 2 if count % 2 else pi / count
        angles = [pi * (1 - 2 * at / count) + turned for at in range(count)]
        return [(round(cos(angle), 3), round(-sin(angle), 3) + 0.0) for angle in angles]
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(edges)
    nx.set_edge_attributes(graph, {(a, b): 1.0 + NEAR - likeness for a, b, likeness in edges}, "length")
    around = nx.circular_layout(graph)
    if count <= STIFF and nx.is_connected(graph):
        found = nx.kamada_kawai_layout(graph, pos=around, weight="length")
    else:
        found = nx.spring_layout(graph, pos=around, seed=seed, weight="weight")
    places = np.array([found[at] for at in range(count)])
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    far = float(np.sqrt((places**2).sum(axis=1)).max()) or 1.0
    return [(round(x / far, 3) + 0.0, round(y / far, 3) + 0.0) for x, y in places.tolist()]


def radius(count: int) -> float:
    """Return how large a cluster of so many projects is drawn on the map."""
    return round(STEP * sqrt(max(count, 2) / 2), 2)


def packed(sizes: Sequence[float]) -> tuple[list[Place], float]:
    """Return places for circles in rows, in their order, and the height they take.

    Parameters
    ----------
    sizes : sequence of float
        Radii.

    Returns
    -------
    tuple of list of (float, float) and float
        Middles, none closer to another than both radii and the margin; height of it all.

    Examples
    --------
    >>> packed([10, 10])
    ([(18.5, 18.5), (55.5, 18.5)], 37.0)
    """
    rows: list[list[float]] = []
    width = 0.0
    for size in sizes:
        needs = 2 * size + MARGIN
        if not rows or width + needs > MAP_WIDTH:
            rows.append([])
            width = 0.0
        rows[-1].append(size)
        width += needs
    places: list[Place] = []
    top = 0.0
    for row in rows:
        tall, left = 2 * max(row) + MARGIN, 0.0
        for size in row:
            places.append((round(left + size + MARGIN / 2, 2), round(top + tall / 2, 2)))
            left += 2 * size + MARGIN
        top += tall
    return places, round(top, 2)
