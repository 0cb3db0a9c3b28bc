r"""priced: rows that couple many columns go into the goal at their prices, and the rest is searched whole.

A search among whole numbers is slow where one row, the pool, holds all projects together. At the duals
:math:`y` of the linear relaxation the goal pays for such rows instead, and what is left falls into parts
that are searched at once:

.. math:: \min_x \; c'x - y'(A_w x - b_w) \quad \text{over the narrow rows, } x \text{ whole}

That value is a bound of the whole program (Geoffrion 1974, doi:10.1007/BFb0120690). Its whole numbers are
fixed and the linear program is solved with all rows: a plan, and with the bound its gap. Where the gap asked
for is wide, whole numbers nearest to those of the relaxation may do.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.solving.doubted import doubted
from egov_budget.solving.held import Held
from egov_budget.solving.run import DUAL, Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine
    from egov_budget.solving.snapshot import Snapshot

WIDE = 50  # entries from which on a row couples
STEPS = 3  # times that prices are tried
BELIEVED = 10  # gaps that a single search may put whole numbers from their relaxation
WHOLE = 1e-6  # a value this near to a whole number is one
FITTED = 0.1  # part of each priced row that columns which may be fractions have to fill, to fit what is fixed


def priced(engine: HighsEngine, cost: NDArray[np.float64]) -> Run:
    """Return a plan of an engine's program and a bound; no plan where prices lead to none.

    Parameters
    ----------
    engine : HighsEngine
        It holds a program with whole numbers, and holds the same afterwards.
    cost : ndarray of float, shape (n,)
        What is minimised.

    Returns
    -------
    Run
        ``OPTIMAL`` where the plan is within the gap that is asked for, else ``FEASIBLE``; ``UNFINISHED``
        without a plan, with the bound of the linear relaxation if that has one.
    """
    asked = engine.state
    if asked.cuts:
        return Run(Status.UNFINISHED)
    try:
        engine.restore(asked.with_whole(slice(None), False))
        relaxed = engine.minimise(cost)
        if relaxed.values is None or relaxed.bound is None:
            return Run(Status.UNFINISHED)
        prices = _Prices(engine, asked, cost)
        fit = prices.fit(relaxed)
        best = prices.fitted(np.rint(relaxed.values[prices.whole])) if fit else prices.nearby(relaxed.values)
        run, bound = relaxed, relaxed.bound
        for _ in range(STEPS if fit else 0):
            if prices.within(best, bound):
                break
            fixed, proved = prices.searched(run, relaxed.bound)
            bound = max(bound, proved)
            run = prices.fitted(fixed) if len(fixed) else Run(Status.UNFINISHED)
            if run.values is None:
                break
            best = min(best, run, key=prices.value)
        if best.values is None:
            return Run(Status.UNFINISHED, bound=bound)
        status = Status.OPTIMAL if prices.within(best, bound) else Status.FEASIBLE
        return Run(status, best.values, bound)
    finally:
        engine.restore(asked)


class _Prices:
    """A program whose wide rows are paid for, in an engine of its own beside that of the whole.

    Parameters
    ----------
    engine : HighsEngine
        It has just solved the linear relaxation.
    asked : Snapshot
        The program with whole numbers.
    cost : ndarray of float, shape (n,)
        What is minimised.
    """

    def __init__(self, engine: HighsEngine, asked: Snapshot, cost: NDArray[np.float64]) -> None:
        self.engine, self.asked, self.cost = engine, asked, cost
        self.start, self.whole = engine.snapshot(), np.flatnonzero(asked.whole)
        self.matrix, self.gap = engine.held.matrix, engine.options.relative_gap
        self.wide = np.diff(self.matrix.indptr) > WIDE

    def of(self, run: Run) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the prices of wide rows after a linear run, and the bounds they hold at; 0 elsewhere."""
        duals = run.duals
        assert duals is not None  # noqa: S101  # it is linear
        side = np.where(duals < 0, self.asked.row_upper, self.asked.row_lower)
        at = self.wide & (np.abs(duals) > DUAL) & np.isfinite(side)
        return np.where(at, duals, 0.0), np.where(at, side, 0.0)

    def fit(self, relaxed: Run) -> bool:
        """Tell whether rows are priced, and filled enough by columns that may be fractions."""
        price, _ = self.of(relaxed)
        if not price.any():
            return False
        row = self.matrix[np.flatnonzero(price)]
        assert relaxed.values is not None  # noqa: S101  # it has ended with a plan
        values, entries = np.abs(relaxed.values), abs(row)
        parts = entries @ np.where(self.asked.whole, 0.0, values)
        return bool((parts >= FITTED * (entries @ values)).all())

    def value(self, run: Run) -> float:
        """Return what a plan costs; infinity without one."""
        return np.inf if run.values is None else float(self.cost @ run.values)

    def within(self, run: Run, bound: float) -> bool:
        """Tell whether a plan is there, within the gap of what is proved."""
        value = self.value(run)
        return run.values is not None and value - bound <= self.gap * abs(value)

    def nearby(self, values: NDArray[np.float64]) -> Run:
        """Return the best plan with the whole numbers that the relaxation found, the few others searched.

        It is what a search of the whole starts from (Berthold 2014, doi:10.1007/s12532-013-0060-9).
        """
        found = self.whole[np.abs(values - np.rint(values))[self.whole] <= WHOLE]
        fixed = np.rint(values[found])
        self.engine.restore(self.asked.with_columns(found, fixed, fixed))
        return self.engine.looked_again(self.cost, presolve=True)

    @cached_property
    def rest(self) -> HighsEngine:
        """The rows that are not priced."""
        asked, narrow = self.asked, ~self.wide
        rows = asked.row_lower[narrow], asked.row_upper[narrow]
        rest = self.engine.beside(Held(self.matrix[narrow], asked.column_upper, *rows, asked.whole))
        rest.restore(rest.state.with_columns(slice(None), asked.column_lower, asked.column_upper))
        return rest

    def searched(self, run: Run, least: float) -> tuple[NDArray[np.float64], float]:
        """Return whole numbers that are best at the prices of a linear run, and the bound they prove.

        A search that puts it far above the least that the relaxation knows of is not believed alone.
        """
        price, side = self.of(run)
        cost, paid = self.cost - self.matrix.T @ price, float(price @ side)
        found = self.rest.searched(cost)
        if found.bound is None or found.bound + paid - least > BELIEVED * self.gap * abs(least):
            known = found.status is Status.OPTIMAL
            found = doubted(self.rest, cost, found, found.values) if known else found
        if found.values is None or found.bound is None:
            return np.zeros(0), -np.inf
        return np.rint(found.values[self.whole]), found.bound + paid

    def fitted(self, fixed: NDArray[np.float64]) -> Run:
        """Return the best plan that has these whole numbers."""
        self.engine.restore(self.start.with_columns(self.whole, fixed, fixed))
        return self.engine.minimise(self.cost)
