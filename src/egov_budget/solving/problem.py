"""A Program as a problem of PuLP: every column and row with its place as its name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pulp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program


def problem_of(
    program: Program, cost: NDArray[np.float64], lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> tuple[pulp.LpProblem, list[Any]]:
    """Return the problem to minimise ``cost @ columns`` within the rows, and its columns.

    Columns are named x0, x1, ... and rows r0, r1, ...: PuLP and the file formats behind it change
    other names so that two may become one. A row with two bounds is two, r7_from and r7_to.

    Parameters
    ----------
    program : Program
        Rows, and which columns take whole numbers alone.
    cost, lower, upper : ndarray of float, shape (n,)
        What is minimised, and the bounds of the columns.
    """
    kinds = (pulp.LpContinuous, pulp.LpInteger)
    problem = pulp.LpProblem("program", pulp.LpMinimize)
    bounds = zip(lower.tolist(), upper.tolist(), program.whole.tolist(), strict=True)
    columns = [
        problem.add_variable(f"x{place}", low, high if np.isfinite(high) else None, cat=kinds[whole])
        for place, (low, high, whole) in enumerate(bounds)
    ]
    at = np.flatnonzero(cost).tolist()
    problem.setObjective(pulp.lpDot(cost[at].tolist(), [columns[place] for place in at]))
    starts, places, data = (
        part.tolist() for part in (program.matrix.indptr, program.matrix.indices, program.matrix.data)
    )
    rows = zip(pairwise(starts), program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
    for row, ((start, end), low, high) in enumerate(rows):
        if end == start:
            continue
        left = pulp.lpDot(data[start:end], [columns[place] for place in places[start:end]])
        if low == high:
            problem.addConstraint(left == low, f"r{row}")
            continue
        both = np.isfinite(low) and np.isfinite(high)
        if np.isfinite(low):
            problem.addConstraint(left >= low, f"r{row}_from" if both else f"r{row}")
        if np.isfinite(high):
            problem.addConstraint(left <= high, f"r{row}_to" if both else f"r{row}")
    return problem, columns
