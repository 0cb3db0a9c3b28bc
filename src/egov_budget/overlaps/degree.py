"""Graph and verdicts -> graded pairs: fragmentation, overlap or duplication, and what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.calibration import DEGREES, Calibration
from egov_budget.overlaps.corpus import Corpus
from egov_budget.overlaps.features import features
from egov_budget.overlaps.relation import relations
from egov_budget.scenario.relations import ACCEPTED, PARALLEL, RELATIONS, TOGETHER
from egov_budget.similarity import SimilarityGraph

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_ONCE = 500_000  # pairs that are graded in memory at once
LIKELY = 0.5  # a pair is graded as far as it is likelier than not


def graded(
    graph: SimilarityGraph, verdicts: pd.DataFrame, projects: pd.DataFrame, calibration: Calibration
) -> pd.DataFrame:
    """Return the pairs that are likely work on one need, and those with a verdict, graded.

    Parameters
    ----------
    graph : SimilarityGraph
        Pairs that are alike.
    verdicts : DataFrame
        What was decided, one row a pair, ``project_a`` < ``project_b``.
    projects : DataFrame
        The scenario's projects, for their cost.
    calibration : Calibration
        From similarity to probability and share.

    Returns
    -------
    DataFrame
        The columns of ``Overlaps.pairs`` up to ``at_stake``, then what was decided: verdict,
        decided_share, connection_cost, lead, reviewer, date, reason. What a verdict says of the relation
        stands in its place.
    """
    count = np.int64(max(len(graph.records), 1))
    said = graph.rows(verdicts["project_a"]) * count + graph.rows(verdicts["project_b"])
    key = np.union1d(graph.left * count + graph.right, said)
    pairs = grades(graph, key // count, key % count, calibration, always=np.isin(key, said))
    known = verdicts.drop(columns="settles").rename(columns={"share": "decided_share"})
    pairs = pairs.merge(known, how="left", on=["project_a", "project_b"])
    words = [name for name in ("verdict", "lead", "reviewer", "date", "reason") if name in pairs]
    pairs = pairs.fillna(dict.fromkeys(words, ""))
    said_so = dict(zip(TOGETHER, TOGETHER, strict=True)) | dict.fromkeys(ACCEPTED, PARALLEL)
    pairs["relation"] = pairs["verdict"].map(said_so).fillna(pairs["relation"]).astype("str")
    common = pairs["decided_share"].fillna(pairs["estimated_share"])
    cost = projects.set_index("id")["cost"]
    smaller = np.minimum(cost[pairs["project_a"]].to_numpy(), cost[pairs["project_b"]].to_numpy())
    return pairs.assign(share=common, at_stake=common * smaller)


def grades(
    graph: SimilarityGraph,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    calibration: Calibration,
    *,
    always: NDArray[np.bool_],
    corpus: Corpus | None = None,
) -> pd.DataFrame:
    """Return pairs graded, without what anybody decided.

    Parameters
    ----------
    graph : SimilarityGraph
        Records that were compared.
    left, right : ndarray of int64
        Rows of the pairs, edges or not.
    calibration : Calibration
        From likeness to probability and share.
    always : ndarray of bool
        Pairs that are told however unlikely; of the others those that are likely work on one need.
    corpus : Corpus, optional
        The list they were compared in; by default the records of the graph.

    Returns
    -------
    DataFrame
        The columns of ``Overlaps.pairs`` up to ``parallel``, in the order given.
    """
    corpus, every = corpus or Corpus(graph), range(0, max(len(left), 1), AT_ONCE)
    blocks = (slice(at, at + AT_ONCE) for at in every)  # a table without rows has its columns too
    told = [_grades(corpus, left[own], right[own], calibration, always[own]) for own in blocks]
    return pd.concat(told, ignore_index=True)


def _grades(
    corpus: Corpus,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    calibration: Calibration,
    always: NDArray[np.bool_],
) -> pd.DataFrame:
    graph = corpus.graph
    seen = features(graph, left, right, corpus)
    chances = calibration.probabilities(seen)
    kept = (chances[:, 0] >= LIKELY) | always
    left, right, chances, similarity = left[kept], right[kept], chances[kept], seen.similarity[kept]
    step = (chances >= LIKELY).sum(axis=1)
    sure = np.where(step == 0, 1 - chances[:, 0], chances[np.arange(len(step)), np.maximum(step - 1, 0)])
    share = calibration.share(chances, similarity)
    kind = relations(graph.records, left, right, seen[kept])
    ids = graph.records["id"].array
    return pd.DataFrame(
        {
            "project_a": ids.take(left),
            "project_b": ids.take(right),
            "similarity": similarity,
            "fragmentation": chances[:, 0],
            "overlap": chances[:, 1],
            "duplication": chances[:, 2],
            "degree": np.array(DEGREES, dtype=object)[step],
            "confidence": sure,
            "estimated_share": share[:, 0],
            "share_from": share[:, 1],
            "share_to": share[:, 2],
            "relation": np.array(RELATIONS, dtype=object)[kind.argmax(axis=1)],
            "parallel": kind[:, 0],
        }
    ).astype({"degree": "str", "relation": "str"})
