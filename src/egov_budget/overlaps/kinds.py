"""Kinds of work: records, pay, licences, borders ..., whatever words and products name them.

Two texts that share no word can ask for the same: one for GCdocs, the other for SharePoint, a third for
بایگانی. That all are places to keep records is knowledge that stands in no title; it stands in
``kinds.toml``, by beginnings of words and phrases in three languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.language.toml_of import toml_of
from egov_budget.overlaps.glossary import glossary
from egov_budget.similarity.text import folded
from egov_budget.similarity.told_once import told_once

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Holders = tuple[NDArray[np.int64], int]

KIND_SORTS: dict[str, list[str]] = toml_of("egov_budget.overlaps", "kind_sorts.toml")
READ = {"title": 3, "description": 1}  # columns, and how much a term in each counts


@dataclass(frozen=True)
class WorkKinds:
    """Which kinds of work some records speak of.

    Parameters
    ----------
    rows : csr_array of float64
        Record x kind: how often its terms occur (logarithm) by how few records speak of it; each row
        has length one, or is empty where no kind is spoken of.
    names : tuple of str
        Name of each column.
    holders : ndarray of int64
        How many records of the list speak of each kind.
    """

    rows: csr_array
    names: tuple[str, ...]
    holders: NDArray[np.int64]

    def alike(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the cosine of each pair, 0-1; 0 where one of the two speaks of no kind."""
        common = self.rows[left].multiply(self.rows[right])
        return np.asarray(np.minimum(common.sum(axis=1), 1.0), dtype=np.float64)

    def of(self, left: int, right: int) -> tuple[str, ...]:
        """Return the kinds that two records have in common, the one that tells most first."""
        common = (self.rows[[left]].multiply(self.rows[[right]])).tocoo()
        found = zip((-common.data).tolist(), (self.names[at] for at in common.coords[1]), strict=True)
        return tuple(name for _, name in sorted(found))


def kinds(records: pd.DataFrame, known: Holders | None = None) -> WorkKinds:
    """Return the kinds of work that the titles and descriptions of records speak of.

    Parameters
    ----------
    records : DataFrame
        Records with a title, a description or both; without either no kind is spoken of.
    known : tuple of ndarray and int, optional
        How many records of a list speak of each kind, and how many there are; by default of these records.

    Returns
    -------
    WorkKinds
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

    words = glossary("kinds")
    shape = (len(records), len(words.names))
    places, weight = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    read = told_once(records)
    for column, much in READ.items():
        if column in read:
            texts = folded(read[column].astype("str").fillna("").tolist())
            places.append(np.fromiter(words.found(texts), dtype=np.int64))
            weight.append(np.full(len(places[-1]), float(much)))
    ends = np.divmod(np.concatenate(places), shape[1])
    rows = csr_array(coo_array((np.concatenate(weight), ends), shape=shape))
    rows.sum_duplicates()
    holders, size = known or (np.bincount(rows.indices, minlength=shape[1]), shape[0])
    row = np.repeat(np.arange(shape[0]), np.diff(rows.indptr))
    rows.data = (1 + np.log(rows.data)) * np.log((size + 1) / np.maximum(holders, 1))[rows.indices]
    rows.data /= np.sqrt(np.bincount(row, weights=rows.data**2, minlength=shape[0]))[row]
    return WorkKinds(rows, words.names, holders)
