"""Margin: what each project would bring and take at the edge of a plan, by the prices of its rows."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program


@dataclass(frozen=True, eq=False)
class Margin:
    r"""The reduced cost of every project, by what it is made of.

    .. math:: \bar c_p = c_p - \sum_i y_i A_{ip}

    The prices y are those of the linear relaxation, with the leads as they are. No plan that
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
    reduced : ndarray of float, shape (n,)
        ``worth`` less all that is taken.
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
    reduced: NDArray[np.float64]
    rate: NDArray[np.float64]
    pool: float
    goal: str

    @classmethod
    def of(cls, allocation: Allocation, program: Program, shut: NDArray[np.int64]) -> Margin:
        """Price the rows of a plan's relaxation.

        Raises
        ------
        SolveError
            If no plan keeps every rule.
        """
        from egov_budget.solving.trials import Trials

        relaxed = dataclasses.replace(program, whole=np.zeros_like(program.whole))
        trials = Trials(relaxed, shut)
        if trials.base.prices is None:
            raise trials.error()
        return cls.at(allocation, relaxed, trials.base.value, trials.base.prices)

    @classmethod
    def at(
        cls, allocation: Allocation, program: Program, reach: float, prices: NDArray[np.float64]
    ) -> Margin:
        """Return the margin for known prices of the rows."""
        goal, n = program.goals[0], allocation.columns.n_projects
        sign = goal.scale if goal.maximise else -goal.scale
        price = _lowered(allocation, program, prices)
        rule = np.array(program.row_rule)
        by_project = program.matrix[:, :n]
        takes = {name: (price * (rule == name)) @ by_project for name in dict.fromkeys(program.row_rule)}
        worth = sign * goal.coefficients[:n]
        for name in [name for name in takes if name in ("coverage", "data exchange", goal.name)]:
            worth = worth - takes.pop(name)
        money = program.in_money
        held = by_project.copy()
        held.data = (held.data != 0).astype(np.float64)
        return cls(
            reach=reach,
            gap=max(reach - sign / goal.scale * goal.at(allocation.values), 0.0),
            worth=worth,
            takes=takes,
            reduced=worth - sum(takes.values(), np.zeros(n)),
            rate=((price * money) @ held) / allocation.columns.unit,
            goal=goal.name,
            pool=float(price[rule == "pool"].sum()) / allocation.columns.unit,
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
