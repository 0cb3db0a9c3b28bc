"""What two records share in one part, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.terms import count
from egov_budget.similarity.text import folded

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.similarity.term_matrix import TermMatrix

Term = tuple[int, str]  # column of an attribute (0 for words), folded text


class Shared:
    """The words or attributes of some records in one part, ready to be compared pair by pair.

    Parameters
    ----------
    matrix : TermMatrix
        The part and how many records each of its terms stands in.
    records : DataFrame
        All records.
    rows : ndarray of int64
        Those that will be compared.
    """

    def __init__(self, matrix: TermMatrix, records: pd.DataFrame, rows: NDArray[np.int64]) -> None:
        worded = matrix.part.analyzer != "vectors"
        columns = [column for column in matrix.part.columns if worded and column in records]
        attributes = matrix.part.analyzer == "items"
        self.named: dict[Term, str] = {}
        self.terms: dict[int, set[Term]] = {row: set() for row in rows.tolist()}
        for at, column in enumerate(columns):
            texts = _plain(records[column].take(rows).astype("str").tolist(), not attributes)
            split = [text.split(";" if attributes else None) for text in texts]
            items = [(row, item) for row, own in zip(rows.tolist(), split, strict=True) for item in own]
            plain = _plain([item for _, item in items], attributes)
            for (row, item), word in zip(items, plain, strict=True):
                if word:
                    term = (at, word) if attributes else (0, word)
                    self.named.setdefault(term, f"{column}: {item.strip()}" if attributes else item)
                    self.terms[row].add(term)
        counted = matrix.part.analyzer not in ("letters", "vectors")
        self.holders = _holders(matrix, list(self.named), len(columns)) if counted else {}

    def of(self, left: int, right: int) -> tuple[str, ...]:
        """Return what two of the records share.

        Parameters
        ----------
        left, right : int
            Their rows.

        Returns
        -------
        tuple of str
            Folded words, or ``column: value`` for attributes, the rarest first (words of a title by
            the alphabet); empty where they share nothing, and for vectors, which have no words.
        """
        common = self.terms[left] & self.terms[right]
        return tuple(
            name for _, name in sorted((self.holders.get(term, 0), self.named[term]) for term in common)
        )


def _plain(texts: list[str], fold: bool) -> list[str]:
    """Return texts folded, all at once, or as they are."""
    return folded(texts) if fold else texts


def _holders(matrix: TermMatrix, terms: list[Term], columns: int) -> dict[Term, int]:
    """Count the records that hold each term."""
    if matrix.part.analyzer == "items":
        cells = [[text if column == at else "" for column, text in terms] for at in range(columns)]
    else:
        cells = [[text for _, text in terms]]
    found = count(matrix.part, cells)
    place = np.searchsorted(matrix.keys, found.keys)
    known = np.append(matrix.keys, 0)[place] == found.keys  # a term of one record alone is not stored
    held = np.where(known, np.append(matrix.frequency, 0)[place], 1)
    return dict(zip(terms, held[found.terms].tolist(), strict=True))
