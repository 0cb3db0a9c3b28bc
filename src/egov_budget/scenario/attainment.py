"""Attainment: how far each service has come over the indicators that apply to it, and its band."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.display import Displayed
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario.scenario import Scenario

BANDS = ("none", "low", "medium", "high")
MEDIUM, HIGH = 0.5, 0.9
NOT_RATED = "not rated"
MEAN = "weighted mean"
ROUNDING = 1e-6  # weights such as 1/6 sum to 1 only nearly, and a solver keeps rows to a millionth


@dataclass(frozen=True, eq=False)
class Attainment(Displayed):
    r"""Scores and weights of all services as a matrix, ids sorted.

    .. math:: A_k = \sum_i W_{ki} s_{ki}, \qquad W_{ki} = w_i \Big/ \sum_{j \text{ applies to } k} w_j

    A score that is not there means "not applicable": its weight falls to the other indicators of
    the service. A service without any score has no attainment (NaN).

    Parameters
    ----------
    services, indicators : Index
        Ids, sorted.
    score : ndarray of float, shape (services, indicators)
        Scores from 0 to 1; NaN where not applicable.
    weight : ndarray of float, shape (services, indicators)
        W, rows sum to 1 (or are 0 for a service without scores).
    importance : ndarray of float, shape (services,)
        Importance of each service.
    bands_by : str
        What bands are read off: ``weighted mean`` or ``indicators reached``.
    """

    services: pd.Index
    indicators: pd.Index
    score: NDArray[np.float64]
    weight: NDArray[np.float64]
    importance: NDArray[np.float64]
    bands_by: str = MEAN

    @classmethod
    def of(cls, scenario: Scenario) -> Attainment:
        """Return the scores and weights of a scenario as a matrix.

        Examples
        --------
        >>> from egov_budget import worlds
        >>> Attainment.of(worlds.four_projects()).mean.round(3).tolist()
        [0.0, 0.375, 0.25, 0.125]
        """
        return _of(scenario)

    def cells_of(self, table: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the row and the column in which each row of a table stands, -1 where there is none."""
        services, indicators = pd.Index(table["service"]), pd.Index(table["indicator"])
        return self.services.get_indexer(services), self.indicators.get_indexer(indicators)

    @cached_property
    def mean(self) -> NDArray[np.float64]:
        """Attainment of each service, 0 to 1; NaN for a service without scores."""
        return self._mean(self.score)

    def levels(self, score: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the band of each service is read off, at some scores.

        Parameters
        ----------
        score : ndarray of float, shape (services, indicators)
            Scores from 0 to 1; NaN where not applicable.

        Returns
        -------
        ndarray of float, shape (services,)
            The weighted mean of its scores, or the part of its indicators with a weight on which it has
            full marks, where one that was begun stands above 0; NaN without scores.

        Examples
        --------
        >>> from egov_budget import worlds
        >>> reached = Attainment.of(worlds.four_projects().replace(bands_by="indicators reached"))
        >>> band_of(reached.levels(reached.score))
        ['none', 'low', 'low', 'low']
        >>> band_of(reached.levels(np.ceil(reached.score)))
        ['none', 'high', 'medium', 'medium']
        """
        mean = self._mean(score)
        if self.bands_by == MEAN:
            return mean
        counts = self.weight > 0
        reached = (counts & (score >= 1 - ROUNDING)).sum(axis=1)
        part = reached / np.maximum(counts.sum(axis=1), 1)
        return np.where(np.isnan(mean), np.nan, np.where(mean >= ROUNDING, np.maximum(part, ROUNDING), 0.0))

    def _mean(self, score: NDArray[np.float64]) -> NDArray[np.float64]:
        rated = self.weight.sum(axis=1) > 0
        return np.where(rated, np.nansum(self.weight * score, axis=1), np.nan)


def bands(levels: NDArray[np.float64]) -> pd.Series:
    """Return the number of services in each band of the national evaluation.

    none is 0, low is under 0.5, medium under 0.9, high from 0.9 on; a service without scores is
    not rated.

    Parameters
    ----------
    levels : ndarray of float
        What each band is read off, as ``Attainment.levels`` says; NaN where not rated.

    Returns
    -------
    Series of int
        Number of services by band, and ``not rated`` last.

    Examples
    --------
    >>> bands(np.array([0.0, 0.2, 0.5, 0.9, np.nan])).to_dict()
    {'none': 1, 'low': 1, 'medium': 1, 'high': 1, 'not rated': 1}
    """
    names = [*BANDS, NOT_RATED]
    counts = pd.Series(band_of(levels), dtype=object).value_counts().reindex(names, fill_value=0)
    return pd.Series(counts.tolist(), index=names, name="services")


def band_of(levels: NDArray[np.float64]) -> list[str]:
    """Return the band of each service, as ``bands`` counts them.

    Parameters
    ----------
    levels : ndarray of float
        What each band is read off, NaN where not rated.

    Returns
    -------
    list of str
        ``none``, ``low``, ``medium``, ``high`` or ``not rated``.

    Examples
    --------
    >>> band_of(np.array([0.0, 0.9, np.nan]))
    ['none', 'high', 'not rated']
    """
    rated = ~np.isnan(levels)
    place = np.digitize(np.where(rated, levels, 0.0), [ROUNDING, MEDIUM - ROUNDING, HIGH - ROUNDING])
    names: list[str] = np.where(rated, np.array(BANDS)[place], NOT_RATED).tolist()
    return names


@once
def _of(scenario: Scenario) -> Attainment:
    services = scenario.services.sort_values("id", ignore_index=True)
    indicators = scenario.indicators.sort_values("id", ignore_index=True)
    service_at, indicator_at = pd.Index(services["id"]), pd.Index(indicators["id"])
    score = np.full((len(services), len(indicators)), np.nan)
    rows = service_at.get_indexer(scenario.scores["service"])
    score[rows, indicator_at.get_indexer(scenario.scores["indicator"])] = scenario.scores["score"]
    weight = np.where(np.isnan(score), 0.0, indicators["weight"].to_numpy())
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    importance = services["importance"].to_numpy()
    return Attainment(service_at, indicator_at, score, weight, importance, scenario.settings.bands_by)
