"""How the default calibration was found, and how good it is on pairs it has not seen.

    python -m benchmarks.overlaps_calibration DATA

DATA is the folder with canada/. Texts alone: the judged pairs of 2022, each graded by curves that
were fitted on pairs of other projects. With attributes: fitted on one planted world, tried on others.
Prints the numbers that stand in overlaps/default.toml.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.stats import spearmanr
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from egov_budget.overlaps.calibrate import ANY, fit
from egov_budget.overlaps.calibration import DEGREES, Calibration, Curves
from egov_budget.overlaps.features import FEW, LACKING, NAMES, Features, features
from egov_budget.similarity import similarity_graph
from egov_budget.worlds import national_projects

POINTS = 9
RISE = 0.36  # 0.57 + 0.36 x similarity is the mean share of duplications, judged ones and planted ones alike
HOLD = 1.0
LEARN, TRY = 7, (8, 1400)  # seeds of planted worlds
LARGE = (4 * FEW, 16 * FEW)
NEAR = -1.5  # log-odds from which a pair may come to be graded: far below, curves are never looked at
FORGET = ((), ("goal",), ("means",), ("people",), ("means", "people"), ("goal", "means"))


# The judged pairs are those that five methods ranked highest, so at one likeness they are better than the
# rest of the edges. Fourteen of the rest were read in each band of similarity, and count as they were found:
# parts that are at least fragmentation, at least overlap, duplication.
BANDS = np.array([0.1, 0.12, 0.15, 0.2, 1.01])
READ = np.array([[0.62, 0.21, 0.04], [0.5, 0.14, 0.0], [0.68, 0.5, 0.21], [0.97, 0.86, 0.27]])
REST = 0.25  # how much an edge counts that stands for others of its band


def judged(data: Path) -> tuple[Features, np.ndarray, np.ndarray, np.ndarray, tuple[np.ndarray, ...]]:
    """Return features, degrees, shares and ends of the judged pairs, and what the other edges add."""
    projects = pd.read_csv(data / "canada" / "it_projects_2022.csv").rename(
        columns={"uniqueId": "id", "deptAcronym": "agency", "projectName": "title"}
    )
    graph = similarity_graph(projects[["id", "agency", "title", "description"]])
    pairs = pd.read_csv(data / "canada" / "judged_pairs_2022.csv")
    place = pd.Series(range(len(graph.records)), index=graph.records["id"].to_numpy())
    ends = np.column_stack([place[pairs[name]].to_numpy() for name in ("uniqueId_a", "uniqueId_b")])
    ends.sort(axis=1)
    degree = np.floor((pairs["grade_1"] + pairs["grade_2"]).to_numpy() / 2 + 0.5).astype(np.int64)
    share = (pairs["share_1"] + pairs["share_2"]).to_numpy() / 200
    count = len(graph.records)
    rest = ~np.isin(graph.left * count + graph.right, ends[:, 0] * count + ends[:, 1])
    left, right = graph.left[rest], graph.right[rest]
    band = np.searchsorted(BANDS, graph.similarity[rest], side="right") - 1
    exact = -np.diff(np.column_stack([np.ones(len(READ)), READ, np.zeros(len(READ))]), axis=1)
    more = (
        np.repeat(features(graph, left, right).values, 4, axis=0),
        np.tile(np.arange(4), len(left)),
        (REST * exact[band]).ravel(),
        np.repeat(np.column_stack([left, right]), 4, axis=0),
    )
    return features(graph, ends[:, 0], ends[:, 1]), degree, share, ends, more


def learnt(
    seen: Features, degree: np.ndarray, some: np.ndarray, more: tuple[np.ndarray, ...], others: np.ndarray
) -> Curves:
    """Fit texts on some judged pairs and on the other edges of the same projects."""
    values, labels, weight, _ = more
    return fit(
        np.vstack([seen.values[some], values[others]]),
        np.concatenate([degree[some], labels[others]]),
        ANY,
        hold=HOLD,
        weight=np.concatenate([np.ones(some.sum()), weight[others]]),
    )


def planted(seed: int, size: int = FEW) -> tuple[Features, np.ndarray, np.ndarray, np.ndarray]:
    """Return features, degrees and shares of the edges of a planted world, and how many pairs there are."""
    projects, truth = national_projects(size, seed)
    graph = similarity_graph(projects)
    ids = graph.records["id"]
    found = pd.DataFrame(
        {"project_a": ids.take(graph.left).array, "project_b": ids.take(graph.right).array}
    ).merge(truth, how="left", on=["project_a", "project_b"])
    number = {name: at for at, name in enumerate(DEGREES)}
    degree = found["degree"].map(number).fillna(0).to_numpy(dtype=np.int64)
    counts = np.array([(truth["degree"].map(number) >= at).sum() for at in range(4)])
    return features(graph, graph.left, graph.right), degree, found["share"].fillna(0).to_numpy(), counts


def forgetful(seen: Features, degree: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Repeat the pairs with some attributes lacking, so that the curves learn to do without."""
    tables = []
    for lost in FORGET:
        values = seen.values.copy()
        # Company grows with the number of projects and tells nothing that attributes do not tell better.
        values[:, NAMES.index("company")] = 0
        for name in lost:
            values[:, NAMES.index(name)] = 0
            values[:, NAMES.index(f"no {name}")] = 1
        tables.append(values)
    weight = np.repeat([0.5, *[0.1] * (len(FORGET) - 1)], len(degree))
    return np.vstack(tables), np.tile(degree, len(FORGET)), weight


