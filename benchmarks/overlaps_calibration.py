"""How the default calibration was found, and how good it is on pairs it has not seen.

    python -m benchmarks.overlaps_calibration DATA

DATA is the folder with canada/. Texts alone: the judged pairs of 2022 and 2019, each year graded by curves
that were fitted on the other, with intervals from drawing projects anew, and the worst errors; the curves
that ship are fitted on both. With attributes: fitted on one planted world, tried on others.
Prints the numbers that stand in overlaps/default.toml.
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from sklearn.metrics import average_precision_score, precision_recall_fscore_support

from benchmarks.judged_pairs import YEARS, Judged, judged, quality
from egov_budget import worlds
from egov_budget.overlaps import find_overlaps
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
BOUND = 0.75  # binding_confidence of the settings
COPIES = 10  # pairs that copies of one request count as: hardly any stand among the judged ones
WORST, LONG = 8, 60  # errors that are listed of each year, letters of a title
FORGET = ((), ("goal",), ("means",), ("people",), ("means", "people"), ("goal", "means"))


class Copies(NamedTuple):
    """Pairs made up, as those of ``Judged``."""

    values: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


def learnt(years: list[Judged]) -> Curves:
    """Fit texts on the judged pairs and the other edges of some years."""
    values, labels, weight = (
        np.concatenate([getattr(year, name) for year in (*years, copies())])
        for name in ("values", "labels", "weight")
    )
    return fit(values, labels, ANY, hold=HOLD, weight=weight)


def copies() -> Copies:
    """Return requests that say the same word for word: of one kind of work, or of none that is known."""
    values = np.zeros((2, len(NAMES)))
    values[:, [NAMES.index(name) for name in (*LACKING, "copied")]] = 1
    values[:, NAMES.index("letters")] = 0.85
    values[1, NAMES.index("kinds")] = 1
    return Copies(values, np.full(2, 3), np.full(2, COPIES / 2))


def planted(
    seed: int, size: int = FEW, plain: bool = False
) -> tuple[Features, np.ndarray, np.ndarray, np.ndarray]:
    """Return features, degrees and shares of the edges of a planted world, and how many pairs there are."""
    projects, truth = national_projects(size, seed)
    graph = similarity_graph(projects[["id", "agency", "title", "description"]] if plain else projects)
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


def shares_of(years: list[Judged]) -> tuple[tuple[float, ...], ...]:
    """Return the shares of the judged pairs of some years; those of duplications at similarity 0."""
    degree, share, similarity = (
        np.concatenate(part)
        for part in zip(*((y.degree, y.share, y.seen.similarity) for y in years), strict=True)
    )
    return quantiles(degree, np.where(degree == 3, share - RISE * similarity, share))


def tried(curves: Curves, shares: Any, seen: Features, share: np.ndarray) -> tuple[np.ndarray, str]:
    """Return the probabilities of pairs, and how good the shares are that they are given."""
    grading = Calibration(curves, curves, shares, RISE)
    chance = grading.probabilities(seen)
    guess = grading.share(chance, seen.similarity)
    within = (share >= guess[:, 1] - 1e-9) & (share <= guess[:, 2] + 1e-9)
    off = 100 * np.abs(guess[:, 0] - share).mean()
    return chance, f"share off by {off:.1f} points, {within.mean():.0%} inside the interval"


def main(data: Path) -> None:
    """Fit, try and print."""
    years = [judged(data, year) for year in YEARS]
    for name, year, other in zip(YEARS[::-1], years[::-1], years, strict=True):
        chance, told = tried(learnt([other]), shares_of([other]), year.seen, year.share)
        print(f"{name} by the other year: {quality(chance, year.degree, year.ends)}; {told}")
        errors(name, year, chance)
    texts, shares = learnt(years), shares_of(years)

    world, degree, share, counts = planted(LEARN)
    values, labels, weight = forgetful(world, degree)
    attributes = fit(values, labels, ANY, hold=HOLD, weight=weight)
    # Little planted work is bound to a site, so what the judged pairs say of that is taken over; and judged
    # pairs are of one size, so what planted worlds say of that is.
    attributes = taught(attributes, "sited", [row[NAMES.index("sited")] for row in texts.slopes])
    crowd = crowded(attributes)
    texts, attributes = (taught(curves, "size", crowd) for curves in (texts, attributes))
    for seed, plain in ((seed, plain) for plain in (False, True) for seed in TRY):
        world, degree, share, counts = planted(seed, plain=plain)
        chance, told = tried(texts if plain else attributes, shares, world, share)
        print(f"planted, seed {seed}{', texts alone' * plain}: {told}")
        for step in (2, 3):
            good = precision_recall_fscore_support(
                degree >= step, chance[:, step - 1] >= 0.5, average="binary"
            )
            recall = good[1] * (degree >= step).sum() / counts[step]
            print(
                f"  {DEGREES[step]:<12} precision {good[0]:.3f} recall of all {recall:.3f}; "
                f"average precision {average_precision_score(degree >= step, chance[:, step - 1]):.3f}, "
                f"by similarity alone {average_precision_score(degree >= step, world.similarity):.3f}"
            )
        bound = chance[:, 2] >= BOUND
        print(f"  {bound.sum()} pairs from {BOUND}, {(degree[bound] == 3).mean():.2f} of them duplications")
    for seed in TRY:
        shipped(seed)
    print("shares =", [list(row) for row in shares])
    for name, curves in (("texts", texts), ("attributes", attributes)):
        print(f"[{name}]\nintercepts = {[round(x, 2) for x in curves.intercepts]}\nslopes = [")
        print(*(f"    {[round(x, 2) for x in row]}," for row in curves.slopes), "]", sep="\n")
    print("lacking:", LACKING)


def shipped(seed: int) -> None:
    """Print how good a planted world is graded by the curves that ship, pairs inside an agency left out."""
    asked, truth = worlds.national_1400(seed=seed), worlds.national_truth(seed=seed)
    asked = asked.replace(verdicts=asked.verdicts.head(0))
    for within, degrees in ((False, ("overlap", "duplication")), (True, ("overlap",))):
        found = find_overlaps(asked.replace(within_agencies=within))
        for degree in degrees:
            good = found.evaluate(truth, degree=degree, complete=True).pairs
            print(f"as they ship, seed {seed}{', inside agencies too' * within}, {degree}: {good}")


def errors(name: int, year: Judged, chance: np.ndarray) -> None:
    """Print rows of the page: pairs whose probability of duplication is farthest from the readers' grade."""
    titles = year.graph.records["title"]
    off = np.abs(chance[:, 2] - (year.degree == 3))
    for at in np.argsort(-off, kind="stable")[:WORST]:
        pair = " / ".join(shorten(titles[row], LONG, placeholder=" …") for row in year.ends[at])
        print(f"| {name} | {chance[at, 2]:.2f} | {DEGREES[year.degree[at]]} | {pair} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
