"""HiGHS in process: PuLP sets it up, the arrays are handed over whole, re-solves start warm.

PuLP's own translation walks over every row in Python, which costs more than HiGHS itself at
national size, and cannot solve again after a change; docs/explanation has the figures.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import highspy
import numpy as np

from egov_budget.solving.apart import Search
from egov_budget.solving.configured import IDLE, JUMP, configured
from egov_budget.solving.hand_over import hand_over, whole_or_not
from egov_budget.solving.held import Held
from egov_budget.solving.in_two_ways import in_two_ways
from egov_budget.solving.looks import better, ended_after
from egov_budget.solving.run import DUAL, Run
from egov_budget.solving.snapshot import Snapshot, differing
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.options import SolveOptions

Model = highspy.HighsModelStatus
STATUS = {
    Model.kOptimal: Status.OPTIMAL,
    Model.kModelEmpty: Status.OPTIMAL,
    Model.kInfeasible: Status.INFEASIBLE,
    Model.kUnbounded: Status.UNBOUNDED,
}  # whatever stands not here is UNFINISHED
NONE_LEFT = (Model.kInfeasible, Model.kUnboundedOrInfeasible)
FEASIBLE = 2  # HiGHS: kSolutionStatusFeasible
PASSES = 640  # size that a look of a large search counts for at most, to an entry of the program
LEAST = 1_000_000  # size that a look of a small search counts for at least
LARGE, DEVEX = 200_000, 1  # entries from which HiGHS's other weights of edges cost more than they save
SEARCHED = 0.8  # part of the time left that a search takes at most; rounding what it found takes the rest


class HighsEngine:
    """HiGHS holding one program; all that changes is its state, a value that can be put back.

    Parameters
    ----------
    program : Program or Held
        Arrays to hand over.
    options : SolveOptions
        Gap, threads, and the time after which each run ends.
    tell : callable or None
        Called with every better plan of a search, if somebody waits for it.

    Attributes
    ----------
    held : Held
        The program it was given.
    tell : callable or None
        As it was given.
    in_part : bool
        Whether plans are left out that are in the program, so that a search proves nothing of it.
    state : Snapshot
        What it holds; a run on it starts where the last one ended.
    """

    def __init__(
        self, program: Program | Held, options: SolveOptions, tell: Callable[[Run], None] | None = None
    ) -> None:
        self.options = options
        self.held = program if isinstance(program, Held) else Held.from_program(program)
        self._highs = configured(options)
        if self.held.matrix.nnz > LARGE:
            self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        # where HiGHS refuses the numbers it holds an empty program, and calls that one solved
        self._refused = hand_over(self.held, self._highs) == highspy.HighsStatus.kError
        self.state = Snapshot(
            np.zeros(len(program.upper)), program.upper, program.row_lower, program.row_upper, program.whole
        )
        self.tell, self.in_part = tell, False
        self._elsewhere = tell is None and self.held.slow and bool(sys.executable)
        if tell is not None:
            improved = self._highs.cbMipImprovingSolution
            improved.subscribe(lambda event: tell(better(event, in_part=self.in_part)))

    def beside(self, held: Held) -> HighsEngine:
        """Return another engine for a part of the program, which is searched to half the gap.

        Its relaxation is nearly whole: what finds plans by programs of its own takes a third of the search.
        """
        other = HighsEngine(
            held, dataclasses.replace(self.options, relative_gap=self.options.relative_gap / 2)
        )
        for name in IDLE:
            other._highs.setOptionValue(name, False)
        other._elsewhere = False  # this engine is where a search apart would be
        return other

    def snapshot(self) -> Snapshot:
        """Return the state, with the basis of the last run if it left one."""
        basis = self._highs.getBasis()
        return dataclasses.replace(self.state, basis=basis if basis.valid else None)

    def restore(self, state: Snapshot) -> None:
        """Put a state in place of this one; what is the same in both stays untouched."""
        before, self.state = self.state, dataclasses.replace(state, basis=None)
        highs, low, high = self._highs, state.column_lower, state.column_upper
        if state.strategy != before.strategy:
            highs.setOptionValue("simplex_strategy", state.strategy)
        kept = self._cut(before, state)
        at = differing((before.column_lower, low), (before.column_upper, high))
        highs.changeColsBounds(len(at), at, low[at], high[at])
        low, high = state.row_lower[:kept], state.row_upper[:kept]
        at = differing((before.row_lower[:kept], low), (before.row_upper[:kept], high))
        highs.changeRowsBounds(len(at), at, low[at], high[at])  # type: ignore[attr-defined]  # not in the stubs
        at = differing((before.whole, state.whole))
        highs.changeColsIntegrality(len(at), at, whole_or_not(state.whole[at]))
        if state.basis is not None:
            highs.setBasis(state.basis)

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns`` in the time left, perhaps from a known plan."""
        mixed, left = bool(self.state.whole.any()), self.options.left
        if self._refused or not left:
            return Run(Status.UNFINISHED)
        if mixed and self._elsewhere and np.isfinite(left):
            search = Search(self.held, self.state, self.options.within(left), cost, start)
            return search.run(SEARCHED * left)
        return in_two_ways(self, cost, start) if mixed else self.searched(cost)

    def searched(
        self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None, *, presolve: bool = True
    ) -> Run:
        """Run HiGHS once, and without its presolve where that has found no plan or is not wanted."""
        mixed = bool(self.state.whole.any())
        model = self._run(cost, start if mixed else None, presolve=presolve)
        if mixed and model in NONE_LEFT:  # presolve has called programs infeasible that are not
            model = self._run(cost, presolve=False)
        if model == Model.kUnboundedOrInfeasible:  # without a goal only the latter is left
            feasible = self._run(np.zeros_like(cost)) == Model.kOptimal
            return Run(Status.UNBOUNDED if feasible else Status.INFEASIBLE)
        run = self._ended(STATUS.get(model, Status.UNFINISHED))
        if mixed and start is not None and run.status is Status.OPTIMAL and self._beyond_gap(cost, run):
            # a start that presolve takes for a better plan comes back as it was, called optimal
            self._highs.clearSolver()
            return self.searched(cost)
        return run

    def looked_again(
        self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None, *, presolve: bool = False
    ) -> Run:
        """Search with no more work than a further search takes, without presolve if it is not wanted."""
        asked, self.options = self.options, self.options.further()
        jumps = self._highs.getOptionValue(JUMP)[1]
        self._highs.setOptionValue(JUMP, jumps and presolve)  # without presolve there is a plan to beat
        try:
            return self.searched(cost, start, presolve=presolve)
        finally:
            self.options = asked
            self._highs.setOptionValue(JUMP, jumps)

    def add_cut(self, cost: NDArray[np.float64], most: float) -> None:
        """Demand ``cost @ columns <= most`` from now on."""
        self.restore(self.state.with_cut(cost, most))

    def fix(self, columns: NDArray[np.int64], values: NDArray[np.float64] | float) -> None:
        """Fix columns at values from now on."""
        self.restore(self.state.with_columns(columns, values, values))

    def stay_optimal(self) -> None:
        """Keep to the optimal face of the linear run that just ended.

        Columns with a reduced cost and rows with a dual stay; a cut at the value found costs a solve.
        """
        found = self._highs.getSolution()
        value, at_row = np.array(found.col_value), np.array(found.row_value)
        columns = np.flatnonzero(np.abs(np.array(found.col_dual)) > DUAL)
        rows = np.flatnonzero(np.abs(np.array(found.row_dual)) > DUAL)
        state = self.state.with_columns(columns, value[columns], value[columns])
        self.restore(state.with_rows(rows, at_row[rows], at_row[rows]))

    def ray(self) -> NDArray[np.float64]:
        """Return how the duals may move without end after a linear run that found no plan; 0 if not known."""
        _, known, ray = self._highs.getDualRay()  # type: ignore[attr-defined]  # not in the stubs
        return np.array(ray) if known else np.zeros(self.held.matrix.shape[0])

    def dual_ranges(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return from where to where each row's bound may move before its dual changes, shape (m,) each."""
        _, found = self._highs.getRanging()
        return np.array(found.row_bound_dn.value_), np.array(found.row_bound_up.value_)

    def _run(
        self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None, *, presolve: bool = True
    ) -> Model:
        mixed = bool(self.state.whole.any())
        bare = self.held.bare and self.state.column_upper is self.held.upper  # and nothing is fixed
        self._highs.setOptionValue("presolve", "choose" if presolve and (mixed or not bare) else "off")
        if np.isfinite(left := self.options.left):  # HiGHS counts from its first run, but each search anew
            limit = SEARCHED * left if mixed else self._highs.getRunTime() + left
            self._highs.setOptionValue("time_limit", limit)
        self._highs.cbMipInterrupt.clear()  # type: ignore[no-untyped-call]  # not in the stubs
        if mixed and np.isfinite(self.options.work):
            size = min(self.held.size, PASSES * self.held.matrix.nnz)
            self._highs.cbMipInterrupt.subscribe(ended_after(self.options.work / (LEAST + size)))
        self._highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        if start is not None:
            solution = highspy.HighsSolution()
            solution.col_value = start.tolist()
            self._highs.setSolution(solution)
        self._highs.run()
        return self._highs.getModelStatus()

    def _ended(self, status: Status) -> Run:
        """Return what the last run found."""
        mixed, info = bool(self.state.whole.any()), self._highs.getInfo()
        if status is Status.UNFINISHED and info.primal_solution_status == FEASIBLE and mixed:
            status = Status.FEASIBLE
        if not status.has_plan:
            return Run(status)
        found = self._highs.getSolution()
        values = np.array(found.col_value)
        if not mixed:
            return Run(status, values, info.objective_function_value, found)
        return Run(status, values, info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else None)

    def _beyond_gap(self, cost: NDArray[np.float64], run: Run) -> bool:
        if run.values is None or run.bound is None:
            return False
        value = float(cost @ run.values)
        return value - run.bound > 2 * max(self.options.relative_gap, 1e-6) * max(1.0, abs(value))

    def _cut(self, before: Snapshot, state: Snapshot) -> int:
        """Take out cuts that are gone and add new ones; return how many rows were there all along."""
        same = [one is other for one, other in zip(before.cuts, state.cuts, strict=False)]
        kept = same.index(False) if False in same else len(same)
        rows = self.held.matrix.shape[0]
        gone = np.arange(rows + kept, rows + len(before.cuts), dtype=np.int32)
        self._highs.deleteRows(len(gone), gone)
        for place, cost in enumerate(state.cuts[kept:], rows + kept):
            at = np.flatnonzero(cost).astype(np.int32)
            self._highs.addRow(state.row_lower[place], state.row_upper[place], len(at), at, cost[at])
        return rows + kept