def crowded(curves: Curves) -> list[float]:
    """Return what the logarithm of the number of projects takes from the log-odds of each degree."""
    worlds = [planted(LEARN, size)[:2] for size in LARGE]

    def loss(slope: float, at: int) -> float:
        lost = 0.0
        for seen, degree in worlds:
            odds = curves.log_odds(seen.values)[:, at]
            margin = odds + slope * seen.values[:, NAMES.index("size")]
            near = odds > NEAR
            lost += np.logaddexp(0, -np.where(degree > at, 1, -1) * margin)[near].sum()
        return lost

    return [float(minimize_scalar(loss, args=(at,), bounds=(-3, 3), method="bounded").x) for at in range(3)]


def taught(curves: Curves, name: str, slopes: list[float]) -> Curves:
    """Return the curves with other slopes of one feature."""
    at = NAMES.index(name)
    rows = zip(curves.slopes, slopes, strict=True)
    return Curves(curves.intercepts, tuple((*row[:at], slope, *row[at + 1 :]) for row, slope in rows))  # type: ignore[arg-type]


def quantiles(degree: np.ndarray, share: np.ndarray) -> tuple[tuple[float, ...], ...]:
    """Return shares of each degree, each as likely as the others."""
    parts = (np.arange(POINTS) + 0.5) / POINTS
    return tuple(tuple(np.round(np.quantile(share[degree == at], parts), 2).tolist()) for at in range(4))


def report(
    name: str, odds: np.ndarray, seen: Features, truth: tuple[np.ndarray, np.ndarray], shares: Any
) -> None:
    """Print how good graded pairs are."""
    degree, share = truth
    chance = 1 / (1 + np.exp(-np.minimum.accumulate(odds, axis=1)))
    expected = chance.sum(axis=1)
    guess = Calibration(ANY, ANY, shares, RISE).share(chance, seen.similarity)
    within = (share >= guess[:, 1] - 1e-9) & (share <= guess[:, 2] + 1e-9)
    print(
        f"{name:<34} AP duplication {average_precision_score(degree == 3, chance[:, 2]):.3f}, overlap "
        f"{average_precision_score(degree >= 2, chance[:, 1]):.3f}, Spearman "
        f"{spearmanr(expected, degree)[0]:.3f}, "
        f"share off by {100 * np.abs(guess[:, 0] - share).mean():.1f} points, "
        f"{within.mean():.0%} inside the interval"
    )


def main(data: Path) -> None:
    """Fit, try and print."""
    seen, degree, share, ends, more = judged(data)
    shares = quantiles(degree, np.where(degree == 3, share - RISE * seen.similarity, share))
    odds = np.empty((len(degree), 3))
    for at in range(len(degree)):
        others = ~np.isin(ends, ends[at]).any(axis=1)
        apart = ~np.isin(more[3], ends[at]).any(axis=1)
        odds[at] = learnt(seen, degree, others, more, apart).log_odds(seen.values[at : at + 1])[0]
    report("judged, other projects fitted", odds, seen, (degree, share), shares)
    rng = np.random.default_rng(0)
    halves = []
    for _ in range(20):
        half = rng.permutation(int(ends.max()) + 1) % 2
        one = (half[ends] == 0).all(axis=1)
        other = (half[ends] == 1).all(axis=1)
        curves = learnt(seen, degree, one, more, (half[more[3]] == 0).all(axis=1))
        new = curves.log_odds(seen.values[other])
        halves.append([
            average_precision_score(degree[other] == 3, new[:, 2]),
            average_precision_score(degree[other] >= 2, new[:, 1]),
            spearmanr((1 / (1 + np.exp(-new))).sum(axis=1), degree[other])[0],
        ])  # fmt: skip
    print("  half of the projects fitted, the other tried, mean of 20:", np.round(np.mean(halves, axis=0), 3))
    texts = learnt(seen, degree, np.ones(len(degree), dtype=bool), more, np.ones(len(more[0]), dtype=bool))

    world, degree, share, counts = planted(LEARN)
    values, labels, weight = forgetful(world, degree)
    attributes = fit(values, labels, ANY, hold=HOLD, weight=weight)
    # Little planted work is bound to a site, so what the judged pairs say of that is taken over; and judged
    # pairs are of one size, so what planted worlds say of that is.
    attributes = taught(attributes, "sited", [row[NAMES.index("sited")] for row in texts.slopes])
    crowd = crowded(attributes)
    texts, attributes = (taught(curves, "size", crowd) for curves in (texts, attributes))
    for seed in TRY:
        world, degree, share, counts = planted(seed)
        odds = attributes.log_odds(world.values)
        report(f"planted, seed {seed}", odds, world, (degree, share), shares)
        for step in (2, 3):
            good = precision_recall_fscore_support(degree >= step, odds[:, step - 1] >= 0, average="binary")
            recall = good[1] * (degree >= step).sum() / counts[step]
            print(
                f"  {DEGREES[step]:<12} precision {good[0]:.3f} recall of all {recall:.3f}, "
                f"F1 {2 * good[0] * recall / (good[0] + recall):.3f}; by similarity alone AP "
                f"{average_precision_score(degree >= step, world.similarity):.3f}"
            )
    print("shares =", [list(row) for row in shares])
    for name, curves in (("texts", texts), ("attributes", attributes)):
        print(f"[{name}]\nintercepts = {[round(x, 2) for x in curves.intercepts]}\nslopes = [")
        print(*(f"    {[round(x, 2) for x in row]}," for row in curves.slopes), "]", sep="\n")
    print("lacking:", LACKING)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
