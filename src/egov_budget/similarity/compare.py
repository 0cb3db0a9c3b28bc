"""The verb: records -> SimilarityGraph."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.language import all_digits
from egov_budget.scenario import Scenario
from egov_budget.similarity.candidates import Allowed, Candidates, affordable, candidates, rare_terms
from egov_budget.similarity.graph import SimilarityGraph
from egov_budget.similarity.meaning import Encoder, meaning, near
from egov_budget.similarity.part import FINDING, PARTS, Part
from egov_budget.similarity.records import records
from egov_budget.similarity.spool import Spool
from egov_budget.similarity.term_matrix import Map, TermMatrix, contributions, term_matrices

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

THRESHOLD = 0.1
FLOOR = 0.1  # least likeness on rare terms alone
MEANT = 0.3  # least cosine of meanings alone, less what is common to all
WORK = 10_000  # multiplications a record that finding pairs may cost, on the mean,
WORK_IN_ALL = 2e8  # fewer where there are so many records that they come to more than this in all,
LEAST_WORK = 2_000  # but no fewer than these
PAIRS_AT_ONCE = 10_000
MOST = 20  # candidates of a record


class Scored(NamedTuple):
    """Pairs and what each part adds to their similarity."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    added: NDArray[np.float64]


def similarity_graph(
    source: Scenario | pd.DataFrame,
    *,
    parts: Sequence[Part] | None = None,
    least: float = THRESHOLD,
    most: int = MOST,
    cap: int | Literal["auto"] | None = "auto",
    within_agencies: bool | None = None,
    encoder: Encoder | None = None,
    encoder_weight: float = 0.3,
    work: float = 1e7,
    executor: Executor | None = None,
) -> SimilarityGraph:
    """Return the graph of records that resemble each other, each edge with its evidence.

    Each part of a record (title, description, registers, attributes) is a vector of TF-IDF weights
    of length one; the similarity of two records is the weighted mean of the parts' cosines, so
    every part's contribution is known and together they are the score. Rare terms find the
    pairs, all terms score them: no pair is reported that is not as alike as it says, and only a
    pair that shares nothing rare can be missed. ``cap=None`` is the exact join.

    Parameters
    ----------
    source : Scenario or DataFrame
        A scenario (its projects are compared) or a table with an ``id`` and any of title,
        description, agency and attributes; attributes may hold several values parted by ``;``.
    parts : sequence of Part, optional
        What is compared and how much it counts; by default ``PARTS``.
    least : float, optional
        Similarity from which a pair is an edge, 0-1.
    most : int, optional
        Candidates kept for each record, the most alike.
    cap : int, "auto" or None, optional
        A term of more records than this finds no pairs; ``None`` lets all of them, and "auto" as many
        as ten thousand multiplications a record allow, or two thousand among 100,000 records and more.
    within_agencies : bool, optional
        Whether pairs inside one agency count too. By default as the scenario's settings say, and
        for a table with agencies no.
    encoder : callable, optional
        Texts to an array (texts, dimensions): a model of sentences, say. It adds the part ``meaning``
        and finds pairs of its own, so that the same work in other words or another language is seen.
        Every two records are compared in meaning, so the time grows with their square.
    encoder_weight : float, optional
        Weight of the meaning among the other parts, above 0.
    work : float, optional
        Multiplications in one block of rows: bounds the memory, changes nothing in the result.
    executor : concurrent.futures.Executor, optional
        Where chunks of texts and blocks of rows are worked off: threads, processes or a cluster.
        By default as many threads as there are processors; the work leaves the interpreter lock.

    Returns
    -------
    SimilarityGraph
        Without edges where there are fewer than two records or nothing alike.

    Raises
    ------
    IntakeError
        If the table lacks ``id`` or an id stands there twice.
    ValueError
        If ``least`` is outside 0-1, or ``most`` or ``cap`` below 1.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "id": ["p", "q", "r"], "agency": ["tax", "health", "land"],
    ...     "title": ["Online payment portal", "Online payments portal", "Map of parcels"]})
    >>> similarity_graph(frame).edges[["a", "b"]].values.tolist()
    [['p', 'q']]

    Notes
    -----
    Time grows with records x terms x cap, memory with records x terms. Whatever the block
    size, the number of workers or the executor, the graph is the same to the last bit.
    """
    if not 0 <= least <= 1:
        raise ValueError(f"least is {all_digits(least)}, outside 0-1; a usual value is {THRESHOLD}")
    if most < 1 or (isinstance(cap, int) and cap < 1):
        raise ValueError(f"most is {most} and cap is {cap}; both must be at least 1")
    frame, inside = records(source, within_agencies)
    with running(executor) as run:
        made, rare = _matrices(frame, PARTS if parts is None else parts, cap, run)
        agency = np.zeros(len(frame), dtype=np.int64) if inside else groups(frame)
        allowed = Allowed(agency, agency, same=None if inside else False, mirrored=True)
        found = [candidates(rare, rare, allowed, floor=FLOOR, top_k=most, work=work, run=run)]
        if encoder is not None:
            made = (*made, meaning(frame, encoder, encoder_weight))
            found.append(near(made[-1], allowed, floor=MEANT, top_k=most, run=run))
        left_out = sum(part.left_out for part in found)
        left, right = _once(found, len(frame))
        del rare, found  # they are large, and the scores are next
        alike = _alike(made, left, right, least, run)
    return SimilarityGraph(frame, made, *alike, least, left_out)


