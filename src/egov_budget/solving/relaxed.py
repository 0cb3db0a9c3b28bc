"""Relaxed: the linear relaxation of a program or a part of it, solved within other bounds of columns."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from egov_budget.solving.held import Held
from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.options import SolveOptions
from egov_budget.solving.scaled import Scaled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Solved:
    """What a linear program gave; more is better.

    Parameters
    ----------
    value : float
        What the goal reaches; minus infinity if no plan keeps every row.
    values : ndarray of float, shape (columns,)
        Value of every column; empty without a plan.
    prices : ndarray of float, shape (rows,)
        Change of the goal per unit of each row's bound. Without a plan, what lowers any bound by a point
        or more if it is added to the prices that give it; 0 where that is not known.
    """

    value: float
    values: Numbers
    prices: Numbers


@dataclass(frozen=True, eq=False)
class Linear(Held):
    """A linear program as a solver is given it: arrays in units of its own, columns from 0 on.

    Parameters
    ----------
    cost : ndarray of float, shape (n,)
        What is minimised, in parts of ``scale`` points.
    scale : float
        Points, where more is better, to one unit of cost.
    unit, factor : ndarray of float, shape (n,) and (m,)
        Unit of each column and factor of each row, as in ``Scaled``.
    """

    cost: Numbers
    scale: float
    unit: Numbers
    factor: Numbers

    @classmethod
    def of(cls, program: Program) -> Self:
        """Return the relaxation of a program on its first goal, which is maximised."""
        whole = np.zeros_like(program.whole)
        scaled = Scaled.of(dataclasses.replace(program, goals=program.goals[:1], whole=whole, sos1=()))
        made = scaled.program
        return cls(
            made.matrix, made.upper, made.row_lower, made.row_upper, whole,
            scaled.cost(0), made.goals[0].scale, scaled.column, scaled.row,
        )  # fmt: skip

    def charged(self, rows: Places, prices: Numbers) -> Numbers:
        """Return the cost of the columns where all rows but some stay at their prices."""
        others = prices.copy()
        others[rows] = 0
        charged: Numbers = self.cost + self.matrix.T @ (others / (self.scale * self.factor))
        return charged

    def part(self, rows: Places, columns: Places, cost: Numbers) -> Linear:
        """Return the program of some rows and columns, which have other costs."""
        return Linear(
            self.matrix[rows][:, columns], self.upper[columns], self.row_lower[rows], self.row_upper[rows],
            self.whole[columns], cost, self.scale, self.unit[columns], self.factor[rows],
        )  # fmt: skip


class Relaxed:
    """A linear program in an engine; every run starts from where the first one ended.

    Parameters
    ----------
    linear : Linear
        What is solved.

    Attributes
    ----------
    base : Solved
        Within its own bounds.
    """

    def __init__(self, linear: Linear) -> None:
        self.linear = linear
        self._engine = HighsEngine(linear, SolveOptions())
        self._start = self._engine.state
        self.base = self._solved()
        self._start = self._engine.snapshot()

    def within(self, lower: Numbers, upper: Numbers) -> Solved:
        """Solve within other bounds of all columns, in the program's own units."""
        unit = self.linear.unit
        self._engine.restore(self._start.with_columns(slice(None), lower / unit, upper / unit))
        return self._solved()

    def _solved(self) -> Solved:
        linear = self.linear
        run = self._engine.minimise(linear.cost)
        if run.values is not None and run.duals is not None:
            value = -linear.scale * float(linear.cost @ run.values)
            return Solved(value, run.values * linear.unit, -linear.scale * linear.factor * run.duals)
        return Solved(-np.inf, np.zeros(0), self._ray())

    def _ray(self) -> Numbers:
        """Return prices that lower any bound by a point: no plan keeps the rows that they weigh together."""
        linear, state = self.linear, self._engine.state
        ray = -self._engine.ray()
        sides = np.where(ray > 0, linear.row_upper, linear.row_lower)
        ray[~np.isfinite(sides)] = 0  # a bound that is not there weighs nothing: that much is noise
        left = linear.matrix.T @ ray
        bounds = np.where(left > 0, state.column_lower, state.column_upper)
        used = ray != 0
        falls = float(left @ bounds) - float(ray[used] @ sides[used])
        return linear.factor * ray / falls if falls > 0 else np.zeros_like(ray)
