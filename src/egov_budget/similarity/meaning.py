"""Vectors of an encoder as one more part: what texts mean, where the words differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.candidates import Best, Candidates, best, gathered
from egov_budget.similarity.part import Part
from egov_budget.similarity.term_matrix import Map, TermMatrix
from egov_budget.similarity.told_once import told_once

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.similarity.candidates import Allowed

Encoder = Callable[[list[str]], "NDArray[np.floating]"]
ROWS_AT_ONCE = 1000


def meaning(frame: pd.DataFrame, encoder: Encoder, weight: float) -> TermMatrix:
    """Return titles and descriptions as vectors of an encoder.

    Parameters
    ----------
    frame : DataFrame
        Records.
    encoder : callable
        Texts to an array of shape (texts, dimensions).
    weight : float
        Weight among all parts.

    Returns
    -------
    TermMatrix
        Vectors less their mean, of length one: encoders give any two texts a high cosine, and what is
        common to all of them says nothing. Records without text have no vector.

    Raises
    ------
    ValueError
        If the encoder returns something else than one finite vector for each text.
    """
    from scipy.sparse import csr_array

    part = Part("meaning", ("title", "description"), "vectors", weight)
    read = told_once(frame)
    columns = [read[name].astype("str") for name in part.columns if name in read]
    texts = [" ".join(cells).strip() for cells in zip(*columns, strict=True)] or [""] * len(frame)
    filled = np.array([bool(text) for text in texts], dtype=bool)
    told = [text for text in texts if text]
    vectors = np.asarray(encoder(told), dtype=np.float32) if told else np.empty((0, 1), dtype=np.float32)
    if vectors.ndim != 2 or len(vectors) != len(told) or not np.isfinite(vectors).all():
        raise ValueError(
            f"the encoder returned an array of shape {vectors.shape} for {len(told)} texts; "
            "it must return one vector of finite numbers for each"
        )
    vectors = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32) if told else vectors
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    width = vectors.shape[1]
    rows = np.zeros((len(frame), width), dtype=np.float32)
    rows[filled] = vectors / np.where(length > 0, length, 1)
    every = np.arange(width, dtype=np.uint64)
    return TermMatrix(part, csr_array(rows), every, np.full(width, len(frame)), filled)


def near(matrix: TermMatrix, allowed: Allowed, *, floor: float, top_k: int, run: Map) -> Candidates:
    """Return for each record the others nearest in meaning.

    Parameters
    ----------
    matrix : TermMatrix
        Vectors of all records.
    allowed : Allowed
        Which pairs count.
    floor : float
        Least cosine, above 0.
    top_k : int
        Pairs kept for a record; ties by number.
    run : callable
        ``map`` or the ``map`` of an executor.

    Returns
    -------
    Candidates
        Row by row.
    """
    dense = matrix.rows.toarray()
    starts = range(0, len(dense), ROWS_AT_ONCE)
    return gathered(run(partial(_near, dense, allowed, floor, top_k), starts), allowed)


def _near(dense: NDArray[np.float32], allowed: Allowed, floor: float, top_k: int, start: int) -> Best:
    cosine = dense[start : start + ROWS_AT_ONCE] @ dense.T
    left, right = np.nonzero(cosine >= floor)
    fit = allowed(left + start, right)
    return best(left[fit], right[fit], cosine[left[fit], right[fit]], top_k, start)
