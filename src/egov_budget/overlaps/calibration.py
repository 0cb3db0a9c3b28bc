"""Calibration: likeness -> the probability that a reviewer would call it overlap or duplication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEGREES = ("fragmentation", "overlap", "duplication")
TYPICAL_SHARE = (0.05, 0.36, 0.67)


@dataclass(frozen=True)
class Calibration:
    """Logistic curves over the similarity, one for each degree.

    Parameters
    ----------
    slope : float
        How fast the log-odds rise with the similarity.
    overlap, duplication : float
        Similarity at which half of the pairs are at least overlap, and at least duplication.
    shares : tuple of float
        Mean share of common work of a pair that is no overlap, an overlap, a duplication; parts of
        the smaller project's work.
    """

    slope: float
    overlap: float
    duplication: float
    shares: tuple[float, float, float] = TYPICAL_SHARE

    def probabilities(self, similarity: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of at least overlap and of at least duplication.

        Parameters
        ----------
        similarity : ndarray of float
            Similarity of each pair, 0-1.

        Returns
        -------
        ndarray of float, shape (pairs, 2)
            The second is never above the first.
        """
        halves = np.array([self.overlap, self.duplication])
        odds = np.exp(self.slope * (similarity[:, None] - halves))
        return np.asarray(odds / (1 + odds), dtype=np.float64)

    def share(self, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the expected share of common work of each pair."""
        overlap, duplication = probabilities[:, 0], probabilities[:, 1]
        parts = np.column_stack([1 - overlap, overlap - duplication, duplication])
        return np.asarray(parts @ np.array(self.shares), dtype=np.float64)


DEFAULT = Calibration(slope=10.0, overlap=0.25, duplication=0.5)
