"""Kinds of work: records, pay, licences, borders ..., whatever words and products name them.

Two texts that share no word can ask for the same: one for GCdocs, the other for SharePoint, a third for
بایگانی. That all are places to keep records is knowledge that stands in no title; it stands in
``kinds.toml``, by beginnings of words and phrases in three languages.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

READ = {"title": 3, "description": 1}  # columns, and how much a term in each counts
WORDS, LETTERS = 5, 30  # that a term may have after the first word, and in it


@dataclass(frozen=True)
class Kinds:
    """Which kinds of work some records speak of.

    Parameters
    ----------
    rows : csr_array of float64
        Record x kind: how often its terms occur (logarithm) by how few records speak of it; each row
        has length one, or is empty where no kind is spoken of.
    names : tuple of str
        Name of each column.
    """

    rows: csr_array
    names: tuple[str, ...]

    def alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosine of each pair, 0-1; 0 where one of the two speaks of no kind."""
        common = self.rows[left].multiply(self.rows[right])
        return np.asarray(np.minimum(common.sum(axis=1), 1.0), dtype=np.float64)

    def of(self, left: int, right: int) -> tuple[str, ...]:
        """Return the kinds that two records have in common, the one that tells most first."""
        common = (self.rows[[left]].multiply(self.rows[[right]])).tocoo()
        found = zip((-common.data).tolist(), (self.names[at] for at in common.coords[1]), strict=True)
        return tuple(name for _, name in sorted(found))


def kinds(records: pd.DataFrame) -> Kinds:
    """Tell the kinds of work of records from their titles and descriptions.

    Parameters
    ----------
    records : DataFrame
        Records with a title, a description or both; without either no kind is spoken of.

    Returns
    -------
    Kinds
        A row a record. What a kind tells depends on how many of the records speak of it.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["GCdocs for all", "SharePoint renewal", "نوسازی بایگانی", "Grants portal"]
    >>> found = kinds(pd.DataFrame({"title": titles}))
    >>> found.alike(np.array([0, 0]), np.array([1, 3])).round(2).tolist()
    [1.0, 0.0]
    >>> found.of(1, 2)
    ('records and documents',)
    """
    from scipy.sparse import coo_array, csr_array

    glossary = _glossary()
    shape = (len(records), len(glossary.names))
    places, weight = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for column, much in READ.items():
        if column in records:
            texts = folded(records[column].astype("str").fillna("").tolist())
            places.append(np.fromiter(glossary.found(texts), dtype=np.int64))
            weight.append(np.full(len(places[-1]), float(much)))
    ends = np.divmod(np.concatenate(places), shape[1])
    rows = csr_array(coo_array((np.concatenate(weight), ends), shape=shape))
    rows.sum_duplicates()
    holders = np.bincount(rows.indices, minlength=shape[1])
    row = np.repeat(np.arange(shape[0]), np.diff(rows.indptr))
    rows.data = (1 + np.log(rows.data)) * np.log((shape[0] + 1) / np.maximum(holders, 1))[rows.indices]
    rows.data /= np.sqrt(np.bincount(row, weights=rows.data**2, minlength=shape[0]))[row]
    return Kinds(rows, glossary.names)


@dataclass(frozen=True)
class _Glossary:
    names: tuple[str, ...]
    words: dict[str, set[int]]  # beginning of a word, or a word and a blank -> kinds
    phrases: dict[str, set[tuple[str, int]]]  # first word -> how the text goes on, kind

    def found(self, texts: list[str]) -> Iterator[int]:
        """Give text x kinds + kind for each place of a text where a term of the kind begins."""
        beginning = cache(self._beginning)
        for row, text in enumerate(texts):
            words = text.split(" ")
            for at, word in enumerate(words):
                named, further = beginning(word)
                if further:
                    after = " ".join(words[at + 1 : at + 1 + WORDS]) + " "
                    named = named.union(kind for rest, kind in further if after.startswith(rest))
                for kind in named:
                    yield row * len(self.names) + kind

    def _beginning(self, word: str) -> tuple[frozenset[int], set[tuple[str, int]]]:
        starts = [f"{word} "[:end] for end in range(1, min(len(word), LETTERS) + 2)]
        named = frozenset(kind for start in starts for kind in self.words.get(start, ()))
        return named, self.phrases.get(word, set())


@cache
def _glossary() -> _Glossary:
    told = tomllib.loads(files("egov_budget.overlaps").joinpath("kinds.toml").read_text(encoding="utf-8"))
    words: dict[str, set[int]] = defaultdict(set)
    phrases: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for kind, languages in enumerate(told.values()):
        for term in (term for terms in languages.values() for term in terms):
            first, *rest = fold(term).split()
            end = " " if term.endswith(" ") else ""
            if rest:
                phrases[first].add((" ".join(rest) + end, kind))
            else:
                words[first + end].add(kind)
    return _Glossary(tuple(told), dict(words), dict(phrases))
