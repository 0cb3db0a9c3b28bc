"""in_two_ways: a search among whole numbers is done in two ways, and the better plan counts.

No single search is believed. Presolve has lost plans, on a row that leaves next to nothing most of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.solving.priced import priced
from egov_budget.solving.run import ALIKE, Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine

SMALL = 200_000  # size up to which a search costs next to nothing


def in_two_ways(
    engine: HighsEngine, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None
) -> Run:
    """Search a large program at prices, then whole where need be; a small one with presolve and without.

    Parameters
    ----------
    engine : HighsEngine
        It holds a program with whole numbers.
    cost : ndarray of float, shape (n,)
        What is minimised.
    start : ndarray of float or None
        A known plan.

    Returns
    -------
    Run
        The better plan.
    """
    gap = engine.options.relative_gap
    if start is None and engine.held.slow and gap:
        known = priced(engine, cost)
        if known is None:
            return engine.searched(cost)
        if engine.tell is not None:
            engine.tell(known)
        done = known.status is Status.OPTIMAL
        return known if done else _better(known, engine.searched(cost, known.values), cost, 0.0)
    first = engine.searched(cost, start, presolve=bool(gap) or not engine.state.cuts)
    if first.status is not Status.OPTIMAL or engine.held.size > SMALL:
        return first
    return _better(first, engine.searched(cost, presolve=False), cost, max(gap, ALIKE))


def _better(first: Run, other: Run, cost: NDArray[np.float64], gap: float) -> Run:
    """Return the other plan where it is better than the first by a gap or more."""
    if first.values is None or other.values is None:
        return first if other.values is None else other
    value = float(cost @ first.values)
    return other if float(cost @ other.values) <= value - gap * abs(value) else first
