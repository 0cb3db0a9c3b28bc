"""Accuracy: how good overlaps are against pairs that somebody judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.overlaps.threshold import binding_confidence


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean.

    Parameters
    ----------
    precision : float
        Part of what was found that is right, 0-1; 1 where nothing was found.
    recall : float
        Part of what is right that was found, 0-1; 1 where there is nothing to find.
    """

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"


@dataclass(frozen=True, eq=False)
class Accuracy(Displayed):
    """How good overlaps are against judged pairs.

    Parameters
    ----------
    degree : str
        Degree that counts as right: that one or a worse one.
    pairs : Score
        Pairs graded so.
    average_precision : float
        Mean precision over the ranking by probability, each right pair counted where it is found and
        0 where it is not, 0-1.
    groups : Score
        Pairs that stand in one group.
    b_cubed : Score
        The same by project: mean over the projects of the part of its group that is right, and of the
        right partners that are in its group; a project is its own partner.
    share_error : float
        Mean distance of the estimated share from the judged one, 0-1; NaN where none was judged.
    grades : DataFrame
        Pairs by judged degree (rows) and graded degree (columns); ``not found`` is a column.
    curve : DataFrame
        A row for each probability that a right or wrong pair has, falling: threshold, found, precision,
        recall, f1.
    reliability : DataFrame
        A row for each tenth of the probability that has pairs: from, to, pairs, promised (mean
        probability) and kept (part of them that is right).

    References
    ----------
    .. [1] A. Bagga and B. Baldwin (1998), "Entity-based cross-document coreferencing using the vector
       space model", COLING-ACL, 79-85. https://doi.org/10.3115/980451.980859
    """

    degree: str
    pairs: Score
    average_precision: float
    groups: Score
    b_cubed: Score
    share_error: float
    grades: pd.DataFrame
    curve: pd.DataFrame
    reliability: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join([
            f"{self.degree.capitalize()} or worse",
            f"  pairs    {self.pairs}, average precision {self.average_precision:.3f}",
            f"  groups   {self.groups}",
            f"  B-cubed  {self.b_cubed}",
            f"  share    off by {100 * self.share_error:.1f} points on average",
        ])  # fmt: skip

    def threshold(self, *, false: float, missed: float) -> float:
        """Return the probability from which pairs should be taken as right, at least cost on these labels.

        Parameters
        ----------
        false, missed : float
            What a pair costs that is taken as right and is not, and one that is right and is not taken;
            any one unit.

        Returns
        -------
        float
            0-1; above 1 where it is best to take none. Ties go to the higher one.

        Raises
        ------
        ValueError
            If a cost is negative or both are 0.

        See Also
        --------
        egov_budget.overlaps.binding_confidence : the same from the probabilities alone, without labels.
        """
        binding_confidence(false=false, missed=missed)  # refuses what are no costs
        right = self.curve["precision"] * self.curve["found"]
        wrong = self.curve["found"] - right
        cost = np.append(0.0, (wrong * false - right * missed).to_numpy())
        best = int(np.argmin(np.round(cost, 9)))
        return float(np.append(np.nextafter(1.0, 2.0), self.curve["threshold"].to_numpy())[best])

    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"judged (rows) and graded (columns)": self.grades}
