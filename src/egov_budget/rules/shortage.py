"""Shortage: floors and obligations that together ask for more than the pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.language import all_digits
from egov_budget.money import LARGEST, exact, to_amounts
from egov_budget.rules.holders import HOLDS, Holder, bounds_of, holding
from egov_budget.rules.mandatory import least_total, required

if TYPE_CHECKING:
    from egov_budget.columns.columns import Columns
    from egov_budget.scenario import Scenario

ROUNDS = 1000  # floors that sum to 98 % of a pool outgrow it no more after some hundred


def shortage(scenario: Scenario, columns: Columns, of: Holder) -> Conflict | None:
    """Compare the pool with what floors and obligations ask for at least.

    A holder takes its floor, or the least that its mandatory projects cost where that is more;
    mandatory projects of nobody with a floor come on top.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys and costs of the projects.
    of : {"agencies", "categories", "projects"}
        Whose floors.

    Returns
    -------
    Conflict or None
        ``None`` if the pool is enough, or if there are no floors to speak of.
    """
    floors = sum(bounds_of(scenario, of, "floor").values())
    if not floors:
        return None
    need = _least(scenario, columns, of, columns.pool)
    # obligations that cost more than the pool without any floor are their own rule's conflict
    if need <= columns.pool or least_total(columns, required(scenario, columns)) > columns.pool:
        return None
    beside = floors <= columns.pool
    all_of = f"{of} and the mandatory projects that they do not cover" if beside else of
    need = need if beside else floors
    enough = _pool_that_does(scenario, columns, of)
    remedy = "write them as credits" if enough is None else f"raise the pool to {all_digits(enough)}"
    have, wanted = (float(quanta * exact(scenario.settings.quantum)) for quanta in (columns.pool, need))
    where = (f"{HOLDS[of]} floor", "pool", have, wanted, scenario.settings.currency)
    return Conflict.of("floors_over_pool", *where, all_of=all_of, remedy=remedy)


def _least(scenario: Scenario, columns: Columns, of: Holder, pool: int) -> int:
    """Return what floors and obligations cost at least if the pool is so large, quanta."""
    floors = bounds_of(scenario, of, "floor", float(to_amounts(pool, scenario.settings.quantum)))
    must = np.where(required(scenario, columns), columns.as_adopter, 0)
    inside = (holding(scenario, of, list(floors)) @ must).astype(np.int64)
    # a part of so large a pool may be beyond what an array of int64 counts
    least = np.maximum(inside.astype(object), np.array([*floors.values()], dtype=object))
    return int(must.sum() - inside.sum()) + int(least.sum())


def _pool_that_does(scenario: Scenario, columns: Columns, of: Holder) -> float | None:
    """Return the smallest pool that is enough, ``None`` if floors that are parts of it outgrow it."""
    pool = columns.pool
    for _ in range(ROUNDS):
        need = _least(scenario, columns, of, pool)
        if need > LARGEST:
            return None
        if need <= pool:
            return float(to_amounts(pool, scenario.settings.quantum))
        pool = need
    return None
