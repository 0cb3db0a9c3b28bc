"""How far two texts are more alike than two that chance brings together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.similarity.compare import running, scored
from egov_budget.similarity.part import Part

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.overlaps.corpus import Corpus
    from egov_budget.similarity.term_matrix import TermMatrix

LETTERS = Part("letters", ("title", "description"), "letters", 1.0)
DRAWN = 20_000  # pairs that tell how alike texts of a list are by chance
USUAL = {"letters": (0.075, 0.042), "vectors": (0.06, 0.09)}  # mean and standard deviation in other lists,
LISTS = 1_000  # which count as so many pairs: in a short list hardly any can be drawn
HALF = 4.0  # standard deviations above chance that are half of the way
NEAR = 0.6  # cosine from which one text is more or less a copy of the other


class Chance(NamedTuple):
    """Mean and standard deviation of the cosines of two records that are drawn at random."""

    middle: float
    wide: float


def beyond_chance(corpus: Corpus, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far the texts of pairs are more alike than two of the same list that are drawn at random.

    Long texts, and texts of one office's phrases, are all alike; what counts is by how many standard
    deviations a pair is more so. Words may be bent, joined or misspelt, so letters are compared; where
    the graph has meanings, whichever of the two is farther beyond chance.

    Parameters
    ----------
    corpus : Corpus
        The list, and records with titles, descriptions or both.
    left, right : ndarray of int64
        Rows of the pairs, edges or not.

    Returns
    -------
    ndarray of float64, shape (pairs, 2)
        d / (d + 4) for d standard deviations above the mean: 0 for what chance does, rising to 1. And how
        near the one text is to a copy of the other: 0 up to a cosine of 0.6, from there rising to 1.
    """
    found, copied = np.zeros(len(left)), np.zeros(len(left))
    meanings = [matrix for matrix in corpus.graph.matrices if matrix.part.analyzer == "vectors"]
    with running(None) as run:
        for matrix in (*corpus.letters, *meanings):
            cosine, chance = scored([matrix], left, right, run)[:, 0], corpus.chance(matrix)
            found = np.maximum(found, np.maximum(cosine - chance.middle, 0) / chance.wide)
            if matrix.part is LETTERS:
                copied = np.maximum((cosine - NEAR) / (1 - NEAR), 0)
    return np.column_stack([found / (found + HALF), copied])


def chance_of(records: pd.DataFrame, matrix: TermMatrix) -> Chance:
    """Return how alike the records of a list are by chance, in letters or in meaning.

    Parameters
    ----------
    records : DataFrame
        The list.
    matrix : TermMatrix
        Its letters, or its vectors.

    Returns
    -------
    Chance
        Of pairs that are drawn from it, and of what is usual in other lists.
    """
    texts = [name for name in LETTERS.columns if name in records]
    drawn = _drawn(np.flatnonzero(~records.duplicated(texts)))  # copies are not there by chance
    with running(None) as run:
        cosines = scored([matrix], *drawn, run)[:, 0]
    mean, spread = USUAL[matrix.part.analyzer]
    both = len(cosines) + LISTS
    middle = (cosines.sum() + LISTS * mean) / both
    wide = np.sqrt((((cosines - middle) ** 2).sum() + LISTS * spread**2) / both)
    return Chance(float(middle), float(wide))


def _drawn(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of rows far apart: those side by side in the order of their ids share an office."""
    count = len(rows)
    apart = np.arange(count // 2, 0, -1)[: DRAWN // max(count, 1) + 1]
    first = np.repeat(np.arange(count), len(apart))
    second = first + np.tile(apart, count)
    kept = np.flatnonzero(second < count)
    kept = kept[:: len(kept) // DRAWN + 1]
    return rows[first[kept]], rows[second[kept]]
