"""The verb: SimilarityGraph and judged pairs -> Calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.calibration import Calibration, Curves
from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.features import LACKING, NAMES, PARTS, RISING, features
from egov_budget.overlaps.labels import labels as read
from egov_budget.similarity.logistic import logistic

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.similarity import SimilarityGraph

# How much a feature usually varies: a slope is held back by how far it would move a usual pair.
USUAL = np.array([0.2] * len(PARTS) + [0.5] * len(LACKING) + [0.15, 0.1, 0.35, 0.7, 0.35, 1.0])
ANY = Curves((0.0, 0.0, 0.0), ((0.0,) * len(NAMES),) * 3)
POINTS = 9  # quantiles kept of the shares of a degree
ENOUGH = 20  # known shares of a degree that outweigh the default ones


def calibrate(
    graph: SimilarityGraph, labels: pd.DataFrame, *, calibration: Calibration | None = None, hold: float = 3.0
) -> Calibration:
    """Return a calibration learnt from judged pairs or verdicts.

    Parameters
    ----------
    graph : SimilarityGraph
        Graph of the projects that were judged.
    labels : DataFrame
        ``project_a``, ``project_b``, ``degree`` and, if known, ``share``; or verdicts. See ``labels``.
    calibration : Calibration, optional
        Where to begin, by default the one that ships; without labels the answer is this one.
    hold : float, optional
        How strongly the beginning is held to, in pairs.

    Returns
    -------
    Calibration
        For ``find_overlaps(..., calibration=...)``. Pairs of texts alone move the one set of curves,
        pairs with attributes the other. Shares are learnt for a degree from 20 known ones on.

    Raises
    ------
    IntakeError
        If the labels name other projects or unknown degrees.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import similarity_graph, worlds
    >>> graph = similarity_graph(worlds.four_projects())
    >>> calibrate(graph, pd.DataFrame(columns=["project_a", "project_b", "degree"])) == DEFAULT
    True
    """
    calibration = calibration or DEFAULT
    known = read(labels, graph.records["id"])
    left, right, degrees, said = (known[name].to_numpy() for name in known)
    seen = features(graph, left, right)
    curves = []
    for kind, curve in ((~seen.attributed, calibration.texts), (seen.attributed, calibration.attributes)):
        curves.append(fit(seen.values[kind], degrees[kind], curve, hold=hold) if kind.any() else curve)
    parts = (np.arange(POINTS) + 0.5) / POINTS
    shares = []
    rises = np.where(degrees == len(calibration.shares) - 1, calibration.rise * seen.similarity, 0)
    for degree, usual in enumerate(calibration.shares):
        common = (said - rises)[(degrees == degree) & ~np.isnan(said)]
        learnt = len(common) >= ENOUGH and len(usual) == POINTS
        shares.append(tuple(np.quantile(common, parts).tolist()) if learnt else usual)
    return Calibration(curves[0], curves[1], tuple(shares), calibration.rise)


def fit(
    values: NDArray[np.float64],
    degree: NDArray[np.int64],
    known: Curves,
    *,
    hold: float,
    weight: NDArray[np.float64] | None = None,
) -> Curves:
    """Return three logistic curves, held back towards ones that are known.

    Parameters
    ----------
    values : ndarray of float, shape (pairs, features)
        By ``features.NAMES``.
    degree : ndarray of int
        Degree of each pair, a position in ``DEGREES``.
    known : Curves
        Where there is nothing to learn, the curves stay as these are.
    hold : float
        How strongly they are held, in pairs: a few verdicts move them little, many as far as they say.
    weight : ndarray of float, optional
        How much each pair counts; by default 1.

    Returns
    -------
    Curves
        More likeness or company never makes a pair less likely the same work.

    Notes
    -----
    Minimises the logistic loss plus ``hold / 2`` times the squared distance to ``known``, features
    scaled by how much they usually vary. The problem is convex, so the answer is the only one.
    """
    scaled = np.column_stack([values / USUAL, np.ones(len(values))])
    scale = np.append(USUAL, 1.0)
    bounds = [(0.0, None) if name in RISING else (None, None) for name in NAMES] + [(None, None)]
    intercepts, slopes = [], []
    for at in range(3):
        start = np.append(known.slopes[at], known.intercepts[at]) * scale
        found = logistic(scaled, degree > at, known=start, hold=hold, weight=weight, bounds=bounds) / scale
        slopes.append(tuple(found[:-1].tolist()))
        intercepts.append(float(found[-1]))
    return Curves(tuple(intercepts), tuple(slopes))
