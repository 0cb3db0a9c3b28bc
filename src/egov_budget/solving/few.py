"""few: how few of a large program's whole columns do, searched for among those that could be cheap.

The linear relaxation of a count needs next to nothing of each column, so a search finds poor plans and low
bounds for long. What the relaxation knows well is where not to look: columns whose reduced cost is above half
of their cost stay out unless the known plan needs them, and the rest is searched whole. The bound is that of
the relaxation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.solving.run import Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine

DEAR = 0.5  # part of a column's cost from which on, as its reduced cost, it is left out
NEAR = 1e-6  # a bound this little above a whole number is taken for it


def counts(cost: NDArray[np.float64], whole: NDArray[np.bool_]) -> bool:
    """Tell whether a goal is to have few of some columns of whole numbers."""
    at = cost != 0
    return bool(at.any() and whole[at].all() and cost[at].min() == cost.max() > 0)


def few(engine: HighsEngine, cost: NDArray[np.float64], start: NDArray[np.float64]) -> Run:
    """Return a plan with few of the columns that are counted, and a bound; no plan where none was found.

    Parameters
    ----------
    engine : HighsEngine
        It holds a program with whole numbers, and holds the same afterwards.
    cost : ndarray of float, shape (n,)
        What is counted, each at the same cost.
    start : ndarray of float
        A known plan, which may count more than it needs.

    Returns
    -------
    Run
        ``OPTIMAL`` where the bound is reached, else ``FEASIBLE``; ``UNFINISHED`` without a plan.
    """
    asked = engine.state
    try:
        engine.restore(asked.with_whole(slice(None), False))
        relaxed = engine.searched(cost, presolve=False)  # presolve leaves prices on rows
        if relaxed.reduced_costs is None or relaxed.bound is None:
            return Run(Status.UNFINISHED)
        dear = (cost > 0) & (relaxed.reduced_costs > DEAR * cost)
        engine.in_part = True
        others = np.flatnonzero(cost == 0)
        engine.restore(asked.with_columns(others, start[others], start[others]))
        known = engine.searched(cost)
        if known.values is not None:
            dear &= known.values <= asked.column_lower + NEAR
        least = asked.column_lower[dear]
        engine.restore(asked.with_columns(np.flatnonzero(dear), least, least))
        found = engine.looked_again(cost, known.values, presolve=True)
    finally:
        engine.in_part = False
        engine.restore(asked)
    if found.values is None:
        return Run(Status.UNFINISHED)
    unit = float(cost.max())
    bound = float(np.ceil(relaxed.bound / unit - NEAR)) * unit
    proved = float(cost @ found.values) <= bound + NEAR * unit
    return Run(Status.OPTIMAL if proved else Status.FEASIBLE, found.values, bound)
