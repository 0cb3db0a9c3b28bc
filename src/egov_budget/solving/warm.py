"""HiGHS holding one programme whose bounds change: it forgets what one solve fixed and keeps its basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

from egov_budget.solving.highs import HighsEngine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.run import Run

DUAL, PRIMAL = 1, 4  # HiGHS: simplex_strategy


class WarmEngine(HighsEngine):
    """HiGHS for many solves of one programme under changing bounds of its rows.

    Parameters
    ----------
    program : Program
        Arrays to hand over.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    threads : int or None
        Threads of the search; ``None`` leaves it to HiGHS.
    """

    def __init__(self, program: Program, relative_gap: float, threads: int | None) -> None:
        super().__init__(program, relative_gap, threads)
        self.rows = program.matrix.shape[0]
        self.row_lower, self.row_upper = program.row_lower, program.row_upper
        self.basis: highspy.HighsBasis | None = None
        self.closed = np.zeros(0, dtype=np.int32)

    def bound(self, lower: NDArray[np.float64], upper: NDArray[np.float64]) -> None:
        """Set the bounds of all rows, and undo all that was held, shut or kept since the last time."""
        self.highs.setOptionValue("simplex_strategy", DUAL)
        self._demand_whole(True)
        self.closed = np.zeros(0, dtype=np.int32)
        held = np.arange(self.rows, self.highs.getNumRow(), dtype=np.int32)
        self.highs.deleteRows(len(held), held)
        at = np.arange(self.width, dtype=np.int32)
        self.highs.changeColsBounds(self.width, at, np.zeros(self.width), self.upper)
        for row in np.flatnonzero((lower != self.row_lower) | (upper != self.row_upper)).tolist():
            self.highs.changeRowBounds(row, lower[row], upper[row])
        self.row_lower, self.row_upper = lower, upper

    def relaxed(self, cost: NDArray[np.float64]) -> Run:
        """Find the smallest value without regard to whole numbers, from the last basis."""
        self._demand_whole(False)
        if self.basis is not None:
            self.highs.setBasis(self.basis)
        run = super().minimise(cost)
        self.basis = self.highs.getBasis() if run.values is not None else self.basis
        self._demand_whole(True)
        return run

    def shut(self, columns: NDArray[np.int64]) -> None:
        """Fix columns to 0 until the bounds are set again."""
        super().shut(columns)
        self.closed = np.union1d(self.closed, columns).astype(np.int32)  # HiGHS refuses a column twice

    def open(self) -> NDArray[np.int32]:
        """Let all that was shut move again; return what that was."""
        closed, self.closed = self.closed, np.zeros(0, dtype=np.int32)
        self.highs.changeColsBounds(len(closed), closed, np.zeros(len(closed)), self.upper[closed])
        return closed

    def keep(self, values: NDArray[np.float64], cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fix the whole columns as they were found; return the best plan that has them so.

        It ends on the basis of that plan. From there primal simplex has a few steps to go to the
        next goal, where a start from nothing takes ten times as long.
        """
        if len(self.whole):
            fixed = np.rint(values[self.whole])
            self.highs.changeColsBounds(len(self.whole), self.whole, fixed, fixed)
            self._demand_whole(False)
            if self.basis is not None:
                self.highs.setBasis(self.basis)
            best = super().minimise(cost).values
            values = values if best is None else best
        self.highs.setOptionValue("simplex_strategy", PRIMAL)
        return values

    def _demand_whole(self, whole: bool) -> None:
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        kinds = np.full(len(self.whole), int(kind), dtype=np.uint8)
        self.highs.changeColsIntegrality(len(self.whole), self.whole, kinds)
        self.mixed = whole and bool(len(self.whole))
