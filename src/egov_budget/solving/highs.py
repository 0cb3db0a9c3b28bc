"""HiGHS in process: PuLP sets it up, the arrays are handed over whole, re-solves start warm.

PuLP's own translation walks over every row in Python, which costs more than HiGHS itself at
national size, and cannot solve again after a change; docs/explanation has the figures.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

import highspy
import numpy as np
import pulp

from egov_budget.solving.run import Run
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program

    Rows = NDArray[np.int32]

Model = highspy.HighsModelStatus
STATUS = {
    Model.kOptimal: Status.OPTIMAL,
    Model.kModelEmpty: Status.OPTIMAL,
    Model.kInfeasible: Status.INFEASIBLE,
    Model.kUnbounded: Status.UNBOUNDED,
    Model.kTimeLimit: Status.UNFINISHED,
    Model.kIterationLimit: Status.UNFINISHED,
    Model.kSolutionLimit: Status.UNFINISHED,
    Model.kObjectiveBound: Status.UNFINISHED,
    Model.kObjectiveTarget: Status.UNFINISHED,
    Model.kInterrupt: Status.UNFINISHED,
    Model.kMemoryLimit: Status.UNFINISHED,
}
FEASIBLE = 2  # HiGHS: kSolutionStatusFeasible
DUAL = 1e-7  # a dual or reduced cost below this is none; what it gives away is far below a quantum's gain


@contextmanager
def _stdout_closed() -> Iterator[None]:
    """Send what C code writes to standard output nowhere for a moment."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output to protect
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@cache
def _swallow_banner() -> None:
    """HiGHS greets on standard output when the first instance is made, before it can be told not to."""
    with _stdout_closed():
        highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves its constructor untyped


@cache
def _drop_inherited_threads(process: int) -> None:
    """Start threads anew: a forked process inherits the list of them alone, and would wait for ever."""
    for wait in (False, True):  # the first lets go of them, at times with an error; the second starts anew
        with suppress(RuntimeError):
            highspy.Highs().resetGlobalScheduler(wait)  # type: ignore[no-untyped-call]  # as above


