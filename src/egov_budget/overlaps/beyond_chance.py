"""How far two texts are more alike than two that chance brings together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.compare import running, scored
from egov_budget.similarity.part import Part
from egov_budget.similarity.term_matrix import term_matrices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.similarity import SimilarityGraph

LETTERS = Part("letters", ("title", "description"), "letters", 1.0)
DRAWN = 20_000  # pairs that tell how alike texts of a list are by chance
USUAL = {"letters": (0.075, 0.042), "vectors": (0.06, 0.09)}  # mean and standard deviation in other lists,
LISTS = 1_000  # which count as so many pairs: in a short list hardly any can be drawn
HALF = 4.0  # standard deviations above chance that are half of the way
NEAR = 0.6  # cosine from which one text is more or less a copy of the other


def beyond_chance(
    graph: SimilarityGraph, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return how far the texts of pairs are more alike than two of the same list that are drawn at random.

    Long texts, and texts of one office's phrases, are all alike; what counts is by how many standard
    deviations a pair is more so. Words may be bent, joined or misspelt, so letters are compared; where
    the graph has meanings, whichever of the two is farther beyond chance.

    Parameters
    ----------
    graph : SimilarityGraph
        Records with titles, descriptions or both.
    left, right : ndarray of int64
        Rows of the pairs, edges or not.

    Returns
    -------
    ndarray of float64, shape (pairs, 2)
        d / (d + 4) for d standard deviations above the mean: 0 for what chance does, rising to 1. And how
        near the one text is to a copy of the other: 0 up to a cosine of 0.6, from there rising to 1.
    """
    texts = [name for name in LETTERS.columns if name in graph.records]
    drawn = _drawn(np.flatnonzero(~graph.records.duplicated(texts)))  # copies are not there by chance
    found, copied = np.zeros(len(left)), np.zeros(len(left))
    matrices = [*term_matrices(graph.records, [LETTERS])]
    matrices += [matrix for matrix in graph.matrices if matrix.part.analyzer == "vectors"]
    with running(None) as run:
        for matrix in matrices:
            cosine, chance = (scored([matrix], *ends, run)[:, 0] for ends in ((left, right), drawn))
            found = np.maximum(found, _spreads(cosine, chance, *USUAL[matrix.part.analyzer]))
            if matrix.part is LETTERS:
                copied = np.maximum((cosine - NEAR) / (1 - NEAR), 0)
    return np.column_stack([found / (found + HALF), copied])


def _spreads(
    cosine: NDArray[np.float64], chance: NDArray[np.float64], mean: float, spread: float
) -> NDArray[np.float64]:
    """Return by how many standard deviations each cosine is above the mean of those by chance, 0 for less."""
    both = len(chance) + LISTS
    middle = (chance.sum() + LISTS * mean) / both
    wide = np.sqrt((((chance - middle) ** 2).sum() + LISTS * spread**2) / both)
    return np.asarray(np.maximum(cosine - middle, 0) / wide)


def _drawn(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of rows far apart: those side by side in the order of their ids share an office."""
    count = len(rows)
    apart = np.arange(count // 2, 0, -1)[: DRAWN // max(count, 1) + 1]
    first = np.repeat(np.arange(count), len(apart))
    second = first + np.tile(apart, count)
    kept = np.flatnonzero(second < count)
    kept = kept[:: len(kept) // DRAWN + 1]
    return rows[first[kept]], rows[second[kept]]
