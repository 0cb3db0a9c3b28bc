"""One sample of a core index: other weights, effects and costs, and which projects the best plan funds."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.program import formulate
from egov_budget.solving import SolveOptions
from egov_budget.solving.sweep import sweep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.rules import Rule
    from egov_budget.scenario import Scenario

FUNDED = 1e-6  # a share below this is none
TAKING_TURNS = Lock()  # HiGHS has one set of threads a process, so threads of a pool must not solve at once


@dataclass(frozen=True, eq=False)
class Spread:
    """How far numbers may be from what is written, each drawn evenly from within.

    Parameters
    ----------
    weights : float
        Part by which the weight of each indicator may differ, 0 to 1.
    effects : float
        Part by which all effects of a project may differ together.
    costs : float
        Part by which the cost of a project and its common work may differ together.
    """

    weights: float
    effects: float
    costs: float


@dataclass(frozen=True, eq=False)
class Case:
    """What every sample starts from; small enough to be sent to other machines.

    Parameters
    ----------
    scenario : Scenario
        What is asked for, without its texts.
    columns : Columns
        Numbers as they are written.
    rules : tuple of Rule
        Rules to keep.
    spread : Spread
        How far the numbers may be off.
    seed : int
        Seed of all samples.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    """

    scenario: Scenario
    columns: Columns
    rules: tuple[Rule, ...]
    spread: Spread
    seed: int
    relative_gap: float


def shares(case: Case, numbers: list[int]) -> list[NDArray[np.float64] | None]:
    """Return the delivered share of each project in the best plan of each sample.

    A sample depends on the seed and its number alone, so that it is the same wherever it is drawn.

    Parameters
    ----------
    case : Case
        What to start from.
    numbers : list of int
        Numbers of the samples.

    Returns
    -------
    list of ndarray of float, shape (n,), or None
        ``None`` where the numbers drawn leave no plan.
    """
    return [_shares(case, number) for number in numbers]


def _shares(case: Case, number: int) -> NDArray[np.float64] | None:
    columns = drawn(case.columns, case.spread, np.random.default_rng([case.seed, number]))
    program = formulate(case.scenario, rules=case.rules, columns=columns, check=False)  # solving tells
    bounds = [(program.row_lower, program.row_upper)]
    options = SolveOptions(relative_gap=case.relative_gap, threads=1)
    with TAKING_TURNS:
        outcome = next(sweep(program, bounds, options))
    if outcome.plan is None:
        return None
    share = outcome.plan[: columns.n_projects]
    return np.where(share < FUNDED, 0.0, np.minimum(share, 1.0))


def drawn(columns: Columns, spread: Spread, rng: np.random.Generator) -> Columns:
    """Return columns with weights, effects and costs drawn within the spread.

    Parameters
    ----------
    columns : Columns
        Numbers as they are written.
    spread : Spread
        How far they may be off; 0 leaves them as they are.
    rng : Generator
        Where they are drawn from.

    Returns
    -------
    Columns
        Points stay at most 1, costs whole quanta of at least 1, common work at most the cost.
    """

    def factors(part: float, count: int) -> NDArray[np.float64]:
        return 1 + part * (2 * rng.random(count) - 1)

    by_indicator = factors(spread.weights, len(columns.attainment.indicators))
    by_effect = factors(spread.effects, columns.n_projects)
    by_cost = factors(spread.costs, columns.n_projects)
    weight = columns.attainment.weight * by_indicator
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    attainment = dataclasses.replace(columns.attainment, weight=weight)
    value = weight[columns.service, columns.indicator] * attainment.importance[columns.service]
    points = np.minimum(columns.points * by_effect[columns.effect_project], 1.0)
    cost = np.maximum(np.rint(columns.cost * by_cost), 1).astype(np.int64)
    of_member = by_cost[columns.member]
    common = np.minimum(np.rint(columns.common * of_member).astype(np.int64), cost[columns.member])
    connection = np.minimum(np.rint(columns.connection * of_member).astype(np.int64), common)
    return dataclasses.replace(
        columns.with_points(points), attainment=attainment, value=value,
        cost=cost, common=common, connection=connection,
    )  # fmt: skip
