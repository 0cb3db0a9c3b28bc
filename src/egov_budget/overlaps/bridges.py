"""Bridges: pairs whose removal splits a group, and so the ones to read twice."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray


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
    at = np.flatnonzero(inside)
    degree = np.bincount(np.concatenate([left[at], right[at]]), minlength=1)
    at = at[(degree[left[at]] > 1) | (degree[right[at]] > 1)]
    ends = [*zip(left[at].tolist(), right[at].tolist(), strict=True)]
    found = _bridges(ends)
    told = np.zeros(len(left), dtype=bool)
    told[at] = [frozenset(pair) in found for pair in ends]
    return told


def _bridges(ends: list[tuple[int, int]]) -> set[frozenset[int]]:
    """Return the pairs of rows behind which a walk in depth meets no row again that it passed before them.

    By hand, as Tarjan has it (doi.org/10.1016/0020-0190(74)90003-9): networkx takes longer to load than
    the groups of a national pool take to be found.
    """
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in ends:
        beside[one].append(other)
        beside[other].append(one)
    passed: dict[int, int] = {}  # how many rows the walk had passed before each
    back: dict[int, int] = {}  # and before the first of those that it meets again behind it
    found = set()
    for root in [*beside]:
        walk = [] if root in passed else [(root, -1)]
        while walk:
            here, before = walk[-1]
            if here not in passed:
                passed[here] = back[here] = len(passed)
            if beside[here]:
                there = beside[here].pop()
                if there not in passed:
                    walk.append((there, here))
                elif there != before:
                    back[here] = min(back[here], passed[there])
                continue
            walk.pop()
            if before >= 0:
                back[before] = min(back[before], back[here])
                if back[here] > passed[before]:
                    found.add(frozenset((before, here)))
    return found
