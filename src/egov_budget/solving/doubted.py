"""doubted: a search that may have lost plans is done once more in another way, and the better plan counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.solving.run import ALIKE, Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine


def doubted(
    engine: HighsEngine, cost: NDArray[np.float64], first: Run, start: NDArray[np.float64] | None
) -> Run:
    """Search once more without presolve.

    Parameters
    ----------
    engine : HighsEngine
        It holds a program with whole numbers.
    cost : ndarray of float
        What is minimised.
    first : Run
        What a search with presolve has found.
    start : ndarray of float or None
        A known plan.

    Returns
    -------
    Run
        The better plan.
    """
    other = engine.looked_again(cost, start)
    return better(first, other, cost, max(engine.options.relative_gap, ALIKE))


def better(first: Run, other: Run, cost: NDArray[np.float64], gap: float) -> Run:
    """Return the other plan where it is better than the first by a gap or more."""
    if first.values is None or other.values is None:
        return first if other.values is None else other
    value = float(cost @ first.values)
    return other if float(cost @ other.values) <= value - gap * abs(value) else first
