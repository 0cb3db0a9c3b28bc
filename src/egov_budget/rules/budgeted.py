"""Budgeted uncertainty: at most so many things go wrong at once, and how likely that is exceeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.money import LARGEST, to_quanta
from egov_budget.scenario.demanded import Claim, demanded
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario


def budget(rule: str, gamma: float) -> None:
    """Refuse a number of things going wrong that is none.

    Raises
    ------
    RuleError
        If it is not a finite number of 0 or more.
    """
    fault = f"a gamma of {gamma!r} is no number of projects"
    demanded(rule, Claim(0 <= gamma <= LARGEST, "gamma", gamma, fault, "Give 0 or more"))


def worst(amounts: NDArray[np.float64], gamma: float) -> float:
    r"""Return the largest sum of so many amounts, the next one in part.

    .. math:: \max_{S, t} \sum_{j \in S} d_j + (\Gamma - \lfloor \Gamma \rfloor)\, d_t, \qquad
        |S| \le \lfloor \Gamma \rfloor, \; t \notin S

    Parameters
    ----------
    amounts : ndarray of float
        What goes wrong by each, 0 or more.
    gamma : float
        How many go wrong at once, 0 or more.

    Returns
    -------
    float
        0 where nothing can.

    Examples
    --------
    >>> worst(np.array([3.0, 5.0, 1.0]), 1.5)
    6.5
    """
    ranked = np.sort(amounts)[::-1]
    weight = np.clip(gamma - np.arange(len(ranked)), 0.0, 1.0)
    return float(ranked @ weight)


def breach_probability(amounts: NDArray[np.float64], gamma: float) -> float:
    r"""Return at most how likely the worst of gamma of some amounts is exceeded all the same.

    .. math:: \exp\Big(-2\, \frac{(R - \frac{1}{2} \sum_j d_j)^2}{\sum_j d_j^2}\Big), \qquad
        R = \text{worst}(d, \Gamma)

    It holds where each goes wrong by a part of its amount that is half of it at most on the mean,
    whatever it is distributed like, and independently of the others. It is 1 where R is no more than
    half of the sum, and 0 where gamma stands all.

    Parameters
    ----------
    amounts : ndarray of float
        The most by which each goes wrong, 0 or more.
    gamma : float
        How many it is protected against, the next one in part.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> equal = np.ones(100)
    >>> [round(breach_probability(equal, gamma), 4) for gamma in (50, 60, 70, 100)]
    [1.0, 0.1353, 0.0003, 0.0]

    References
    ----------
    W. Hoeffding (1963), Probability inequalities for sums of bounded random variables, Journal of the
    American Statistical Association 58, 13-30, theorem 2, doi:10.1080/01621459.1963.10500830.
    """
    if gamma >= np.count_nonzero(amounts):
        return 0.0
    beyond = max(worst(amounts, gamma) - amounts.sum() / 2, 0.0)
    return float(np.exp(-2 * beyond**2 / (amounts @ amounts)))


def overruns(scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
    """Return the most by which the cost of each project may exceed its request, quanta, shape (n,)."""
    more = listed(scenario, "cost_more")
    return to_quanta(more.to_numpy(), columns.quantum)


def shortfalls(scenario: Scenario, columns: Columns) -> NDArray[np.float64]:
    """Return the most expected points by which each effect may fall short, shape (effects,)."""
    known = columns.attainment
    keys = pd.MultiIndex.from_arrays(
        [
            columns.projects[columns.effect_project],
            known.services[columns.service[columns.effect_cell]],
            known.indicators[columns.indicator[columns.effect_cell]],
        ]
    )
    effects = scenario.effects.set_index(["project", "service", "indicator"]).loc[keys]
    part: NDArray[np.float64] = (effects["points_less"] / effects["points"]).to_numpy(dtype=np.float64)
    return part * columns.points
