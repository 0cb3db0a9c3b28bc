"""The verb: an index and new requests -> the pairs of a new request and one of the index, graded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.degree import grades
from egov_budget.overlaps.grade import ENDS, TOLD
from egov_budget.overlaps.index import Index
from egov_budget.overlaps.index_corpus import IndexCorpus
from egov_budget.similarity import SimilarityGraph
from egov_budget.similarity.candidates import best, rare_terms
from egov_budget.similarity.compare import FLOOR, MOST, THRESHOLD, running, scored
from egov_budget.similarity.part import FINDING, PARTS
from egov_budget.similarity.records import records as in_order
from egov_budget.similarity.shared import Shared
from egov_budget.similarity.term_matrix import TermMatrix, term_matrices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from egov_budget.overlaps.calibration import Calibration
    from egov_budget.scenario import Scenario
    from egov_budget.similarity.term_matrix import Map

AT_ONCE = 200  # new records whose likeness with the whole list is in memory at once
COLUMNS = (*ENDS, "similarity", *[*TOLD.values()][2:], "agency", "title")


class Pairs(NamedTuple):
    """New records and those of the index that they may be like."""

    new: NDArray[np.int64]
    old: NDArray[np.int64]


def compare_new(
    index: str | Path, records: Scenario | pd.DataFrame, *, calibration: Calibration | None = None
) -> pd.DataFrame:
    """Return which requests of an index each new one is like, graded as a full run would.

    Each new request is compared as if it alone were added: what a word tells, how usual a likeness is and how
    many records name a product is as the list of the index says. So a request that stands in the list
    has the edges and grades of a full run, and it makes no difference which others are asked about
    along with it. A full run over both lists would count the words of the new requests too.

    Parameters
    ----------
    index : str or Path
        A folder that ``write_index`` wrote.
    records : Scenario or DataFrame
        New requests: an ``id`` and any of agency, title, description and attributes. One whose id stands in
        the index is its new version and is not compared with the old one.
    calibration : Calibration, optional
        From likeness to probability; by default the one that ships.

    Returns
    -------
    DataFrame
        A row a pair, by a and likeness: a (new), b (in the index), similarity, fragmentation, overlap,
        duplication, share, relation, parallel as ``grade`` returns them, agency and title of b.

    Raises
    ------
    IntakeError
        If the folder is no index, the table lacks ``id`` or an id stands there twice.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from egov_budget import worlds
    >>> from egov_budget.overlaps.write_index import write_index
    >>> scenario, folder = worlds.four_projects(), mkdtemp()
    >>> write_index(scenario, folder)
    >>> table = pd.DataFrame({"id": ["new"], "agency": ["land"], "title": ["Single sign-in for land"]})
    >>> compare_new(folder, table)["b"].tolist()
    ['tax-login', 'health-login']
    """
    return compared(index, records, calibration or DEFAULT).table


@dataclass(frozen=True)
class NewPairs:
    """Pairs of a new request and one of an index.

    Parameters
    ----------
    graph : SimilarityGraph
        New requests first, then those of the index that they are like.
    pairs : DataFrame
        By edge of the graph, in the order of ``compare_new``.
    new, old : int
        How many requests are new, and how many the index has.
    """

    graph: SimilarityGraph
    pairs: pd.DataFrame
    new: int
    old: int

    @property
    def table(self) -> pd.DataFrame:
        """As ``compare_new`` returns it."""
        return self.pairs[[*COLUMNS]].reset_index(drop=True)

    def shared(self, edge: int) -> tuple[str, ...]:
        """Return what the two of an edge both say, words and attributes, the rarest of each first."""
        a, b = int(self.graph.left[edge]), int(self.graph.right[edge])
        told = [matrix for matrix in self.graph.matrices if matrix.part.analyzer != "letters"]
        parts = [Shared(matrix, self.graph.records, np.array([a, b])) for matrix in told]
        return tuple(dict.fromkeys(term for part in parts for term in part.of(a, b)))


def compared(index: str | Path, records: Scenario | pd.DataFrame, calibration: Calibration) -> NewPairs:
    """Return what ``compare_new`` does, with the evidence."""
    known = Index.read(index)
    frame, _ = in_order(records, None)
    frame = frame.assign(**{name: "" for name in known.header["columns"] if name not in frame})
    frame = frame[known.header["columns"]]
    with running(None) as run:
        words = _words(known, frame, run)
        made = [matrix for matrix in words if matrix.part.name != FINDING.name]
        pairs = _found(known, frame, rare_terms(words, known.header["cap"]), run)
        graph, rows = _graph(known, frame, made, pairs, run)
    corpus = IndexCorpus(graph, known, frame, rows)
    every = np.ones(len(graph.left), dtype=bool)
    told = grades(graph, graph.left, graph.right, calibration, always=every, corpus=corpus)
    return NewPairs(graph, _told(graph, told), len(frame), known.header["size"])


def _words(index: Index, frame: pd.DataFrame, run: Map) -> list[TermMatrix]:
    """Return the terms of new records, weighed by the list."""
    parts = [part for part in PARTS if part.name in index.header["parts"]]
    parts += [FINDING] if index.header["phrases"] else []
    return term_matrices(frame, parts, run, {part.name: index.vocabulary(part.name) for part in parts})


def _found(index: Index, frame: pd.DataFrame, rare: csr_array, run: Map) -> Pairs:
    """Return the pairs of which one of the two would keep the other."""
    if not len(frame) or not index.header["size"]:
        return Pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    place, there = index.places(frame["id"])
    own = np.where(there, place, -1)
    alone = _apart(index, frame)
    inverted, bar, bar_place = index.sparse("rare", index.header["size"]), index["bar"], index["bar.place"]

    def near(first: int) -> Pairs:
        product = rare[first : first + AT_ONCE] @ inverted
        new = np.repeat(np.arange(first, first + product.shape[0]), np.diff(product.indptr))
        old, score = product.indices.astype(np.int64), product.data
        fit = (score >= FLOOR) & (old != own[new]) & alone(new, old)
        new, old, score = new[fit], old[fit], score[fit]
        kept = best(new - first, old, score, MOST, first)
        welcome = (score > bar[old]) | ((score == bar[old]) & (place[new] <= bar_place[old]))
        return Pairs(np.concatenate([kept.left, new[welcome]]), np.concatenate([kept.right, old[welcome]]))

    found = [*run(near, range(0, len(frame), AT_ONCE))]
    both = np.unique(np.column_stack([np.concatenate(part) for part in zip(*found, strict=True)]), axis=0)
    return Pairs(both[:, 0], both[:, 1])


def _apart(
    index: Index, frame: pd.DataFrame
) -> Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.bool_]]:
    """Return what tells whether pairs are of two agencies, or may be of one."""
    if index.header["within_agencies"]:
        return lambda new, _: np.ones(len(new), dtype=bool)
    agency = index["agency"]
    first = np.unique(agency, return_index=True)
    code = dict(zip(index.texts("text.agency", first[1].tolist()), first[0].tolist(), strict=True))
    own = np.array([code.get(name, -1) for name in frame["agency"]], dtype=np.int64)
    return lambda new, old: own[new] != agency[old]


def _graph(
    index: Index, frame: pd.DataFrame, made: Sequence[TermMatrix], pairs: Pairs, run: Map
) -> tuple[SimilarityGraph, NDArray[np.int64]]:
    """Return new records and those they are like as one graph, and the rows in the index of the latter."""
    rows, place = np.unique(pairs.old, return_inverse=True)
    both = [index.joined(matrix, rows) for matrix in made]
    added = scored(both, pairs.new, place + len(frame), run)
    good = added.sum(axis=1) >= THRESHOLD
    old = pd.concat([frame, index.records(rows)], ignore_index=True)
    ends = pairs.new[good], (place + len(frame))[good]
    graph = SimilarityGraph(old, tuple(both), *ends, added[good], THRESHOLD)
    return graph, rows


def _told(graph: SimilarityGraph, told: pd.DataFrame) -> pd.DataFrame:
    """Return graded pairs as a table, by new request, what is likeliest the same work first."""
    table = told.rename(columns=TOLD)
    for name in ("agency", "title"):
        known = graph.records[name] if name in graph.records else pd.Series("", index=graph.records.index)
        table[name] = known.take(graph.right).array
    order = ["a", "overlap", "duplication", "similarity", "b"]
    return table.sort_values(order, ascending=[True, False, False, False, True], kind="stable")
