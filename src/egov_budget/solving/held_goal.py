"""held_goal: a goal that was reached -> the row by which later goals hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.objectives import Goal

PRECISION = 1e-9  # part of a goal's value that a later goal may give up, for solvers round
FINE = 1024.0  # a row with this value is kept to within 1e-9 of it by solvers that round to a millionth


def held_goal(
    goal: Goal, cost: NDArray[np.float64], plan: NDArray[np.float64], slack: float = PRECISION
) -> tuple[NDArray[np.float64], float]:
    """Return a row that later goals must keep, and its bound: they may let go of next to nothing.

    The row is in units in which what a solver takes for nothing is that part of the value.
    """
    value = float(cost @ plan)
    unit = abs(value) / FINE or 1.0
    return cost / unit, (value + max(slack, goal.tolerance) * abs(value)) / unit
