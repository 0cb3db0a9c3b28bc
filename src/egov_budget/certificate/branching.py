"""Branching: a relaxation solved on both sides of choices that its plan breaks, until its bound is sharp."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.certificate.fork import Fork, Forks, Side
from egov_budget.counting.tree import DEEPEST
from egov_budget.solving.relaxed import Relaxed, Solved

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]

BROKEN = 1e-6  # columns this far from a side of a choice are off it
FAR = 100.0  # times the gap that a side without any plan falls: exact floors stand a little lower
SMALL = 8  # leaves of a small tree
CHEAP, HOPE = 20_000, 0.5  # from so many rows on a tree closes this part of its share of the gap, or ends
WORTH = 1e-3  # part of the gap that a small tree has to close


@dataclass(eq=False)
class Node:
    """A place in a tree; it is a leaf, branches at a fork, or has small trees beside each other.

    Parameters
    ----------
    solved : Solved
        Value, plan and prices between the bounds of its columns.
    lower, upper : ndarray of float, shape (n,)
        These bounds.
    fork : Fork or None
        Where it branches, to ``sides``.
    small : list of Small
        Small trees; what they take off its value adds up.
    deep : int
        Forks below it.
    sought : bool
        Whether small trees were looked for.
    """

    solved: Solved
    lower: Numbers
    upper: Numbers
    fork: Fork | None = None
    sides: tuple[Node, ...] = ()
    small: list[Small] = field(default_factory=list)
    deep: int = 0
    sought: bool = False

    @property
    def bound(self) -> float:
        """What it proves as a leaf."""
        return self.solved.value - sum(tree.taken for tree in self.small)

    def thin(self, enough: float) -> None:
        """Leave out small trees, those that take least off first, as long as the bound stays low enough."""
        self.small.sort(key=lambda tree: -tree.taken)
        while self.small and self.bound + self.small[-1].taken <= enough:
            self.small.pop()


class Small(NamedTuple):
    """A small tree: the rows whose multipliers it changes, its root, and the points that it takes off."""

    rows: Places
    root: Node
    taken: float


class Knot(NamedTuple):
    """Rows, columns and forks that hang together; the forks speak of the columns by their places here."""

    rows: Places
    columns: Places
    forks: list[Fork]


class Branching:
    """Trees of a linear program.

    Parameters
    ----------
    relaxed : Relaxed
        What they bound.
    forks : sequence of Fork
        Choices there are.
    gap : float
        Points there are to close.
    most : ndarray of float, shape (rows,), or None
        Price from which on small trees leave a row as it is; ``None`` where none are looked for.
    """

    def __init__(
        self, relaxed: Relaxed, forks: Sequence[Fork], gap: float, most: Numbers | None = None
    ) -> None:
        self.relaxed, self.forks, self.gap, self.most = relaxed, Forks(forks), gap, most
        self._grown: dict[tuple[bytes, ...], Small] = {}

    def root(self, lower: Numbers | None = None, upper: Numbers | None = None) -> Node:
        """Return a tree of one leaf, between the program's own bounds or others."""
        own = self.relaxed.linear.upper * self.relaxed.linear.unit
        if lower is None or upper is None or not (lower.any() or (upper != own).any()):
            return Node(self.relaxed.base, np.zeros_like(own), own)
        return Node(self.relaxed.within(lower, upper), lower, upper)

    def grow(self, root: Node, most: int, enough: float) -> float:
        """Grow a tree where its bound is largest, until that is low enough or the leaves are too many.

        Parameters
        ----------
        root : Node
            Where to begin; it is changed.
        most : int
            Leaves.
        enough : float
            Bound at which to stop.

        Returns
        -------
        float
            The bound of the whole tree.
        """
        order = count()  # of leaves with one bound the oldest comes first
        began = root.bound
        leaves = [(-began, next(order), root)]
        while -leaves[0][0] > enough:
            node = leaves[0][2]
            if self.most is not None and not node.sought:
                self._plant(node)
                heapq.heapreplace(leaves, (-node.bound, next(order), node))
                continue
            closed, rows = (began + leaves[0][0]) / (began - enough), len(self.relaxed.linear.row_upper)
            hopeless = len(leaves) * rows > CHEAP and closed < HOPE * len(leaves) / most
            if hopeless or len(leaves) >= most or not self._split(node):
                break
            heapq.heappop(leaves)
            for side in node.sides:
                heapq.heappush(leaves, (-side.bound, next(order), side))
        reached = max(enough, -leaves[0][0])
        for _, _, node in leaves:
            node.thin(reached)
        return -leaves[0][0]

    def _split(self, node: Node) -> bool:
        """Branch where the plan of a leaf is furthest off both sides of a choice, if it is off any."""
        if not len(node.solved.values) or node.deep == DEEPEST - SMALL:
            return False
        off = self.forks.off(node.solved.values)
        if off.max(initial=0.0) <= BROKEN:
            return False
        node.fork = self.forks.each[int(np.argmax(off))]
        node.sides = tuple(self._on(node, side) for side in node.fork.sides)
        node.small = []
        return True

    def _on(self, node: Node, side: Side) -> Node:
        lower, upper = node.lower.copy(), node.upper.copy()
        lower[side.at] = np.maximum(lower[side.at], side.least)
        upper[side.at] = np.minimum(upper[side.at], side.most)
        solved, above = self.relaxed.within(lower, upper), node.solved
        if not len(solved.values):  # no plan is there: its prices lower any bound
            fall = FAR * self.gap if solved.prices.any() else 0.0
            solved = Solved(above.value - fall, solved.values, above.prices + fall * solved.prices)
        return Node(solved, lower, upper, deep=node.deep + 1)

    def _plant(self, node: Node) -> None:
        """Find small trees that touch no column in common, while all other multipliers stay."""
        node.sought = True
        if not len(node.solved.values):
            return
        for knot in self._apart(node.solved):
            small = self._grown_on(knot, node)
            if small.taken > WORTH * self.gap:
                node.small.append(small)

    def _grown_on(self, knot: Knot, node: Node) -> Small:
        """Return the small tree of a knot; at most leaves it stands as it has stood before."""
        linear, columns = self.relaxed.linear, knot.columns
        cost = linear.charged(knot.rows, node.solved.prices)[columns]
        lower, upper = node.lower[columns], node.upper[columns]
        seen = tuple(each.tobytes() for each in (knot.rows, columns, cost, lower, upper))
        if seen not in self._grown:
            trees = Branching(Relaxed(linear.part(knot.rows, columns, cost)), knot.forks, self.gap)
            root = trees.root(lower, upper)
            self._grown[seen] = Small(knot.rows, root, root.bound - trees.grow(root, SMALL, -np.inf))
        return self._grown[seen]

    def _apart(self, solved: Solved) -> Iterator[Knot]:
        """Yield what hangs together wherever a choice is broken.

        What hangs together does so by rows whose price is neither 0 nor the most it can be. Rows without a
        price that touch nothing else come along.
        """
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        price, most = np.abs(solved.prices), np.inf if self.most is None else self.most
        rows, width = np.flatnonzero((price > 0) & (price < most)), len(solved.values)
        off = np.flatnonzero(self.forks.off(solved.values) > BROKEN).tolist()
        broken = [self.forks.each[at] for at in off]
        entries = self.relaxed.linear.matrix[rows].tocoo()
        ends = [fork.at for fork in broken]
        tied = np.repeat(np.arange(len(broken)), [len(at) for at in ends]) + len(rows)
        knot = np.concatenate([entries.coords[0], tied]) + width
        column = np.concatenate([entries.coords[1], *ends])
        size = width + len(rows) + len(broken)
        graph = sparse.coo_array((np.ones(len(knot)), (knot, column)), shape=(size, size))
        part = connected_components(graph, directed=False)[1]
        inside = self.forks.within(part)
        within = _within(self.relaxed.linear.matrix, part[:width])
        within[price >= most] = -1
        for name in dict.fromkeys(int(part[fork.at[0]]) for fork in broken):
            columns = np.flatnonzero(part[:width] == name)
            place = np.full(width, -1)
            place[columns] = np.arange(len(columns))
            yield Knot(np.flatnonzero(within == name), columns, [fork.moved(place) for fork in inside[name]])


def _within(matrix: sparse.csr_array, part: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the part that all columns of a row are in, -1 where they are in several or there are none."""
    names = part[matrix.indices]
    filled = np.flatnonzero(np.diff(matrix.indptr))
    least, most = (each.reduceat(names, matrix.indptr[filled]) for each in (np.minimum, np.maximum))
    found = np.full(matrix.shape[0], -1, dtype=np.int32)
    found[filled] = np.where(least == most, least, -1)
    return found
