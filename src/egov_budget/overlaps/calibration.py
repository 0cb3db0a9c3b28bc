"""Calibration: the features of a pair -> the probability of each degree, and the share of common work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.display import Displayed
from egov_budget.overlaps.features import NAMES
from egov_budget.similarity.logistic import log_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.overlaps.features import Features

DEGREES = ("unrelated", "fragmentation", "overlap", "duplication")
TAIL = 0.1  # of the shares lies below the interval, and above it


def known_degree(degree: str) -> None:
    """Refuse what is no degree that a pair can be graded."""
    if degree not in DEGREES[1:]:
        raise ValueError(f"degree is {degree!r}; it is one of {', '.join(DEGREES[1:])}")


@dataclass(frozen=True)
class Curves:
    """Three logistic curves: at least fragmentation, at least overlap, duplication.

    Parameters
    ----------
    intercepts : tuple of float
        Log-odds of each where every feature is 0.
    slopes : tuple of tuple of float
        For each of the three what a unit of each feature adds to the log-odds, by ``features.NAMES``.
    """

    intercepts: tuple[float, ...]
    slopes: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        lengths = {len(row) for row in self.slopes}
        if lengths != {len(NAMES)}:
            raise ValueError(f"curves have {sorted(lengths)} slopes; one for each of {', '.join(NAMES)}")

    def log_odds(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of each curve, shape (pairs, 3)."""
        return np.asarray(log_odds(values, np.array(self.slopes)) + np.array(self.intercepts))


@dataclass(frozen=True)
class Calibration(Displayed):
    """From features to probabilities; see ``calibrate`` for one that has learnt from verdicts.

    Parameters
    ----------
    texts : Curves
        For pairs that have only texts to compare.
    attributes : Curves
        For pairs of which both have attributes too.
    shares : tuple of tuple of float
        For each degree, from ``unrelated`` on, shares of common work that such pairs have: ascending,
        equally many, each as likely as the others; parts of the smaller project's work. Those of
        duplications hold at similarity 0.
    rise : float
        What the share of a duplication gains on the way to similarity 1.
    """

    texts: Curves
    attributes: Curves
    shares: tuple[tuple[float, ...], ...]
    rise: float = 0.0

    def log_odds(self, features: Features) -> NDArray[np.float64]:
        """Return the log-odds of at least fragmentation, at least overlap, duplication.

        Parameters
        ----------
        features : Features
            Features of the pairs.

        Returns
        -------
        ndarray of float, shape (pairs, 3)
            None is above the one before it.
        """
        declared, texts = (curves.log_odds(features.values) for curves in (self.attributes, self.texts))
        odds = np.where(features.attributed[:, None], declared, texts)
        return np.asarray(np.minimum.accumulate(odds, axis=1))

    def probabilities(self, features: Features) -> NDArray[np.float64]:
        """Return the probabilities that belong to ``log_odds``."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(features))))

    def share(
        self, probabilities: NDArray[np.float64], similarity: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the expected share of common work of each pair, with the interval it lies in.

        Parameters
        ----------
        probabilities : ndarray of float, shape (pairs, 3)
            As ``probabilities`` returns them.
        similarity : ndarray of float, shape (pairs,)
            Similarity of each pair, 0-1.

        Returns
        -------
        ndarray of float, shape (pairs, 3)
            Expected share, and the shares that four pairs of five lie between.
        """
        count, table = len(probabilities), np.array(self.shares)
        edges = np.hstack([np.ones((count, 1)), probabilities, np.zeros((count, 1))])
        exact = -np.diff(edges, axis=1)  # the probability of exactly that degree
        points = np.repeat(table[None], count, axis=0)
        points[:, -1] = np.clip(points[:, -1] + self.rise * similarity[:, None], 0, 1)
        mean = (exact * points.mean(axis=2)).sum(axis=1)
        mass = np.repeat(exact / table.shape[1], table.shape[1], axis=1)
        points = points.reshape(count, table.size)
        order = np.argsort(points, axis=1, kind="stable")
        points = np.take_along_axis(points, order, axis=1)
        reached = np.cumsum(np.take_along_axis(mass, order, axis=1), axis=1)
        row, last = np.arange(count), points.shape[1] - 1
        ends = (np.minimum((reached < part).sum(axis=1), last) for part in (TAIL, 1 - TAIL))
        low, high = (points[row, end] for end in ends)
        return np.column_stack([mean, np.minimum(low, mean), np.maximum(high, mean)])
