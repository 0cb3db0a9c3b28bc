"""Services that reach a level: a yes/no column for each, and the points that level asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Block, Delivery
from egov_budget.columns.block import laid_out
from egov_budget.rules.admissible import admissible
from egov_budget.scenario.attainment import ROUNDING
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario


def points_within_reach(columns: Columns, admitted: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the most points each cell gains if all projects admitted are funded, shape (cells,).

    Alternatives are left out of account, so no plan gains more.
    """
    points: NDArray[np.float64] = Delivery.of(columns, admitted.astype(np.float64)).points
    return points


def attainment_after(columns: Columns, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the attainment of each service after so many points at each cell, NaN where not rated."""
    known = columns.attainment
    weight = known.weight[columns.service, columns.indicator]
    gained = np.bincount(columns.service, weights=weight * points, minlength=len(known.services))
    return known.mean + gained


def services_at(attainment: NDArray[np.float64], level: float) -> int:
    """Count the services at a level, as the bands are counted: up to the rounding of weights."""
    return int((attainment >= level - ROUNDING).sum())


def reaching(scenario: Scenario, columns: Columns, level: float) -> Block:
    r"""Return a switch for each service that reaches a level, and the rows that hold it to it.

    .. math:: \sum_i W_{ki} g_{ki} \ge (L - A_k) z_k, \qquad z_k \in \{0, 1\}

    in points. A service that is at the level already has a switch and no row; one that no plan
    lifts so far has neither.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys and numbers of the columns.
    level : float
        Attainment to reach, 0 to 1.

    Returns
    -------
    Block
        Rows with the id of the service as subject.
    """
    known = columns.attainment
    before = known.mean
    most = attainment_after(columns, points_within_reach(columns, admissible(scenario, columns)))
    possible = np.flatnonzero(most >= level - ROUNDING)
    asked = possible[before[possible] < level - ROUNDING]
    # weights sum to 1 only nearly: what reaches the level with everything funded must be able to count
    need = np.minimum(level, most[asked]) - before[asked]
    row = np.full(len(known.services), -1)
    row[asked] = np.arange(len(asked))
    cells = np.flatnonzero(row[columns.service] >= 0)
    switch = columns.size + np.searchsorted(possible, asked)
    weight = known.weight[columns.service[cells], columns.indicator[cells]]
    terms = [
        (row[columns.service[cells]], columns.starts["g"] + cells, weight),
        (np.arange(len(asked)), switch, -need),
    ]
    matrix = laid_out(terms, (len(asked), columns.size + len(possible)))
    return Block(
        known.services[asked].tolist(),
        matrix,
        np.zeros(len(asked)),
        np.full(len(asked), np.inf),
        switches=len(possible),
    )


def levelled(rule: str, level: float) -> None:
    """Refuse a level that is off the scale of attainment.

    Raises
    ------
    RuleError
        If it is not above 0 and at most 1.
    """
    fault = f"a level of {level!r} is off the scale of attainment"
    demanded(rule, Claim(0 < level <= 1, "level", level, fault, "Give a part above 0, at most 1"))
