"""ReducedCosts: the reduced cost of every project in a plan's relaxation, and what it is made of."""

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
    r"""What each project would bring and take at the prices of the linear relaxation.

    .. math:: \bar c_p = c_p - \sum_i y_i A_{ip}

    The prices y are those of its rows, with the leads as they are. No plan that
    delivers p in full gains more than ``reach`` + :math:`\min(0, \bar c_p)`, and none that refuses
    it more than ``reach`` - :math:`\max(0, \bar c_p)`.

    Parameters
    ----------
    reach : float
        No plan gains more.
    gap : float
        Distance of the plan to it.
    worth : ndarray of float, shape (n,)
        What a project delivered in full would add.
    takes : dict of str to ndarray of float, shape (n,)
        What each rule charges a project for it, by the rule's name; below 0 where the rule helps it.
    net : ndarray of float, shape (n,)
        The reduced cost: ``worth`` less all that is taken.
    rate : ndarray of float, shape (n,)
        What one quantum less of the request would spare.
    pool : float
        What the last quantum of the pool brings.
    goal : str
        Name of the goal that gains are counted by.
    """

    reach: float
    gap: float
    worth: NDArray[np.float64]
    takes: dict[str, NDArray[np.float64]]
    net: NDArray[np.float64]
    rate: NDArray[np.float64]
    pool: float
    goal: str

    @classmethod
    def of(cls, allocation: Allocation, program: Program, shut: NDArray[np.int64]) -> ReducedCosts:
        """Price the rows of a plan's relaxation.

        Raises
        ------
        SolveError
            If no plan keeps every rule.
        """
        from egov_budget.solving.resolve import Resolve

        return cls.at(allocation, program, Resolve.relaxed(program, shut).base)

    @classmethod
    def at(cls, allocation: Allocation, program: Program, found: Resolved) -> ReducedCosts:
        """Return the reduced costs at the prices that a linear program was solved with."""
        goal, n = program.goals[0], allocation.columns.n_projects
        sign = goal.scale if goal.maximise else -goal.scale
        price = _lowered(allocation, program, found.prices)
        rule = np.array(program.row_rule)
        by_project = program.matrix[:, :n]
        takes = {name: (price * (rule == name)) @ by_project for name in dict.fromkeys(program.row_rule)}
        worth = sign * goal.coefficients[:n]
        counting = {rule.name for rule in program.rules if not (rule.demanding or rule.frugal)}
        for name in [name for name in takes if name in counting or name == goal.name]:
            worth = worth - takes.pop(name)
        money = program.in_money
        held = by_project.copy()
        held.data = (held.data != 0).astype(np.float64)
        return cls(
            reach=found.value,
            gap=max(found.value - sign / goal.scale * goal.at(allocation.values), 0.0),
            worth=worth,
            takes=takes,
            net=worth - sum(takes.values(), np.zeros(n)),
            rate=((price * money) @ held) / allocation.columns.unit,
            goal=goal.name,
            pool=float(price[program.rows_of(lambda rule: rule.of_the_pool)].sum()) / allocation.columns.unit,
        )


def _lowered(allocation: Allocation, program: Program, prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lower prices of points that no gain pays for; they stay as good a proof and say more.

    Where nothing is gained yet, a solver may price a point above its value.
    """
    price = prices.copy()
    goal, columns = program.goals[0], allocation.columns
    coverage = np.flatnonzero(program.rows_of(lambda rule: rule.covers))
    cells = len(columns.service)
    if len(coverage) != cells + len(columns.shared_cell):
        return price
    sign = goal.scale if goal.maximise else -goal.scale
    for start, rows in ((columns.starts["g"], coverage[:cells]), (columns.starts["u"], coverage[cells:])):
        at = slice(start, start + len(rows))
        surplus = price @ program.matrix[:, at] - sign * goal.coefficients[at]
        price[rows] = np.maximum(price[rows] - np.maximum(surplus, 0.0), 0.0)
    return price
