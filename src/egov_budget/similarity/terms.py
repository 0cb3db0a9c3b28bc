"""Texts -> keys: every letter triple, word or item of a chunk of texts as one 64-bit number.

Letter triples are packed exactly (three code points of 21 bits); words and items are hashed
by position, so that the chance of two of a million sharing a number is about 3e-8. Numbers
do not depend on what else is compared, which makes every later sum run in the same order
whatever the order of the records, the size of the chunks or the number of workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.part import Part
from egov_budget.similarity.text import END, SPACE, codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Cuts = tuple[NDArray[np.int32], NDArray[np.uint64]]  # rows, keys


@dataclass(frozen=True)
class TermCounts:
    """How often each term stands in each text of a chunk.

    Parameters
    ----------
    keys : ndarray of uint64
        Terms of the chunk, ascending.
    starts : ndarray of int64, one more than texts
        Where the terms of each text begin.
    terms : ndarray of unsigned int
        Positions in ``keys``, ascending within each text; of the smallest type that holds them.
    counts : ndarray of unsigned int
        Times the term stands in the text, of the smallest type too.
    """

    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    terms: NDArray[np.unsignedinteger]
    counts: NDArray[np.unsignedinteger]


def count(part: Part, columns: Sequence[Sequence[str]]) -> TermCounts:
    """Return the term counts of one part in a chunk of records.

    Parameters
    ----------
    part : Part
        How to cut.
    columns : sequence of sequence of str
        The part's columns, each with one text a record.

    Returns
    -------
    TermCounts
        No terms at all for records without text.
    """
    return count_parts([(part, tuple(range(len(columns))))], columns)[0]


def count_parts(
    parts: Sequence[tuple[Part, tuple[int, ...]]], columns: Sequence[Sequence[str]]
) -> list[TermCounts]:
    """Return the term counts of many parts in a chunk of records; each column is folded and hashed once.

    Parameters
    ----------
    parts : sequence of tuples of Part and of int
        How to cut, and which of the columns the part reads, in order.
    columns : sequence of sequence of str
        Columns, each with one text a record.

    Returns
    -------
    list of TermCounts
        In the order of the parts.
    """
    texts = len(columns[0]) if columns else 0
    folded = cache(lambda at: codes(columns[at]))
    worded = cache(lambda at: _words(folded(at), whole=False, salt=0))

    def cut(part: Part, salt: int, at: int) -> Cuts:
        if part.analyzer == "items":
            return _items(columns[at], salt)
        if part.analyzer == "letters":
            return _letters(folded(at))
        return worded(at) if part.analyzer == "words" else _phrases(*worded(at))

    return [_counted([cut(part, *place) for place in enumerate(read)], texts) for part, read in parts]


def _counted(found: Sequence[Cuts], texts: int) -> TermCounts:
    from scipy.sparse import csr_array

    rows = np.concatenate([rows for rows, _ in found]) if found else np.empty(0, dtype=np.int32)
    words = np.concatenate([keys for _, keys in found]) if found else np.empty(0, dtype=np.uint64)
    keys, places = numbered(words)
    ones = np.ones(len(rows), dtype=np.int32)
    table = csr_array((ones, (rows, places)), shape=(texts, len(keys)))
    table.sum_duplicates()
    return TermCounts(keys, table.indptr.astype(np.int64), _small(table.indices), _small(table.data))


def _small(numbers: NDArray[np.int32]) -> NDArray[np.unsignedinteger]:
    """Return the numbers in the smallest type that holds them: all chunks of all parts wait together."""
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))


def numbered(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return the different keys, ascending, and which of them each is.

    A hash table finds the few different keys among many in a fraction of the time that sorting takes.
    """
    import pandas as pd

    places, different = pd.factorize(keys)
    order = np.argsort(different, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return different[order], rank[places]


def _items(texts: Sequence[str], salt: int) -> Cuts:
    """Hash each item; a cell that stands in many rows, as those of attributes do, is cut once."""
    different = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    items = [(at, item) for text, at in different.items() if text for item in text.split(";")]
    cell = np.array([at for at, _ in items], dtype=np.int64)
    _, keys = _words(codes([item for _, item in items]), whole=True, salt=salt)
    cell, keys = cell[keys != 0], keys[keys != 0]
    count = np.bincount(cell, minlength=len(different))
    first = np.cumsum(count) - count
    of_row = np.fromiter(map(different.__getitem__, texts), dtype=np.int64, count=len(texts))
    many = count[of_row]
    rows = np.repeat(np.arange(len(texts), dtype=np.int32), many)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
    return rows, keys[first[of_row][rows] + within]


def _letters(points: Codes) -> Cuts:
    middle = np.flatnonzero(points != END)
    ends = np.flatnonzero(points == END)
    lengths = np.diff(ends, prepend=-1) - 1
    rows = np.repeat(np.arange(len(ends), dtype=np.int32), lengths)
    plain = np.where(points == END, np.uint32(SPACE), points).astype(np.uint64)
    before = np.concatenate(([np.uint64(SPACE)], plain[:-1]))
    after = np.concatenate((plain[1:], [np.uint64(SPACE)]))
    return rows, (before[middle] << np.uint64(42)) | (plain[middle] << np.uint64(21)) | after[middle]


def _words(points: Codes, whole: bool, salt: int) -> Cuts:
    """Hash each word, or with ``whole`` each text (an empty one to 0)."""
    ended = points == END
    ends = np.flatnonzero(ended if whole else ended | (points == SPACE))
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    lengths = ends - starts
    rows = np.cumsum(ended[ends], dtype=np.int32) - ended[ends]
    mixed = np.arange(len(points), dtype=np.uint64)
    mixed -= np.repeat(starts.astype(np.uint64), lengths + 1)  # place of each letter in its word
    mixed <<= np.uint64(21)
    mixed |= points
    if salt:
        mixed |= np.uint64(salt << 56)
    mixed = _mix(mixed)
    mixed[ends] = 0
    keys = np.add.reduceat(mixed, starts) if len(starts) else np.empty(0, dtype=np.uint64)
    kept = lengths > 0
    if whole:
        keys[~kept] = 0
        return rows, keys
    return rows[kept], keys[kept]


def _phrases(rows: NDArray[np.int32], words: NDArray[np.uint64]) -> Cuts:
    """Join each word with the next of its text."""
    both = rows[1:] == rows[:-1]
    return rows[1:][both], _mix(words[:-1][both] * np.uint64(3) + words[1:][both])


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter numbers over all 64 bits, in place (the finaliser of splitmix64)."""
    values += np.uint64(0x9E3779B97F4A7C15)
    moved = values >> np.uint64(30)
    values ^= moved
    values *= np.uint64(0xBF58476D1CE4E5B9)
    values ^= np.right_shift(values, np.uint64(27), out=moved)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= np.right_shift(values, np.uint64(31), out=moved)
    return values