class HighsEngine:
    """HiGHS holding one programme; a re-solve starts from the last basis.

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
        _swallow_banner()
        _drop_inherited_threads(os.getpid())
        carrier = pulp.LpProblem("program", pulp.LpMinimize)
        solver = pulp.HiGHS(msg=False, gapRel=relative_gap, threads=threads, output_flag=False)
        solver.createAndConfigureSolver(carrier)
        self.highs: highspy.Highs = carrier.solverModel
        if threads is not None:  # HiGHS keeps the threads of its first run, and refuses any other number
            self.highs.resetGlobalScheduler(True)
        self.mixed = bool(program.whole.any())
        self.width = len(program.upper)
        self.upper = program.upper
        self.reduced = np.zeros(self.width)
        self.whole = np.flatnonzero(program.whole).astype(np.int32)
        self.highs.passModel(_model(program))

    def limit(self, seconds: float) -> None:
        """Let each run from now on last no longer than so many seconds."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + seconds)

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns``, perhaps from a known plan."""
        self.highs.changeColsCost(self.width, np.arange(self.width, dtype=np.int32), cost)
        if self.mixed and start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            self.highs.setSolution(solution)
        self.highs.run()
        model = self.highs.getModelStatus()
        info = self.highs.getInfo()
        if model == Model.kUnboundedOrInfeasible:
            return Run(self._which())
        status = STATUS.get(model, Status.UNFINISHED)
        if status is Status.UNFINISHED and info.primal_solution_status == FEASIBLE and self.mixed:
            status = Status.FEASIBLE
        if not status.has_plan:
            return Run(status)
        solution = self.highs.getSolution()
        values = np.array(solution.col_value)
        if self.mixed:
            bound = info.mip_dual_bound
            if start is not None and status is Status.OPTIMAL and self._beyond_gap(cost @ values, bound):
                # a start that presolve takes for a better plan comes back as it was, called optimal
                self.highs.clearSolver()
                return self.minimise(cost)
            return Run(status, values, bound if np.isfinite(bound) else None)
        self.reduced = np.array(solution.col_dual)
        return Run(status, values, info.objective_function_value, np.array(solution.row_dual))

    def _beyond_gap(self, value: float, bound: float) -> bool:
        _, relative_gap = self.highs.getOptionValue("mip_rel_gap")
        return bool(value - bound > 2 * max(float(relative_gap), 1e-6) * max(1.0, abs(value)))

    def _which(self) -> Status:
        """Tell infeasible from unbounded: without a goal only the former is left."""
        self.highs.changeColsCost(self.width, np.arange(self.width, dtype=np.int32), np.zeros(self.width))
        self.highs.run()
        feasible = self.highs.getModelStatus() == Model.kOptimal
        return Status.UNBOUNDED if feasible else Status.INFEASIBLE

    def fix(self, cost: NDArray[np.float64], values: NDArray[np.float64]) -> Run | None:
        """Fix the whole columns as they are in a plan and find the best that has them so."""
        fixed = np.rint(values[self.whole])
        self._turn(self.whole, fixed, fixed, whole=False)
        self.mixed = False
        return self.minimise(cost)

    def release(self, *, idle: bool) -> None:
        """Let the whole columns move again, or with ``idle`` those alone that can without loss."""
        at = self.whole
        if idle:  # a reduced cost of 0: another value costs the goal nothing
            at = at[np.abs(self.reduced[at]) <= DUAL]
        self._turn(at, np.zeros(len(at)), self.upper[at], whole=True)
        self.mixed = len(at) > 0

    def _turn(self, at: Rows, low: NDArray[np.float64], high: NDArray[np.float64], *, whole: bool) -> None:
        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        self.highs.changeColsBounds(len(at), at, low, high)
        self.highs.changeColsIntegrality(len(at), at, np.full(len(at), int(kind), dtype=np.uint8))

    def stop_at(self, relative_gap: float) -> None:
        """Let each search with whole numbers from now on stop at this gap."""
        self.highs.setOptionValue("mip_rel_gap", relative_gap)

    def hold(self, cost: NDArray[np.float64], most: float, *, best: bool = False) -> None:
        """Demand ``cost @ columns <= most`` from now on.

        Where a linear run just ended there, its optimal face says the same: columns with a reduced
        cost and rows with a dual stay where they are. A dense row would cost a solve of its own.
        """
        if best:
            self._stay()
            return
        at = np.flatnonzero(cost).astype(np.int32)
        self.highs.addRow(-highspy.kHighsInf, most, len(at), at, cost[at])

    def _stay(self) -> None:
        found = self.highs.getSolution()
        value, at_row = np.array(found.col_value), np.array(found.row_value)
        columns = np.flatnonzero(np.abs(np.array(found.col_dual)) > DUAL).astype(np.int32)
        rows = np.flatnonzero(np.abs(np.array(found.row_dual)) > DUAL).astype(np.int32)
        self.highs.changeColsBounds(len(columns), columns, value[columns], value[columns])
        self.highs.changeRowsBounds(  # type: ignore[attr-defined]  # the stubs of highspy leave it out
            len(rows), rows, at_row[rows], at_row[rows]
        )

    def shut(self, columns: NDArray[np.int64]) -> None:
        """Fix columns to 0 from now on."""
        zeros = np.zeros(len(columns))
        self.highs.changeColsBounds(len(columns), columns.astype(np.int32), zeros, zeros)


def _model(program: Program) -> highspy.HighsLp:
    rows, columns = program.matrix.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = np.zeros(columns), program.upper
    model.row_lower_, model.row_upper_ = program.row_lower, program.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = program.matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = program.matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = program.matrix.data
    if program.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in program.whole.tolist()]
    return model
