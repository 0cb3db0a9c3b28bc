"""in_two_ways: a search among whole numbers is done in two ways, and the better plan counts.

No single search is believed. Presolve has lost plans, on a row that leaves next to nothing most of all.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from egov_budget.solving.doubted import better, doubted
from egov_budget.solving.few import counts, few
from egov_budget.solving.priced import priced
from egov_budget.solving.run import ALIKE, Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine

SMALL = 200_000  # size up to which a search costs next to nothing
NOT_KNOWN = Run(Status.UNFINISHED)


def in_two_ways(
    engine: HighsEngine, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None
) -> Run:
    """Search at prices and whole, or with presolve and without; a large program only where that is in doubt.

    Where searches are slow one that starts from a known plan stands alone. So does one for what is to
    be few: among those that could be cheap, and with so much work.

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
    gap, large = engine.options.relative_gap, engine.held.size > SMALL
    if start is not None and engine.held.slow and gap > 0 and counts(cost, engine.state.whole):
        found = few(engine, cost, start)
        return engine.looked_again(cost, start, presolve=True) if found.values is None else found
    anew = start is None and large and gap > 0
    known = priced(engine, cost) if anew and engine.held.slow else NOT_KNOWN
    if known.values is not None:
        if engine.tell is not None:
            engine.tell(known)
        if known.status is Status.OPTIMAL:
            return known
        best = better(known, engine.searched(cost), cost, 0.0)
        return best if best.bound is not None else dataclasses.replace(best, bound=known.bound)
    first = engine.searched(cost, start, presolve=gap > 0 or not engine.state.cuts)
    if first.status is not Status.OPTIMAL or (engine.held.slow and start is not None):
        return first
    other = priced(engine, cost) if anew and not engine.held.slow else known
    if other.status is not Status.OPTIMAL and not _within(first, other.bound, cost, gap):
        if engine.tell is not None:
            engine.tell(first)
        return doubted(engine, cost, first, first.values if large else None)
    return better(first, other, cost, max(gap, ALIKE))


def _within(run: Run, bound: float | None, cost: NDArray[np.float64], gap: float) -> bool:
    """Tell whether a plan is within a gap of what another way has proved."""
    if run.values is None or bound is None:
        return False
    value = float(cost @ run.values)
    return value - bound <= gap * abs(value)
