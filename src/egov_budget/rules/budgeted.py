"""Budgeted uncertainty: at most so many things go wrong at once, and how likely more do."""

from __future__ import annotations

from math import comb, floor
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.money import to_quanta

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario


MOST = 2**53  # more things than could ever be counted


def budget(rule: str, gamma: float) -> None:
    """Refuse a number of things going wrong that is none.

    Raises
    ------
    RuleError
        If it is not a finite number of 0 or more.
    """
    if not 0 <= gamma <= MOST:
        fault = f"a gamma of {gamma!r} is no number of projects"
        raise RuleError([Fault(rule, None, "gamma", repr(gamma), fault, "Give 0 or more")])


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


def breach_probability(count: int, gamma: float) -> float:
    r"""Return the most likely a row protected against gamma of its numbers is broken all the same.

    .. math:: B(n, \Gamma) = 2^{-n} \Big( (1 - \mu) \binom{n}{\lfloor \nu \rfloor} +
        \sum_{l = \lfloor \nu \rfloor + 1}^{n} \binom{n}{l} \Big), \qquad
        \nu = \tfrac{1}{2}(\Gamma + n), \; \mu = \nu - \lfloor \nu \rfloor

    It holds where deviations are independent and spread evenly to both sides of what is stated,
    whatever they are distributed like.

    Parameters
    ----------
    count : int
        Numbers of the row that are uncertain.
    gamma : float
        How many it is protected against.

    Returns
    -------
    float
        0 where it is protected against all.

    Examples
    --------
    >>> breach_probability(10, 10), round(breach_probability(100, 20), 4)
    (0.0, 0.0284)

    References
    ----------
    Bertsimas and Sim (2004), "The price of robustness", Operations Research 52, 35-53, theorem 3,
    doi:10.1287/opre.1030.0065.
    """
    if gamma >= count:
        return 0.0
    middle = (gamma + count) / 2
    first = floor(middle)
    beyond = sum(comb(count, at) for at in range(first + 1, count + 1))
    scale = 2**count
    return float(min(1.0, (1 - (middle - first)) * (comb(count, first) / scale) + beyond / scale))


def overruns(scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
    """Return the most by which the cost of each project may exceed its request, quanta, shape (n,)."""
    more = scenario.projects.set_index("id")["cost_more"].loc[columns.projects]
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
