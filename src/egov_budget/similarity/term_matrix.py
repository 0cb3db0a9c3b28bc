"""Records -> term matrices whose rows' dot products are the similarity.

Each part is a matrix of TF-IDF weights, scaled row by row to length one and then by the square
root of the part's weight, so that one dot product is the weighted sum of the parts' cosines
and every edge explains itself (waterfall of contributions that adds up to the score).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.similarity.part import Part
from egov_budget.similarity.spool import Spool
from egov_budget.similarity.terms import TermCounts, count_parts, numbered
from egov_budget.similarity.told_once import told_once
from egov_budget.similarity.waiting import Waiting

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

CHUNK = 4_000  # records whose texts are in memory as code points at once
EVERY = slice(None)
ALONE = -1  # column of a term that one record has
STEPS = 2.0**40
Map = Callable[..., Iterable[Any]]


@dataclass(frozen=True)
class TermMatrix:
    """The term matrix of one part.

    Parameters
    ----------
    part : Part
        The part.
    rows : csr_array of float32
        Record x term, columns in the order of the terms' keys; each row has length one,
        counting terms that no other record has, which are not stored.
    keys : ndarray of uint64
        Term of each column, ascending.
    frequency : ndarray of int64
        Number of records each column's term stands in: its document frequency.
    filled : ndarray of bool
        Whether the record has the part at all.
    """

    part: Part
    rows: csr_array
    keys: NDArray[np.uint64]
    frequency: NDArray[np.int64]
    filled: NDArray[np.bool_]


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one part in a list of records, and what each tells.

    Parameters
    ----------
    keys : ndarray of uint64
        Terms that two records or more have, ascending.
    frequency : ndarray of int64
        Number of records each stands in.
    size : int
        Number of records.
    """

    keys: NDArray[np.uint64]
    frequency: NDArray[np.int64]
    size: int

    def found(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
        """Return how much each term tells and its column; a stranger is taken for a term of one record."""
        place = np.searchsorted(self.keys, keys)
        known = np.append(self.keys, 0)[place] == keys
        frequency = np.where(known, np.append(self.frequency, 1)[place], 1)
        return np.log((self.size + 1) / frequency), np.where(known, place, ALONE).astype(np.int32)


def term_matrices(
    frame: pd.DataFrame,
    parts: Sequence[Part],
    run: Map = map,
    known: Mapping[str, Vocabulary] = MappingProxyType({}),
) -> list[TermMatrix]:
    """Return the term matrix of each part.

    Parameters
    ----------
    frame : DataFrame
        Records with the columns the parts read.
    parts : sequence of Part
        Parts; one of which the frame has no column is left out.
    run : callable
        ``map`` or the ``map`` of an executor; the matrices are the same whichever.
    known : mapping of str to Vocabulary
        By part, terms of another list that these records are weighed by; else they are weighed by their own.

    Returns
    -------
    list of TermMatrix
        In the order of the parts.
    """
    parts = [part for part in parts if any(column in frame for column in part.columns)]
    names = list(dict.fromkeys(name for part in parts for name in part.columns if name in frame))
    reads = [(part, tuple(names.index(name) for name in part.columns if name in frame)) for part in parts]
    read = told_once(frame[names])
    chunks = [read.iloc[at : at + CHUNK] for at in range(0, len(read), CHUNK)]
    counted: list[Waiting[TermCounts]] = [Waiting() for _ in parts]
    for found in run(partial(_counts, reads), chunks):
        for into, counts in zip(counted, found, strict=True):
            into.add(counts)
    each = zip(parts, counted, (known.get(part.name) for part in parts), strict=True)
    return [_matrix(part, waiting.take(), terms, run) for part, waiting, terms in each]


def _counts(reads: Sequence[tuple[Part, tuple[int, ...]]], frame: pd.DataFrame) -> list[TermCounts]:
    return count_parts(reads, [frame[name].tolist() for name in frame])


def _matrix(part: Part, chunks: list[TermCounts], known: Vocabulary | None, run: Map) -> TermMatrix:
    terms = _vocabulary(chunks) if known is None else known
    found = [terms.found(chunk.keys) for chunk in chunks]
    rows = run(_rows, chunks, [worth for worth, _ in found], [to for _, to in found])
    matrix, filled = _stack(rows, len(terms.keys))
    return TermMatrix(part, matrix, terms.keys, terms.frequency, filled)


def _vocabulary(chunks: Sequence[TermCounts]) -> Vocabulary:
    """Return the terms that two texts or more have, ascending."""
    every = np.concatenate([chunk.keys for chunk in chunks]) if chunks else np.empty(0, dtype=np.uint64)
    counts = [np.bincount(chunk.terms, minlength=len(chunk.keys)) for chunk in chunks]
    keys, places = numbered(every)
    totals = np.bincount(places, weights=np.concatenate(counts) if counts else None, minlength=len(keys))
    shared = totals > 1
    size = sum(len(chunk.starts) - 1 for chunk in chunks)
    return Vocabulary(keys[shared], totals[shared].astype(np.int64), size)


@dataclass(frozen=True)
class _Rows:
    values: NDArray[np.float32]
    columns: NDArray[np.int32]
    lengths: NDArray[np.int64]
    filled: NDArray[np.bool_]


def _rows(chunk: TermCounts, information: NDArray[np.float64], column: NDArray[np.int32]) -> _Rows:
    """Weigh the terms of a chunk, given what each tells and which column it goes to."""
    often = 1 + np.log(np.arange(1, int(chunk.counts.max(initial=0)) + 1, dtype=np.float64))
    values = often[chunk.counts - 1]
    values *= information[chunk.terms]
    texts = len(chunk.starts) - 1
    row = np.repeat(np.arange(texts), np.diff(chunk.starts))
    norms = np.sqrt(np.bincount(row, weights=values**2, minlength=texts))
    values /= norms[row]
    columns = column[chunk.terms]
    kept = columns != ALONE
    lengths = np.bincount(row[kept], minlength=texts)
    return _Rows(values[kept].astype(np.float32), columns[kept], lengths, norms > 0)


def _stack(rows: Iterable[_Rows], width: int) -> tuple[csr_array, NDArray[np.bool_]]:
    """Return the chunks as one matrix, and which of its rows have the part."""
    from scipy.sparse import csr_array

    values, columns = Spool(np.float32), Spool(np.int32)
    lengths, filled = [np.zeros(1, dtype=np.int64)], [np.empty(0, dtype=bool)]
    for row in rows:
        values.add(row.values)
        columns.add(row.columns)
        lengths.append(row.lengths)
        filled.append(row.filled)
    starts = np.cumsum(np.concatenate(lengths))
    kind = np.int32 if starts[-1] < np.iinfo(np.int32).max else np.int64
    parts = values.whole(), columns.whole().astype(kind, copy=False), starts.astype(kind)
    return csr_array(parts, shape=(len(starts) - 1, width)), np.concatenate(filled)


def weights(
    matrices: Sequence[TermMatrix], records: NDArray[np.int64] | slice = EVERY
) -> NDArray[np.float64]:
    """Return the weight of each part in each record: the parts it has share the whole.

    Parameters
    ----------
    matrices : sequence of TermMatrix
        Blocks of the same records.
    records : ndarray of int64 or slice
        Which of them, every one by default.

    Returns
    -------
    ndarray of float, shape (records, matrices)
        Rows sum to 1, or to 0 for a record without any part.
    """
    raw = np.column_stack([matrix.filled[records] * matrix.part.weight for matrix in matrices])
    total = raw.sum(axis=1, keepdims=True)
    return np.asarray(raw / np.where(total > 0, total, 1))


def contributions(
    matrices: Sequence[TermMatrix], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return what each part adds to the similarity of each pair.

    Parameters
    ----------
    matrices : sequence of TermMatrix
        Blocks of the same records.
    left, right : ndarray of int
        Rows of the pairs.

    Returns
    -------
    ndarray of float64, shape (pairs, matrices)
        Cosine of the part times the geometric mean of its weights in the two records, cut to
        2**-40: such numbers are added without rounding, so a row's sum is exact in any order, and
        at most 1 by Cauchy and Schwarz.
    """
    both = np.sqrt(weights(matrices, left)) * np.sqrt(weights(matrices, right))
    parts = np.column_stack([cosines(matrix, left, right) for matrix in matrices]) * both
    return np.asarray(np.floor(parts * STEPS) / STEPS, dtype=np.float64)


def cosines(matrix: TermMatrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the cosine of each pair in one part, 0 where a record lacks it."""
    product = matrix.rows[left].multiply(matrix.rows[right]).tocsr()
    row = row_of(product)
    # Vectors of meanings farther apart than the mean have a negative cosine: they have nothing in common.
    return np.asarray(np.clip(np.bincount(row, weights=product.data, minlength=len(left)), 0.0, 1.0))


def row_of(matrix: csr_array) -> NDArray[np.int64]:
    """Return the row of each stored value."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
