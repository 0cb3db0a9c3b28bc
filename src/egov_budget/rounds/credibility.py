"""Credibility: how far an agency's own record outweighs that of all agencies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

FEWEST, MOST = 1.0, 50.0  # bounds of k, in projects
USUAL = 4.0  # k where the observations are too few to estimate it


@dataclass(frozen=True, eq=False)
class Credibility:
    r"""Realisation factors learned from projects, shrunk towards the mean of all agencies.

    The factor of a project is what it realised as a part of what could be seen of its promise. Agency a,
    of which :math:`\theta_a` was stated, has :math:`n_a` projects that deviate from it by
    :math:`\bar d_a` on the mean:

    .. math::
        \hat\theta_a = \theta_a + Z_a \bar d_a + (1 - Z_a)\, c, \qquad
        Z_a = \frac{n_a}{n_a + k}, \qquad c = \frac{\sum_a Z_a \bar d_a}{1 + \sum_a Z_a}

    clipped to 0 and 1. k is the variance inside agencies over the variance between them, estimated
    from the observations (Bühlmann's estimators) and kept from 1 to 50 projects, so that one project alone
    never settles an agency and a long record is never worth nothing; where no agency has two projects
    or only one agency has any, k is 4. The 1 in c lets what was stated count as much as one agency
    known for certain. Nothing observed: every factor stays as it was stated.

    Parameters
    ----------
    observations : DataFrame
        One row a project of a round: agency, factor (0 to 1).
    stated : Series
        Factor by agency id before anything was observed, 0 to 1.

    References
    ----------
    H. Bühlmann (1967), Experience rating and credibility, ASTIN Bulletin 4(3), 199-207,
    doi:10.1017/S0515036100008989. H. Bühlmann and A. Gisler (2005), A Course in Credibility Theory
    and its Applications, ISBN 978-3-540-25753-0, doi:10.1007/3-540-29273-X.

    Examples
    --------
    >>> observations = pd.DataFrame({"agency": ["a", "a", "b", "b"], "factor": [0.4, 0.6, 0.9, 1.0]})
    >>> learned = Credibility(observations, pd.Series({"a": 0.9, "b": 0.9, "c": 0.9}))
    >>> learned.table[["agency", "projects", "own", "factor"]].round(2).values.tolist()
    [['a', 2, 0.5, 0.6], ['b', 2, 0.95, 0.9], ['c', 0, nan, 0.8]]
    """

    observations: pd.DataFrame
    stated: pd.Series

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row an agency: agency, stated, projects, own, mean, credibility, factor.

        ``own`` is the mean factor of its projects, ``mean`` what is learned of an agency without any.
        """
        count, deviation = self._count, self._deviation
        z = count / (count + self.k)
        shift = float((z * deviation).sum() / (1 + z.sum()))
        stated = self.stated.to_numpy(dtype=np.float64)
        factor = np.clip(stated + z * deviation + (1 - z) * shift, 0.0, 1.0)
        return pd.DataFrame(
            {
                "agency": self.stated.index,
                "stated": stated,
                "projects": count.astype(np.int64),
                "own": np.where(count > 0, stated + deviation, np.nan),
                "mean": np.clip(stated + shift, 0.0, 1.0),
                "credibility": z,
                "factor": factor,
            }
        )

    @cached_property
    def k(self) -> float:
        """Projects at which an agency's own record weighs as much as that of all."""
        count, within = self._count, self.within
        known = count > 0
        total = float(count.sum())
        if np.isnan(within) or known.sum() < 2:
            return USUAL
        deviation = self._deviation[known]
        mean = float(count[known] @ deviation) / total
        spread = float(count[known] @ (deviation - mean) ** 2) - (known.sum() - 1) * within
        between = spread / (total - float(count[known] @ count[known]) / total)
        return float(np.clip(within / between, FEWEST, MOST)) if between > 0 else MOST

    @cached_property
    def within(self) -> float:
        """Variance of factors inside agencies; NaN where no agency has two projects."""
        freedom = float(np.maximum(self._count - 1, 0).sum())
        if not freedom:
            return float("nan")
        means = self.observations.groupby("agency")["factor"].transform("mean")
        return float(((self.observations["factor"] - means) ** 2).sum()) / freedom

    @cached_property
    def _count(self) -> np.ndarray:
        counted = self.observations.groupby("agency").size().reindex(self.stated.index, fill_value=0)
        return counted.to_numpy(dtype=np.float64)

    @cached_property
    def _deviation(self) -> np.ndarray:
        own = self.observations.groupby("agency")["factor"].mean().reindex(self.stated.index)
        return (own - self.stated).fillna(0.0).to_numpy(dtype=np.float64)
