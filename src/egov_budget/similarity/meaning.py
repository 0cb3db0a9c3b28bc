"""Vectors of an encoder as one more part: what texts mean, where the words differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.matrix import Block, Map
from egov_budget.similarity.part import Part

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.similarity.candidates import Allowed, Pairs

Encoder = Callable[[list[str]], "NDArray[np.floating]"]
ROWS_AT_ONCE = 1000


def meaning(frame: pd.DataFrame, encoder: Encoder, weight: float) -> Block:
    """Encode titles and descriptions.

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
    Block
        Vectors less their mean, of length one: encoders give any two texts a high cosine, and what is
        common to all of them says nothing. Records without text have no vector.

    Raises
    ------
    ValueError
        If the encoder returns something else than one finite vector for each text.
    """
    from scipy.sparse import csr_array

    part = Part("meaning", ("title", "description"), "vectors", weight)
    columns = [frame[name].astype("str") for name in part.columns if name in frame]
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
    return Block(part, csr_array(rows), every, np.full(width, len(frame)), filled)


def near(block: Block, allowed: Allowed, *, floor: float, most: int, run: Map) -> Pairs:
    """Return for each record the others nearest in meaning.

    Parameters
    ----------
    block : Block
        Vectors of all records.
    allowed : Allowed
        Which pairs count.
    floor : float
        Least cosine, above 0.
    most : int
        Pairs kept for a record; ties by number.
    run : callable
        ``map`` or the ``map`` of an executor.

    Returns
    -------
    left, right : ndarray of int64
        Row by row.
    """
    dense = block.rows.toarray()
    starts = range(0, len(dense), ROWS_AT_ONCE)
    found = list(run(partial(_near, dense, allowed, floor, most), starts))
    none = np.empty(0, dtype=np.int64)
    return tuple(np.concatenate([none, *(pairs[end] for pairs in found)]) for end in (0, 1))  # type: ignore[return-value]


def _near(dense: NDArray[np.float32], allowed: Allowed, floor: float, most: int, start: int) -> Pairs:
    cosine = dense[start : start + ROWS_AT_ONCE] @ dense.T
    left, right = np.nonzero(cosine >= floor)
    score, left = cosine[left, right], left + start
    fit = allowed(left, right)
    left, right, score = left[fit], right[fit], score[fit]
    order = np.lexsort((right, -score, left))
    left, right = left[order], right[order]
    rank = np.arange(len(left)) - np.searchsorted(left, left)
    return left[rank < most], right[rank < most]
