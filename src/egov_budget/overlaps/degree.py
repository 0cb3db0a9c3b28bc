"""Graph and verdicts -> graded pairs: fragmentation, overlap or duplication, and what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.calibration import DEGREES, Calibration
from egov_budget.similarity import SimilarityGraph
from egov_budget.similarity.matrix import contributions

if TYPE_CHECKING:
    from numpy.typing import NDArray


def graded(
    graph: SimilarityGraph, verdicts: pd.DataFrame, projects: pd.DataFrame, calibration: Calibration
) -> pd.DataFrame:
    """Return every pair of the graph and of the verdicts, graded.

    Parameters
    ----------
    graph : SimilarityGraph
        Pairs that are alike.
    verdicts : DataFrame
        What was decided, ``project_a`` < ``project_b``.
    projects : DataFrame
        The scenario's projects, for their cost.
    calibration : Calibration
        From similarity to probability and share.

    Returns
    -------
    DataFrame
        The columns of ``Overlaps.pairs`` up to ``at_stake``, then what was decided: verdict,
        decided_share, connection_cost, lead, reviewer, date, reason.
    """
    left, right, similarity = _pairs(graph, verdicts)
    chances = calibration.probabilities(similarity)
    step = (chances >= 0.5).sum(axis=1)
    sure = np.where(step == 0, 1 - chances[:, 0], chances[np.arange(len(step)), np.maximum(step - 1, 0)])
    ids = graph.records["id"].array
    pairs = pd.DataFrame(
        {
            "project_a": ids.take(left),
            "project_b": ids.take(right),
            "similarity": similarity,
            "overlap": chances[:, 0],
            "duplication": chances[:, 1],
            "degree": np.array(DEGREES, dtype=object)[step],
            "confidence": sure,
            "estimated_share": calibration.share(chances),
        }
    ).astype({"degree": "str"})
    known = verdicts.rename(columns={"share": "decided_share"})
    pairs = pairs.merge(known, how="left", on=["project_a", "project_b"])
    words = [name for name in ("verdict", "lead", "reviewer", "date", "reason") if name in pairs]
    pairs = pairs.fillna(dict.fromkeys(words, ""))
    share = pairs["decided_share"].fillna(pairs["estimated_share"])
    cost = projects.set_index("id")["cost"]
    smaller = np.minimum(cost[pairs["project_a"]].to_numpy(), cost[pairs["project_b"]].to_numpy())
    return pairs.assign(share=share, at_stake=share * smaller)


def _pairs(
    graph: SimilarityGraph, verdicts: pd.DataFrame
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the graph's pairs and those that only a verdict names, ascending."""
    place = pd.Series(np.arange(len(graph.records)), index=graph.records["id"].to_numpy())
    left = place[verdicts["project_a"]].to_numpy(dtype=np.int64)
    right = place[verdicts["project_b"]].to_numpy(dtype=np.int64)
    count = np.int64(len(graph.records))
    new = ~np.isin(left * count + right, graph.left * count + graph.right)
    more = contributions(graph.blocks, left[new], right[new]).sum(axis=1) if new.any() else np.empty(0)
    lefts, rights = np.concatenate([graph.left, left[new]]), np.concatenate([graph.right, right[new]])
    order = np.lexsort((rights, lefts))
    return lefts[order], rights[order], np.concatenate([graph.similarity, more])[order]
