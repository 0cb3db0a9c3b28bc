"""The verb: Overlaps and judged pairs -> Accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.accuracy import Accuracy, Score
from egov_budget.overlaps.calibration import DEGREES, known_degree
from egov_budget.overlaps.labels import labels as read
from egov_budget.scenario.columns import ENDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 10


def evaluate_pairs(
    pairs: pd.DataFrame,
    grouped: pd.Series,
    ids: pd.Series,
    labels: pd.DataFrame,
    *,
    degree: str,
    complete: bool,
) -> Accuracy:
    """Return the accuracy of graded pairs and groups against judged pairs; see ``Overlaps.evaluate``.

    Parameters
    ----------
    pairs : DataFrame
        Graded pairs, as ``Overlaps.pairs``.
    grouped : Series of str
        Group of each grouped project, by id.
    ids : Series of str
        All projects compared.
    labels : DataFrame
        As ``labels`` reads them.
    degree : str
        Degree from which a pair is right.
    complete : bool
        Whether a pair that was not judged is unrelated; else nothing is known of it.
    """
    known_degree(degree)
    judged = _table(labels, ids)
    named = ["degree", degree, "estimated_share"]
    both = judged.merge(pairs[[*ENDS, *dict.fromkeys(named)]], how="outer" if complete else "left", on=ENDS)
    both["judged"] = both["judged"].fillna(0).astype("int64")
    right = (both["judged"] >= DEGREES.index(degree)).to_numpy()
    chance = both[degree].to_numpy(dtype=np.float64)
    found = ~np.isnan(chance)
    step = both["degree"].map({name: at for at, name in enumerate(DEGREES)})
    graded = (step >= DEGREES.index(degree)).to_numpy(dtype=bool)
    together = _together(both, right, grouped, complete)
    error = (both["estimated_share"].fillna(0) - both["share"]).abs().mean()
    curve = _curve(right, chance, found)
    precision = float(np.diff(curve["recall"], prepend=0.0) @ curve["precision"])
    names = both["judged"].map(dict(enumerate(DEGREES)))
    grades = pd.crosstab(names, both["degree"].fillna("not found")).rename_axis(index=None, columns=None)
    return Accuracy(
        degree=degree,
        pairs=_score(int((graded & right).sum()), int(graded.sum()), int(right.sum())),
        average_precision=precision if right.any() else 1.0,
        groups=_score(*(int(together[name].sum()) for name in ("hit", "grouped", "right"))),
        b_cubed=_b_cubed(together),
        share_error=float(error),
        grades=grades.reindex([name for name in DEGREES if name in grades.index]),
        curve=curve,
        reliability=_reliability(right[found], chance[found]),
    )


def _table(labels: pd.DataFrame, ids: pd.Series) -> pd.DataFrame:
    known = read(labels, ids)
    ends = (ids.take(known[side].to_numpy()).array for side in ("left", "right"))
    table = pd.DataFrame(dict(zip(ENDS, ends, strict=True))).assign(
        judged=known["degree"], share=known["share"]
    )
    swapped = table["project_a"] > table["project_b"]
    table.loc[swapped, ENDS] = table.loc[swapped, ENDS[::-1]].to_numpy()
    return table


def _score(hit: int, found: int, right: int) -> Score:
    return Score(hit / found if found else 1.0, hit / right if right else 1.0)


def _curve(right: NDArray[np.bool_], chance: NDArray[np.float64], found: NDArray[np.bool_]) -> pd.DataFrame:
    order = np.argsort(-chance[found], kind="stable")
    threshold, hits = chance[found][order], np.cumsum(right[found][order])
    last = np.append(threshold[1:] != threshold[:-1], True)[: len(threshold)]
    number = np.arange(1, len(threshold) + 1)[last]
    precision, recall = hits[last] / number, hits[last] / max(int(right.sum()), 1)
    total = np.where(precision + recall > 0, precision + recall, 1)
    return pd.DataFrame(
        {
            "threshold": threshold[last],
            "found": number,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / total,
        }
    )


def _reliability(right: NDArray[np.bool_], chance: NDArray[np.float64]) -> pd.DataFrame:
    bin_ = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    table = pd.DataFrame({"bin": bin_, "promised": chance, "kept": right.astype(np.float64), "pairs": 1})
    means = table.groupby("bin").agg({"pairs": "sum", "promised": "mean", "kept": "mean"})
    edges = {"from": means.index / BINS, "to": (means.index + 1) / BINS}
    return pd.DataFrame({**edges, **{str(name): means[name] for name in means}}).reset_index(drop=True)


def _together(
    both: pd.DataFrame, right: NDArray[np.bool_], grouped: pd.Series, complete: bool
) -> pd.DataFrame:
    """Return the pairs that are right or stand in one group: project_a, project_b, right, grouped, hit."""
    one, other = (grouped.reindex(both[end]).to_numpy(dtype=object) for end in ENDS)
    table = both[ENDS].assign(right=right, grouped=(one == other) & ~pd.isna(one))
    if complete:
        members = pd.DataFrame({"group": grouped.to_numpy(), "project": grouped.index})
        inside = members.merge(members, on="group", suffixes=("_a", "_b"))
        inside = inside[inside["project_a"] < inside["project_b"]][ENDS].assign(grouped=True)
        table = table[[*ENDS, "right"]].merge(inside, how="outer", on=ENDS)
        table = table.fillna({"right": False, "grouped": False}).astype({"right": "bool", "grouped": "bool"})
    table = table[table["right"] | table["grouped"]]
    return table.assign(hit=table["right"] & table["grouped"])


def _b_cubed(together: pd.DataFrame) -> Score:
    sides = pd.concat([together.rename(columns={end: "project"}) for end in ENDS])
    if sides.empty:
        return Score(1.0, 1.0)
    sums = sides.groupby("project")[["hit", "grouped", "right"]].sum()
    precision, recall = ((1 + sums["hit"]) / (1 + sums[name]) for name in ("grouped", "right"))
    return Score(float(precision.mean()), float(recall.mean()))