def _matrices(
    frame: pd.DataFrame, parts: Sequence[Part], cap: int | Literal["auto"] | None, run: Map
) -> tuple[tuple[TermMatrix, ...], csr_array]:
    """Return the matrices of the parts and the one that finds pairs.

    Where not every term can be afforded, phrases help to find pairs. They are counted along with the
    rest, which costs less than reading the texts once more.
    """
    every = term_matrices(frame, [*parts, FINDING] if cap is not None else parts, run)
    made = tuple(matrix for matrix in every if matrix.part is not FINDING)
    spend = _spend(frame)
    if cap is None or (cap == "auto" and affordable(made, spend) is None):
        return made, rare_terms(made, None)
    return made, rare_terms(every, affordable(every, spend) if cap == "auto" else cap)


def finding(
    frame: pd.DataFrame, made: Sequence[TermMatrix], run: Map
) -> tuple[Sequence[TermMatrix], int | None]:
    """Return the matrices whose terms find pairs by default, and of how many records a term may be.

    Parameters
    ----------
    frame : DataFrame
        Records.
    made : sequence of TermMatrix
        Their parts.
    run : callable
        ``map`` or the ``map`` of an executor.

    Returns
    -------
    words : sequence of TermMatrix
        The parts, and phrases where not every term can be afforded.
    cap : int or None
        ``None`` where every term can.
    """
    if affordable(made, _spend(frame)) is None:
        return made, None
    words = (*made, *term_matrices(frame, [FINDING], run))
    return words, affordable(words, _spend(frame))


def _spend(frame: pd.DataFrame) -> float:
    """Return the multiplications a record that finding pairs may cost."""
    return min(WORK, max(WORK_IN_ALL / max(len(frame), 1), LEAST_WORK))


def _once(found: Sequence[Candidates], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each pair once, the smaller number first, ascending."""
    both = np.concatenate(
        [np.minimum(pairs.left, pairs.right) * count + np.maximum(pairs.left, pairs.right) for pairs in found]
    )
    both.sort()
    both = both[np.diff(both, prepend=-1) > 0]
    return both // max(count, 1), both % max(count, 1)


def groups(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Return a number for the agency of each record."""
    return np.asarray(pd.factorize(frame["agency"])[0], dtype=np.int64)


def _alike(
    made: Sequence[TermMatrix], left: NDArray[np.int64], right: NDArray[np.int64], threshold: float, run: Map
) -> Scored:
    """Return the pairs from a threshold on; there may be many millions."""
    kept = Spool(np.int64), Spool(np.int64), Spool(np.float64, len(made))
    for part in _scores(made, left, right, run):
        good = part.added.sum(axis=1) >= threshold
        for spool, piece in zip(kept, part, strict=True):
            spool.add(piece[good])
    return Scored(*(spool.whole() for spool in kept))


def scored(
    made: Sequence[TermMatrix], left: NDArray[np.int64], right: NDArray[np.int64], run: Map
) -> NDArray[np.float64]:
    """Return the contributions of many pairs, chunk by chunk; see ``term_matrix.contributions``."""
    return np.concatenate(
        [np.empty((0, len(made))), *(part.added for part in _scores(made, left, right, run))]
    )


def _scores(
    made: Sequence[TermMatrix], left: NDArray[np.int64], right: NDArray[np.int64], run: Map
) -> Iterator[Scored]:
    starts = range(0, len(left), PAIRS_AT_ONCE)
    lefts = [left[at : at + PAIRS_AT_ONCE] for at in starts]
    rights = [right[at : at + PAIRS_AT_ONCE] for at in starts]
    return map(Scored, lefts, rights, run(partial(contributions, made), lefts, rights))


@contextmanager
def running(executor: Executor | None) -> Iterator[Map]:
    """Yield the ``map`` of the executor, or of threads of our own."""
    if executor is not None:
        yield executor.map
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        yield threads.map
