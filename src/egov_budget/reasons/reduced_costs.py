"""ReducedCosts: what every project would bring and take at the prices of a linear program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.solving.resolve import Resolved


@dataclass(frozen=True, eq=False)
class ReducedCosts:
    r"""What each project would bring and take at the prices of a linear program.

    .. math:: \bar c_p = c_p - \sum_i y_i A_{ip}

    The prices y are those of its rows. Where it is the relaxation of the plan's program, no plan that
    delivers p in full gains more than its value + :math:`\min(0, \bar c_p)`, and none that refuses
    it more than that value - :math:`\max(0, \bar c_p)`.

    Parameters
    ----------
    gap : float
        Distance of the plan to the value of the linear program: no plan gains more.
    worth : ndarray of float, shape (n,)
        What a project delivered in full would add.
    net : ndarray of float, shape (n,)
        The reduced cost: ``worth`` less all that its rules charge.
    own : ndarray of float, shape (n,)
        The same without what rules give that demand it: floors, obligations, projects that need it.
    rate : ndarray of float, shape (n,)
        What one quantum less of the request would spare.
    pool : float
        What the last quantum of the pool brings.
    """

    gap: float
    worth: NDArray[np.float64]
    net: NDArray[np.float64]
    own: NDArray[np.float64]
    rate: NDArray[np.float64]
    pool: float

    @classmethod
    def at(cls, allocation: Allocation, program: Program, found: Resolved) -> ReducedCosts:
        """Return the reduced costs at the prices that a linear program was solved with."""
        goal, n = program.goals[0], allocation.columns.n_projects
        sign = goal.scale if goal.maximise else -goal.scale
        price = _lowered(allocation, program, found.prices)
        by_project = program.matrix[:, :n]
        charged = by_project.multiply(price[:, None]).tocsr()
        charging = program.rows_of(lambda rule: rule.demanding or rule.frugal)  # the others count gains
        net = sign * goal.coefficients[:n] - charged.sum(axis=0)
        held = by_project.copy()
        held.data = (held.data != 0).astype(np.float64)
        return cls(
            gap=max(found.value - goal.reach(allocation.values), 0.0),
            worth=net + charged[charging].sum(axis=0),
            net=net,
            own=net + charged[program.rows_of(lambda rule: rule.demanding)].minimum(0).sum(axis=0),
            rate=((price * program.in_money) @ held) / allocation.columns.unit,
            pool=float(price[program.rows_of(lambda rule: rule.of_the_pool)].sum()) / allocation.columns.unit,
        )


def _lowered(allocation: Allocation, program: Program, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lower prices of points that no gain pays for; they stay as good a proof and say more.

    Where nothing is gained yet, a solver may price a point above its value.
    """
    price = prices.copy()
    goal, columns = program.goals[0], allocation.columns
    coverage = np.flatnonzero(program.rows_of(lambda rule: rule.covers))
    cells, shared = len(columns.service), len(columns.shared_cell)
    if len(coverage) != cells + 2 * shared:
        return price
    sign = goal.scale if goal.maximise else -goal.scale
    for block, rows in (("g", coverage[:cells]), ("u", coverage[cells : cells + shared])):
        at = slice(columns.starts[block], columns.starts[block] + len(rows))
        surplus = price @ program.matrix[:, at] - sign * goal.coefficients[at]
        price[rows] = np.maximum(price[rows] - np.maximum(surplus, 0.0), 0.0)
    return price
