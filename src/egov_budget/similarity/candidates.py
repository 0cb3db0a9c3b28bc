"""Matrix -> candidate pairs: rare features find them, blocks of rows keep the memory bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.matrix import Block, Map, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

TILE = 1 << 16  # columns multiplied at once: their sums stay in the processor's cache


@dataclass(frozen=True)
class Allowed:
    """Which pairs count, by the group (agency) of each row and column.

    Parameters
    ----------
    rows, columns : ndarray of int64
        Group of each row and of each column.
    same : bool or None
        Only pairs inside a group, only pairs across groups, or (``None``) any pair.
    mirrored : bool
        Rows and columns are the same records: a record makes no pair with itself.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    same: bool | None
    mirrored: bool

    def __call__(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of each pair whether it counts."""
        fit = left != right if self.mirrored else np.ones(len(left), dtype=bool)
        return fit if self.same is None else fit & ((self.rows[left] == self.columns[right]) == self.same)


def affordable(blocks: Sequence[Block], work: float) -> int | None:
    """Return the largest cap whose features can be multiplied with so much work.

    Parameters
    ----------
    blocks : sequence of Block
        Blocks of the same records.
    work : float
        Multiplications that may be spent on each record, on the mean.

    Returns
    -------
    int or None
        ``None`` where every feature can be afforded.
    """
    holders = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(block.records for block in blocks)]))
    spent = np.cumsum(holders.astype(np.float64) ** 2)
    count = len(blocks[0].filled) if blocks else 0
    too_dear = np.flatnonzero(spent > work * count)
    if not len(too_dear):
        return None
    return max(int(holders[too_dear[0]]) - 1, 1)


def capped(blocks: Sequence[Block], cap: int | None) -> csr_array:
    """Return the matrix that finds pairs: features of at most ``cap`` records, rows of length one.

    Parameters
    ----------
    blocks : sequence of Block
        Blocks of the same records.
    cap : int or None
        Most records a feature may stand in; ``None`` keeps every feature.

    Returns
    -------
    csr_array of float32
        A row without any rare feature is empty.
    """
    from scipy.sparse import csr_array, diags_array, hstack

    share = np.sqrt(weights(blocks))
    rare = []
    for at, block in enumerate(blocks):
        kept = np.flatnonzero(block.records <= cap) if cap is not None else np.arange(len(block.records))
        rare.append(diags_array(share[:, at].astype(np.float32)) @ block.rows[:, kept])
    matrix = csr_array(hstack(rare, format="csr", dtype=np.float32))
    if cap is None:
        return matrix
    row = _row_of(matrix)
    norms = np.sqrt(np.bincount(row, weights=matrix.data.astype(np.float64) ** 2, minlength=matrix.shape[0]))
    matrix.data /= norms[row].astype(np.float32)
    return matrix


def candidates(
    rows: csr_array, columns: csr_array, allowed: Allowed, *, floor: float, most: int, work: float, run: Map
) -> Pairs:
    """Return the pairs of a row and a column that are alike on rare features.

    Parameters
    ----------
    rows, columns : csr_array
        Records to find pairs for and records to find them among, in the same features.
    allowed : Allowed
        Which pairs count.
    floor : float
        Least likeness on rare features, 0-1.
    most : int
        Pairs kept for a row: the most alike, ties by number.
    work : float
        Multiplications in one block of rows; bounds the memory and changes nothing else.
    run : callable
        ``map`` or the ``map`` of an executor.

    Returns
    -------
    left, right : ndarray of int64
        Numbers of row and column, row by row.
    """
    tiles = [columns[at : at + TILE].T.tocsr() for at in range(0, max(columns.shape[0], 1), TILE)]
    uses = np.bincount(columns.indices, minlength=columns.shape[1])
    cost = np.bincount(_row_of(rows), weights=uses[rows.indices], minlength=rows.shape[0])
    block = (np.cumsum(cost) // work).astype(np.int64)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(block)) + 1, [rows.shape[0]]))
    parts = ((rows[first:last], int(first)) for first, last in pairwise(starts) if first < last)
    found = list(run(partial(_near, tiles, allowed, (floor, most)), *zip(*parts, strict=True)))
    none = np.empty(0, dtype=np.int64)
    left = np.concatenate([none, *(part for part, _ in found)])
    return left, np.concatenate([none, *(part for _, part in found)])


def _near(
    tiles: Sequence[csr_array], allowed: Allowed, limits: tuple[float, int], rows: csr_array, first: int
) -> Pairs:
    """Find the best of each row, tile of columns by tile."""
    floor, most = limits
    found = []
    for at, tile in enumerate(tiles):
        product = rows @ tile
        alike = np.flatnonzero(product.data >= floor)
        row = np.repeat(np.arange(product.shape[0]), np.diff(np.searchsorted(alike, product.indptr)))
        column = product.indices[alike].astype(np.int64) + at * TILE
        fit = allowed(row + first, column)
        found.append((row[fit], column[fit], product.data[alike[fit]]))
    row, column, score = (np.concatenate([tile[at] for tile in found]) for at in range(3))
    order = np.argsort(row, kind="stable")
    row, column, score = row[order], column[order], score[order]
    best = _best(row, column, score, most)
    return row[best] + first, column[best]


def _best(
    row: NDArray[np.int64], column: NDArray[np.int64], score: NDArray[np.float32], most: int
) -> NDArray[np.int64]:
    """Return where the ``most`` largest scores of each row stand; equal ones by column.

    Rows ascend. Scores are not negative, so their bits order as they do, and row and score together are
    one whole number: sorting such numbers is many times faster than sorting by three keys.
    """
    if not len(row):
        return np.empty(0, dtype=np.int64)
    key = (row.astype(np.uint64) << np.uint64(32)) | (~score.view(np.uint32)).astype(np.uint64)
    count = np.bincount(row)
    ends = np.cumsum(count)
    last = np.where(count > most, ends - count + most - 1, ends - 1)[row]
    limit = np.sort(key)[last]
    tied = np.flatnonzero(key == limit)
    kept = key < limit
    room = np.minimum(count, most) - np.bincount(row[kept], minlength=len(count))
    tied = tied[np.lexsort((column[tied], row[tied]))]
    number = np.arange(len(tied)) - np.searchsorted(row[tied], row[tied])
    kept[tied[number < room[row[tied]]]] = True
    return np.flatnonzero(kept)


def _row_of(matrix: csr_array) -> NDArray[np.int64]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
