"""sweep: one Program under many right-hand sides, built once and solved again from where the last ended."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.program import with_binaries
from egov_budget.solving.held import Held
from egov_budget.solving.held_goal import held_goal
from egov_budget.solving.lexicographic import lexicographic, sos1_searched
from egov_budget.solving.options import IN_PROCESS, SolveOptions
from egov_budget.solving.outcome import Outcome, Reached
from egov_budget.solving.round_sos1 import round_sos1
from egov_budget.solving.run import ALIKE
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.shrunk import Shrunk
from egov_budget.solving.snapshot import PRIMAL_SIMPLEX
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.run import Run

Bounds = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def sweep(program: Program, bounds: Iterable[Bounds], options: SolveOptions) -> Iterator[Outcome]:
    """Solve a program again and again with other bounds of its rows.

    Each time the linear relaxation is solved first, from the basis it ended with before: it bounds
    the first goal, and the largest column of each SOS1 set is kept. Then the first goal is searched
    for with whole numbers, and the goals after it are pursued with the whole numbers that were
    found, so a later goal has no proved bound. Where that leaves a wider gap than is asked for, a
    search with every set open looks for better ones.

    Parameters
    ----------
    program : Program
        Arrays to solve.
    bounds : iterable of pair of ndarray
        Lower and upper bounds of all rows, shape (m,) each, for one solve after the other.
    options : SolveOptions
        How to solve; the time limit is that of each solve, and any solver but HiGHS starts anew
        each time.

    Yields
    ------
    Outcome
        For each pair of bounds; its program has those bounds.

    Examples
    --------
    >>> from egov_budget import formulate, worlds
    >>> program = formulate(worlds.four_projects())
    >>> pool = program.row_rule.index("pool")
    >>> highs = [program.row_upper.copy() for _ in range(2)]
    >>> highs[1][pool] /= 2
    >>> found = sweep(program, [(program.row_lower, high) for high in highs], SolveOptions())
    >>> [round(each.reached[0].value, 2) for each in found]
    [1.71, 0.88]
    """
    swept = _Sweep(program, options) if options.solver == IN_PROCESS else None
    for low, high in bounds:
        each = dataclasses.replace(program, row_lower=low, row_upper=high)
        timed = options.within(options.time_limit)
        known = swept if swept is not None and swept.shrunk.stands(low, high) else None
        found = None if known is None else known.outcome(each, timed)
        if found is None:  # another solver, or no plan is left of the columns kept: others are searched for
            found = lexicographic(each if swept is None else with_binaries(each), timed)
        yield sos1_searched(found, timed)


class _Sweep:
    """A program in an engine, where each solve starts from the relaxation of the one before."""

    def __init__(self, program: Program, options: SolveOptions) -> None:
        from egov_budget.solving.highs import HighsEngine

        self.shrunk = Shrunk.of(program, np.zeros(0, dtype=np.int64))
        self.scaled = Scaled.of(self.shrunk.program)
        self.engine = HighsEngine(Held.from_program(self.scaled.program, len(self.shrunk.holds)), options)
        self.whole = np.flatnonzero(self.scaled.program.whole)
        self.start = self.engine.state

    def outcome(self, each: Program, options: SolveOptions) -> Outcome | None:
        """Pursue goal after goal; ``None`` if the columns that were kept of SOS1 sets leave no plan."""
        self.engine.options = options
        rows = self.shrunk.row
        low, high = each.row_lower[rows] * self.scaled.row, each.row_upper[rows] * self.scaled.row
        self.engine.restore(self.start.with_rows(slice(None), low, high).with_whole(self.whole, False))
        relaxed = self.engine.minimise(self.scaled.cost(0))
        if relaxed.values is None:
            return Outcome(each, relaxed.status, IN_PROCESS, time.perf_counter() - options.began)
        first = self._first(relaxed, options.relative_gap)
        if first is None or first.values is None:
            return None
        plan, status = self._polished(first.values), first.status
        reached = [Reached.of(self.scaled.program.goals[0], plan, first.bound, first.status)]
        for place, goal in enumerate(self.scaled.program.goals[1:], 1):
            before, cost = self.scaled.program.goals[place - 1], self.scaled.cost(place - 1)
            self.engine.add_cut(*held_goal(before, cost, plan))
            run = round_sos1(self.engine, self.scaled, place)
            if run.values is None:
                status = Status.FEASIBLE  # the plan of the goal before still stands
                break
            plan = run.values
            reached.append(Reached.of(goal, plan, None, run.status))
        seconds = time.perf_counter() - options.began
        plan = self.shrunk.spread @ self.scaled.values(plan)
        duals = None if relaxed.duals is None else self.shrunk.duals(self.scaled.duals(relaxed.duals))
        return Outcome(each, status, IN_PROCESS, seconds, tuple(reached), plan, duals, options.relative_gap)

    def _first(self, relaxed: Run, relative_gap: float) -> Run | None:
        """Search for the first goal from its relaxation; its bound is that of all plans, whatever is kept."""
        every_set = self.engine.state
        run = round_sos1(self.engine, self.scaled, 0, relaxed)
        if run.values is None:
            return None
        self.start = dataclasses.replace(every_set, basis=self.engine.snapshot().basis)
        bound, cost = relaxed.bound, self.scaled.cost(0)
        if not len(self.whole):
            return dataclasses.replace(run, bound=bound)
        self.engine.restore(self.engine.state.with_whole(self.whole, True))
        run = round_sos1(self.engine, self.scaled, 0)
        if run.values is not None and bound is not None:
            value = float(cost @ run.values)
            if abs(value - bound) > relative_gap * abs(value) + ALIKE:
                one_each = self.engine.state
                self.engine.restore(every_set.with_whole(self.whole, True))
                wide = self.engine.minimise(cost)
                bound = bound if wide.bound is None else max(bound, wide.bound)
                other = round_sos1(self.engine, self.scaled, 0, wide)
                if other.values is None or cost @ other.values >= value:
                    self.engine.restore(one_each)
                else:
                    run = other
        return dataclasses.replace(run, bound=bound)

    def _polished(self, plan: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fix whole numbers as they were found; return the best plan that has them so.

        It ends on the basis of that plan. From there primal simplex has a few steps to go to the
        next goal, where a start from nothing takes ten times as long.
        """
        if len(self.whole):
            state = self.engine.state.holding(self.whole, plan)
            self.engine.restore(dataclasses.replace(state, basis=self.start.basis))
            best = self.engine.minimise(self.scaled.cost(0)).values
            plan = plan if best is None else best
        self.engine.restore(dataclasses.replace(self.engine.state, strategy=PRIMAL_SIMPLEX))
        return plan
