"""Term matrices -> candidate pairs: rare terms find them, blocks of rows keep the memory bounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.similarity.spool import Spool
from egov_budget.similarity.term_matrix import Map, TermMatrix, row_of, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

TILE = 1 << 16  # columns multiplied at once: their sums stay in the processor's cache
STRONG = 0.5  # likeness from which a pair that is left out is told of
EQUAL = 1 - 1e-5  # likeness of records that say the same, in 32 bits
MOST_EQUAL = 1_000  # of which a record keeps so many, however few it keeps of the others


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
        """Return whether each pair counts."""
        fit = left != right if self.mirrored else np.ones(len(left), dtype=bool)
        return fit if self.same is None else fit & ((self.rows[left] == self.columns[right]) == self.same)


class Candidates(NamedTuple):
    """Pairs to be compared, row by row: rows, columns, likeness on rare terms; and strong pairs left out."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.float32]
    left_out: int


class Best(NamedTuple):
    """The most alike of some rows, and how many strong pairs there were in all."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.float32]
    strong: int


def affordable(matrices: Sequence[TermMatrix], work: float) -> int | None:
    """Return the largest document frequency whose terms can be multiplied with so much work.

    Parameters
    ----------
    matrices : sequence of TermMatrix
        Matrices of the same records.
    work : float
        Multiplications that may be spent on each record, on the mean.

    Returns
    -------
    int or None
        ``None`` where every term can be afforded.
    """
    frequency = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(one.frequency for one in matrices)]))
    spent = np.cumsum(frequency.astype(np.float64) ** 2)
    too_dear = np.flatnonzero(spent > work * (len(matrices[0].filled) if matrices else 0))
    return max(int(frequency[too_dear[0]]) - 1, 1) if len(too_dear) else None


def rare_terms(matrices: Sequence[TermMatrix], max_df: int | None) -> csr_array:
    """Return the matrix that finds pairs: terms of at most ``max_df`` records, rows of length one.

    Parameters
    ----------
    matrices : sequence of TermMatrix
        Matrices of the same records.
    max_df : int or None
        Most records a term may stand in; ``None`` keeps every term.

    Returns
    -------
    csr_array of float32
        A row without any rare term is empty.
    """
    from scipy.sparse import csr_array, diags_array, hstack

    share = np.sqrt(weights(matrices))
    rare = []
    for at, matrix in enumerate(matrices):
        kept = np.flatnonzero(matrix.frequency <= (max_df or np.inf))
        rare.append(diags_array(share[:, at].astype(np.float32)) @ matrix.rows[:, kept])
    found = csr_array(hstack(rare, format="csr", dtype=np.float32))
    if max_df is None:
        return found
    row = row_of(found)
    norms = np.sqrt(np.bincount(row, weights=found.data.astype(np.float64) ** 2, minlength=found.shape[0]))
    found.data /= norms[row].astype(np.float32)
    return found


def candidates(
    rows: csr_array, columns: csr_array, allowed: Allowed, *, floor: float, top_k: int, work: float, run: Map
) -> Candidates:
    """Return the pairs of a row and a column that are alike on rare terms.

    Parameters
    ----------
    rows, columns : csr_array
        Records to find pairs for and records to find them among, in the same terms.
    allowed : Allowed
        Which pairs count.
    floor : float
        Least likeness on rare terms, 0-1.
    top_k : int
        Pairs kept for a row: the most alike, ties by number.
    work : float
        Multiplications in one block of rows; bounds the memory and changes nothing else.
    run : callable
        ``map`` or the ``map`` of an executor.

    Returns
    -------
    Candidates
        Numbers of row and column, row by row.
    """
    tiles = [columns[at : at + TILE].T.tocsr() for at in range(0, max(columns.shape[0], 1), TILE)]
    uses = np.bincount(columns.indices, minlength=columns.shape[1])
    cost = np.bincount(row_of(rows), weights=uses[rows.indices], minlength=rows.shape[0])
    block = (np.cumsum(cost) // work).astype(np.int64)
    starts = np.concatenate(([0], np.flatnonzero(np.diff(block)) + 1, [rows.shape[0]]))
    blocks = [(int(first), int(last)) for first, last in pairwise(starts) if first < last]
    return gathered(run(partial(_near, rows, tiles, allowed, floor, top_k), blocks), allowed)


def _near(  # noqa: PLR0917  # the last one comes from a map
    rows: csr_array,
    tiles: Sequence[csr_array],
    allowed: Allowed,
    floor: float,
    top_k: int,
    block: tuple[int, int],
) -> Best:
    """Return the best of each row of a block, tile of columns by tile."""
    found, first, own = [], block[0], rows[slice(*block)]
    for at, tile in enumerate(tiles):
        product = own @ tile
        alike = np.flatnonzero(product.data >= floor)
        row = np.repeat(np.arange(product.shape[0]), np.diff(np.searchsorted(alike, product.indptr)))
        column = product.indices[alike].astype(np.int64) + at * TILE
        fit = allowed(row + first, column)
        found.append((row[fit], column[fit], product.data[alike[fit]]))
    row, column, score = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(row, kind="stable")
    return best(row[order], column[order], score[order], top_k, first)


def best(
    row: NDArray[np.int64], column: NDArray[np.int64], score: NDArray[np.float32], top_k: int, first: int = 0
) -> Best:
    """Return the ``top_k`` largest scores of each row, equal ones by column, and all that say the same.

    Were some of many copies left out, no group could hold them all. Rows ascend, and are counted from
    ``first`` in the answer. Scores are not negative, so their bits order as they do, and row and score
    together are one whole number: sorting such numbers is many times faster than sorting by three keys.
    """
    key = (row.astype(np.uint64) << np.uint64(32)) | (~score.view(np.uint32)).astype(np.uint64)
    count = np.bincount(row)
    ends = np.cumsum(count)
    last = np.where(count > top_k, ends - count + top_k - 1, ends - 1)[row]
    limit = np.sort(key)[last]
    tied = np.flatnonzero(key == limit)
    kept = key < limit
    room = np.minimum(count, top_k) - np.bincount(row[kept], minlength=len(count))
    kept[_first(tied, row, column, room)] = True
    kept[_first(np.flatnonzero(score >= EQUAL), row, column, np.full(len(count), MOST_EQUAL))] = True
    return Best(row[kept] + first, column[kept], score[kept], int((score >= STRONG).sum()))


def _first(
    places: NDArray[np.int64], row: NDArray[np.int64], column: NDArray[np.int64], room: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the places of the first columns of each row, as many as there is room for."""
    places = places[np.lexsort((column[places], row[places]))]
    number = np.arange(len(places)) - np.searchsorted(row[places], row[places])
    return places[number < room[row[places]]]


def gathered(found: Iterable[Best], allowed: Allowed) -> Candidates:
    """Return the candidates of all rows, and count the strong pairs that neither of two kept."""
    left, right, score = Spool(np.int64), Spool(np.int64), Spool(np.float32)
    strong, told = 0, Spool(np.int64)
    for part in found:
        left.add(part.left)
        right.add(part.right)
        score.add(part.score)
        strong += part.strong
        one, other = part.left[part.score >= STRONG], part.right[part.score >= STRONG]
        told.add(np.minimum(one, other) * len(allowed.rows) + np.maximum(one, other))
    kept = told.whole()
    if allowed.mirrored:  # each was met from both sides
        strong, kept = strong // 2, np.unique(kept)
    return Candidates(left.whole(), right.whole(), score.whole(), strong - len(kept))
