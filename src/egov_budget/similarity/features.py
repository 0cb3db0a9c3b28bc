"""Texts -> keys: every letter triple, word or item of a chunk of texts as one 64-bit number.

Letter triples are packed exactly (three code points of 21 bits); words and items are hashed
by position, so that the chance of two of a million sharing a number is about 3e-8. Numbers
do not depend on what else is compared, which makes every later sum run in the same order
whatever the order of the records, the size of the chunks or the number of workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.part import Part
from egov_budget.similarity.text import END, SPACE, codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Cuts = tuple[NDArray[np.int64], NDArray[np.uint64]]  # rows, keys


@dataclass(frozen=True)
class Counts:
    """How often each feature stands in each text of a chunk.

    Parameters
    ----------
    keys : ndarray of uint64
        Features of the chunk, ascending.
    starts : ndarray of int64, one more than texts
        Where the features of each text begin.
    features : ndarray of int32
        Positions in ``keys``, ascending within each text.
    counts : ndarray of int32
        Times the feature stands in the text.
    """

    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    features: NDArray[np.int32]
    counts: NDArray[np.int32]


def count(part: Part, columns: Sequence[Sequence[str]]) -> Counts:
    """Count the features of a chunk of records.

    Parameters
    ----------
    part : Part
        How to cut.
    columns : sequence of sequence of str
        The part's columns, each with one text a record.

    Returns
    -------
    Counts
        No features at all for records without text.
    """
    from scipy.sparse import csr_array

    texts = len(columns[0]) if columns else 0
    found = [_cut(part, column, salt) for salt, column in enumerate(columns)]
    rows = np.concatenate([rows for rows, _ in found]) if found else np.empty(0, dtype=np.int64)
    words = np.concatenate([keys for _, keys in found]) if found else np.empty(0, dtype=np.uint64)
    keys, places = numbered(words)
    ones = np.ones(len(rows), dtype=np.int32)
    table = csr_array((ones, (rows, places)), shape=(texts, len(keys)))
    table.sum_duplicates()
    return Counts(keys, table.indptr.astype(np.int64), table.indices.astype(np.int32), table.data)


def numbered(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the different keys, ascending, and which of them each is.

    A hash table finds the few different keys among many in a fraction of the time that sorting takes.
    """
    import pandas as pd

    places, different = pd.factorize(keys)
    order = np.argsort(different, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return different[order], rank[places]


def _cut(part: Part, texts: Sequence[str], salt: int) -> Cuts:
    if part.cut == "items":
        items = [(row, item) for row, text in enumerate(texts) if text for item in text.split(";")]
        rows = np.array([row for row, _ in items], dtype=np.int64)
        _, keys = _words(codes([item for _, item in items]), whole=True, salt=salt)
        kept = keys != 0
        return rows[kept], keys[kept]
    if part.cut == "letters":
        return _letters(codes(texts))
    rows, keys = _words(codes(texts), whole=False, salt=0)
    return (rows, keys) if part.cut == "words" else _phrases(rows, keys)


def _letters(points: Codes) -> Cuts:
    middle = np.flatnonzero(points != END)
    ends = np.flatnonzero(points == END)
    lengths = np.diff(ends, prepend=-1) - 1
    rows = np.repeat(np.arange(len(ends)), lengths)
    plain = np.where(points == END, SPACE, points).astype(np.uint64)
    before = np.concatenate(([np.uint64(SPACE)], plain[:-1]))
    after = np.concatenate((plain[1:], [np.uint64(SPACE)]))
    return rows, (before[middle] << np.uint64(42)) | (plain[middle] << np.uint64(21)) | after[middle]


def _words(points: Codes, whole: bool, salt: int) -> Cuts:
    """Hash each word, or with ``whole`` each text (an empty one to 0)."""
    edge = points == END if whole else (points == END) | (points == SPACE)
    ends = np.flatnonzero(edge)
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    lengths = ends - starts
    rows = np.searchsorted(np.flatnonzero(points == END), ends)
    kept = lengths > 0
    step = np.ones(len(points), dtype=np.int64)
    step[starts[1:]] = -lengths[:-1]
    place = (np.cumsum(step) - 1).astype(np.uint64)  # of each letter in its word
    mixed = _mix(points.astype(np.uint64) | (place << np.uint64(21)) | (np.uint64(salt) << np.uint64(56)))
    mixed[ends] = 0
    keys = np.add.reduceat(mixed, starts) if len(starts) else np.empty(0, dtype=np.uint64)
    if whole:
        keys[~kept] = 0
        return rows, keys
    return rows[kept], keys[kept]


def _phrases(rows: NDArray[np.int64], words: NDArray[np.uint64]) -> Cuts:
    """Join each word with the next of its text."""
    both = rows[1:] == rows[:-1]
    return rows[1:][both], _mix(words[:-1] * np.uint64(3) + words[1:])[both]


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter numbers over all 64 bits (the finaliser of splitmix64)."""
    values = (values + np.uint64(0x9E3779B97F4A7C15)) & np.uint64(0xFFFFFFFFFFFFFFFF)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
