"""Pairs -> groups without chains: average linkage that obeys what a reviewer decided.

Joining whatever is connected chains families of different work together through a project that
borders on both. Here two groups are joined only while the mean strength over all pairs between
them, found or not, stays at or above a cut.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of rows, and how strongly each speaks for one group, 0-1."""

    left: Rows
    right: Rows
    strength: NDArray[np.float64]


class Offer(NamedTuple):
    """Two groups that could be joined, strongest first; their sizes tell an offer that is out of date."""

    strength: float  # negative
    left: int
    right: int
    sizes: tuple[int, int]


def components(count: int, left: Rows, right: Rows) -> Rows:
    """Return the connected components of a graph of ``count`` rows.

    Returns
    -------
    ndarray of int64
        Part of each row, named by its smallest row.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(count, count))
    _, label = connected_components(edges, directed=False)
    _, first = np.unique(label, return_index=True)
    return first[label].astype(np.int64)


def grouped(
    count: int,
    pairs: Pairs,
    together: tuple[Rows, Rows],
    apart: tuple[Rows, Rows],
    *,
    cut: float,
    binding: NDArray[np.bool_] | None = None,
    agency: Rows | None = None,
) -> Rows:
    """Return groups of rows by average linkage with constraints.

    Parameters
    ----------
    count : int
        Number of rows.
    pairs : Pairs
        Pairs that speak for one group; one that is not there counts 0.
    together : tuple of left, right
        Pairs that stand in one group whatever their strength.
    apart : tuple of left, right
        Pairs that must not stand in one group; none may be joined by ``together``.
    cut : float
        Least mean strength between two groups that are joined.
    binding : ndarray of bool, optional
        Which of the pairs can join two groups; the others only weigh in the mean. By default all.
    agency : ndarray of int, optional
        Agency of each row; where given, a group takes one row of an agency at most (``together``
        excepted).

    Returns
    -------
    ndarray of int64
        Group of each row, named by its smallest row; rows alone are groups of their own.

    Notes
    -----
    O(E log E) for E pairs. Ties are broken by the smallest rows, so the result does not depend on
    the order of the pairs. A group's binding pairs connect all its
    members.

    References
    ----------
    .. [1] R. R. Sokal and C. D. Michener (1958), "A statistical method for evaluating systematic
       relationships", University of Kansas Science Bulletin 38, 1409-1438.
    """
    name = components(count, *together)
    left, right = pairs.left, pairs.right
    binding = np.ones(len(left), dtype=bool) if binding is None else binding
    ends = (np.concatenate([end[binding], more]) for end, more in zip((left, right), together, strict=True))
    part = components(count, *ends)
    near = part[left] == part[right]  # no group reaches beyond such a part
    return _Linkage(name, Pairs(*(part[near] for part in pairs)), binding[near], apart, agency).run(cut)


class _Linkage:
    """The groups while they grow; each is known by its smallest row."""

    def __init__(
        self,
        name: Rows,
        pairs: Pairs,
        binding: NDArray[np.bool_],
        apart: tuple[Rows, Rows],
        agency: Rows | None,
    ) -> None:
        self.name = name
        self.members: dict[int, list[int]] = defaultdict(list)
        involved = np.unique(np.concatenate([pairs.left, pairs.right]))
        for row in np.flatnonzero(np.isin(name, name[involved])).tolist():
            self.members[int(name[row])].append(row)
        self.strength: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self.bound: dict[int, set[int]] = defaultdict(set)
        ends = name[pairs.left].tolist(), name[pairs.right].tolist()
        for left, right, strength, binds in zip(
            *ends, pairs.strength.tolist(), binding.tolist(), strict=True
        ):
            if left != right:
                self.strength[left][right] += strength
                self.strength[right][left] += strength
                if binds:
                    self.bound[left].add(right)
                    self.bound[right].add(left)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for left, right in zip(name[apart[0]].tolist(), name[apart[1]].tolist(), strict=True):
            self.apart[left].add(right)
            self.apart[right].add(left)
        self.agencies = agency_sets(self.members, agency)

    def run(self, cut: float) -> Rows:
        pairs = ((left, right) for left, near in self.bound.items() for right in near if left < right)
        heap = [self._offer(*pair) for pair in pairs]
        heapq.heapify(heap)
        while heap and -heap[0].strength >= cut:
            _, left, right, sizes = heapq.heappop(heap)
            stale = (len(self.members.get(left, ())), len(self.members.get(right, ()))) != sizes
            if stale or not self._allowed(left, right):
                continue
            self._join(left, right)
            for other in self.bound[left]:
                heapq.heappush(heap, self._offer(*sorted((left, other))))
        label = self.name.copy()
        for first, rows in self.members.items():
            label[rows] = first
        return label

    def _offer(self, left: int, right: int) -> Offer:
        one, other = len(self.members[left]), len(self.members[right])
        return Offer(-self.strength[left][right] / (one * other), left, right, (one, other))

    def _allowed(self, left: int, right: int) -> bool:
        return right not in self.apart[left] and not self.agencies(left) & self.agencies(right)

    def _join(self, left: int, right: int) -> None:
        """Take the group ``right`` into ``left``, which has the smaller rows."""
        self.members[left] += self.members.pop(right)
        for other, strength in self.strength.pop(right).items():
            del self.strength[other][right]
            if other != left:
                self.strength[left][other] += strength
                self.strength[other][left] += strength
        for links in (self.bound, self.apart):
            for other in links.pop(right, set()):
                links[other].discard(right)
                if other != left:
                    links[other].add(left)
                    links[left].add(other)


def agency_sets(members: dict[int, list[int]], agency: Rows | None) -> Callable[[int], set[int]]:
    """Return what gives the agencies of a group, or none where they do not matter."""
    if agency is None:
        return lambda _: set()
    return lambda group: {int(agency[row]) for row in members[group]}
