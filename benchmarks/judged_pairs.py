"""Pairs of projects that two readers judged, and how good what is said of them is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from egov_budget.overlaps.features import NAMES, Features, features
from egov_budget.similarity import SimilarityGraph, similarity_graph

YEARS = (2022, 2019)
SAMPLES, BINS = 200, 10
UNUSED = ("title", "text", "meaning")  # of texts alone: letters say the same and carry over better

# The judged pairs are those that five methods ranked highest, so at one likeness they are better than the
# rest of the edges. Fourteen of the rest of 2022 were read in each band of similarity, and count as they were
# found: parts that are at least fragmentation, at least overlap, duplication.
BANDS = np.array([0.1, 0.12, 0.15, 0.2, 1.01])
READ = np.array([[0.62, 0.21, 0.04], [0.5, 0.14, 0.0], [0.68, 0.5, 0.21], [0.97, 0.86, 0.27]])
REST = 0.1  # how much an edge counts that stands for others of its band


@dataclass(frozen=True)
class Judged:
    """The judged pairs of one year, and the other edges of its projects as four pairs of a degree each."""

    table: pd.DataFrame
    graph: SimilarityGraph
    seen: Features
    ends: np.ndarray
    degree: np.ndarray
    share: np.ndarray
    values: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


def projects(data: Path, year: int) -> pd.DataFrame:
    """Read a list of projects; one that stands there twice is read once."""
    names = {"uniqueId": "id", "deptAcronym": "agency", "projectName": "title"}
    table = pd.read_csv(data / "canada" / f"it_projects_{year}.csv").rename(columns=names)
    return table[["id", "agency", "title", "description"]].drop_duplicates("id").fillna("")


def judged(data: Path, year: int) -> Judged:
    """Read the judged pairs of a year."""
    graph = similarity_graph(projects(data, year))
    table = pd.read_csv(data / "canada" / f"judged_pairs_{year}.csv")
    ends = np.column_stack([graph.rows(table[name]) for name in ("uniqueId_a", "uniqueId_b")])
    ends.sort(axis=1)
    seen = features(graph, ends[:, 0], ends[:, 1])
    degree = np.floor((table["grade_1"] + table["grade_2"]).to_numpy() / 2 + 0.5).astype(np.int64)
    share = (table["share_1"] + table["share_2"]).to_numpy() / 200
    count = len(graph.records)
    rest = ~np.isin(graph.left * count + graph.right, ends[:, 0] * count + ends[:, 1])
    others = features(graph, graph.left[rest], graph.right[rest]).values
    exact = -np.diff(np.column_stack([np.ones(len(READ)), READ, np.zeros(len(READ))]), axis=1)
    band = np.searchsorted(BANDS, graph.similarity[rest], side="right") - 1
    values = np.vstack([seen.values, np.repeat(others, 4, axis=0)])
    values[:, [NAMES.index(name) for name in UNUSED]] = 0
    return Judged(
        table, graph, seen, ends, degree, share, values,
        labels=np.concatenate([degree, np.tile(np.arange(4), len(others))]),
        weight=np.concatenate([np.ones(len(degree)), (REST * exact[band]).ravel()]),
    )  # fmt: skip


def calibration_error(right: np.ndarray, chance: np.ndarray) -> float:
    """Return by how much what is promised differs from what is so, on the mean over ten bins."""
    bin_ = np.minimum((chance * BINS).astype(int), BINS - 1)
    of = [(bin_ == at) for at in range(BINS) if (bin_ == at).any()]
    return float(sum(abs(right[one].mean() - chance[one].mean()) * one.mean() for one in of))


def quality(chance: np.ndarray, degree: np.ndarray, ends: np.ndarray) -> str:
    """Return how good three probabilities are: ranks with intervals, and calibration errors."""
    from sklearn.metrics import average_precision_score

    expected = chance.sum(axis=1)
    ways = {
        "duplication": lambda at: average_precision_score(degree[at] == 3, chance[at, 2]),
        "overlap": lambda at: average_precision_score(degree[at] >= 2, chance[at, 1]),
        "rank": lambda at: spearmanr(expected[at], degree[at])[0],
    }
    told = [f"{name} {interval(way, ends)}" for name, way in ways.items()]
    errors = [calibration_error(degree >= step, chance[:, step - 1]) for step in (3, 2)]
    return f"{', '.join(told)}; calibration error {errors[0]:.3f} duplication, {errors[1]:.3f} overlap"


def interval(way: object, ends: np.ndarray) -> str:
    """Return a figure of all pairs, and nine of ten of what it is when projects are drawn anew."""
    rng = np.random.default_rng(0)
    count, found = int(ends.max()) + 1, []
    for _ in range(SAMPLES):
        times = np.bincount(rng.integers(0, count, count), minlength=count)[ends].prod(axis=1)
        found.append(way(np.repeat(np.arange(len(ends)), times)))  # type: ignore[operator]
    low, high = np.nanquantile(found, [0.05, 0.95])
    return f"{way(np.arange(len(ends))):.3f} ({low:.2f}-{high:.2f})"  # type: ignore[operator]
