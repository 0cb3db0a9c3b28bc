"""Realisation: which part of its promises each agency is expected to deliver."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.errors import Fault, RuleError
from egov_budget.language import all_digits
from egov_budget.money import exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario.scenario import Scenario

Formula = Callable[["NDArray[np.float64]", "NDArray[np.float64]"], "NDArray[np.float64]"]


def product(willingness: NDArray[np.float64], ability: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Return willingness times ability, the formula of every scenario that names no other.

    .. math:: r = w\,a

    Both are needed, so that nothing is delivered where one of them is nothing. Read as chances that
    the management wants the change and that the agency can make it, the product is the chance of
    both if they have nothing to do with each other; it lies between the two that are possible at
    all, ``most_possible`` and ``least_possible``.

    Examples
    --------
    >>> product(np.array([0.8]), np.array([0.5])).tolist()
    [0.4]
    """
    return willingness * ability


def most_possible(willingness: NDArray[np.float64], ability: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Return the smaller of the two: the weaker decides, and the stronger is of no avail.

    .. math:: r = \min(w, a)

    Examples
    --------
    >>> most_possible(np.array([0.8]), np.array([0.5])).tolist()
    [0.5]

    References
    ----------
    Fréchet (1935), the bounds of a joint probability; Hailperin (1984),
    doi:10.1305/ndjfl/1093870625.
    """
    return np.minimum(willingness, ability)


def least_possible(willingness: NDArray[np.float64], ability: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Return what is left when both shortfalls add up.

    .. math:: r = \max(0, w + a - 1)

    Examples
    --------
    >>> least_possible(np.array([0.75]), np.array([0.5])).tolist()
    [0.25]

    References
    ----------
    As for ``most_possible``.
    """
    return np.maximum(0.0, willingness + ability - 1.0)


def realisation(agencies: pd.DataFrame, formula: Formula = product) -> pd.Series:
    """Return the part of its promises that each agency is expected to deliver.

    Parameters
    ----------
    agencies : DataFrame
        The table of a scenario.
    formula : callable
        From willingness and ability, two arrays of parts, to a part each.

    Returns
    -------
    Series of float
        By id of the agency, in the order of the table: readiness where it is given, else by the
        formula. Without any of the three it is 1.
    """
    given = agencies["readiness"].to_numpy(dtype=np.float64)
    willing, able = (agencies[name].to_numpy(dtype=np.float64) for name in ("willingness", "ability"))
    found = np.where(np.isnan(given), formula(willing, able), given)
    return pd.Series(found, index=pd.Index(agencies["id"], name="agency"), name="realisation")


def grown(agencies: pd.DataFrame, years: int) -> pd.DataFrame:
    """Return the agencies with the readiness they have so many years later, 1 at most."""
    if not years:
        return agencies
    steps = zip(realisation(agencies).tolist(), agencies["readiness_growth"].tolist(), strict=True)
    later = [min(float(exact(now) + years * exact(more)), 1.0) for now, more in steps]
    return agencies.assign(readiness=later)


def realise(scenario: Scenario, formula: Formula) -> Scenario:
    """Return the scenario with readiness by a formula of one's own wherever it is not given.

    What the formula gave then stands in the column ``readiness`` like any other number: plans, their
    documents and the checks of a document see it, and nobody needs the formula again.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    formula : callable
        From willingness and ability, two arrays of parts, to a part from 0 to 1 for each agency.

    Returns
    -------
    Scenario
        The same but for the empty cells of ``readiness``.

    Raises
    ------
    RuleError
        If the formula gives an agency what is no part, each such agency at once.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> from egov_budget.scenario import most_possible, realise
    >>> scenario = worlds.four_projects()
    >>> rated = scenario.agencies.assign(willingness=[0.8, 1.0], ability=[0.5, 0.9])
    >>> scenario.replace(agencies=rated).realisation.to_dict()
    {'tax': 0.4, 'health': 0.9}
    >>> realise(scenario.replace(agencies=rated), most_possible).realisation.to_dict()
    {'tax': 0.5, 'health': 0.9}
    """
    agencies = scenario.agencies
    found = realisation(agencies, formula)
    faults = []
    for agency, value in found[~((found >= 0) & (found <= 1))].items():
        told = {"given": all_digits(value)}
        faults.append(Fault.of("no_part", "agencies", None, "readiness", str(agency), **told))
    RuleError.if_any(faults)
    return scenario.replace(agencies=agencies.assign(readiness=found.to_numpy()))
