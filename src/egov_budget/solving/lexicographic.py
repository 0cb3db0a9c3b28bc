"""lexicographic: Program -> Outcome, goal after goal, each held while the next is pursued."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.program import with_binaries
from egov_budget.solving.ahead import Ahead
from egov_budget.solving.few import counts
from egov_budget.solving.held import Held
from egov_budget.solving.held_goal import PRECISION, held_goal
from egov_budget.solving.options import IN_PROCESS
from egov_budget.solving.outcome import Outcome, Reached
from egov_budget.solving.round_sos1 import round_sos1
from egov_budget.solving.run import ALIKE, DUAL
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.shrunk import Shrunk
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.highs import HighsEngine
    from egov_budget.solving.options import SolveOptions
    from egov_budget.solving.round_sos1 import Face
    from egov_budget.solving.run import Engine, Run

MIXED_PRECISION = 1e-6  # the same where a solver's 0.999999 for 1 is taken as it is


def lexicographic(program: Program, options: SolveOptions) -> Outcome:
    """Reach each goal as far as it goes, then hold it while the next is pursued, as ``solve`` says."""
    if program.sos1 and program.whole.any():  # a search in any case: which column a set keeps is part of it
        searched = _pursued(with_binaries(program), options.further())
        if searched.status is not Status.UNFINISHED:
            return searched
    return sos1_searched(_pursued(program, options), options)


def sos1_searched(kept: Outcome, options: SolveOptions) -> Outcome:
    """Search for other columns of SOS1 sets where those that were kept could cost more than the gap.

    Parameters
    ----------
    kept : Outcome
        What was found with the largest column of each set.
    options : SolveOptions
        The gap that is asked for, and the time left.

    Returns
    -------
    Outcome
        The better one; the bound is that of the search.
    """
    program = kept.program
    done = not kept.status.has_plan or kept.reached[0].within(options.relative_gap)
    if done or not program.sos1 or not options.left:
        return kept
    searched = _pursued(with_binaries(program), options.further())
    if not searched.status.has_plan:
        return kept
    first, other = kept.reached[0], searched.reached[0]
    ahead = (other.value - first.value) * (1 if program.goals[0].maximise else -1)
    if ahead > ALIKE * max(abs(other.value), abs(first.value)):
        return searched
    proved = dataclasses.replace(first, bound=first.bound if other.bound is None else other.bound)
    return dataclasses.replace(kept, reached=(proved, *kept.reached[1:]))


def _pursued(program: Program, options: SolveOptions) -> Outcome:
    began = time.perf_counter()
    near = options.relative_gap and len(program.goals) < 3  # a plan made anew is compared quantum by quantum
    shrunk = Shrunk.of(program, np.arange(0 if near else len(program.upper)))
    scaled = Scaled.of(shrunk.program)
    pursuit = _Pursuit(scaled, options, len(shrunk.holds))
    reached, status, duals = list[Reached](), Status.UNFINISHED, None
    for place, goal in enumerate(scaled.program.goals):
        if reached and not options.left:
            status = Status.FEASIBLE
            break
        bounded = pursuit.idle is None and not (reached and program.sos1)  # kept columns bind later goals
        run = pursuit.pursue(place)
        if not reached:
            status, duals = run.status, run.duals
        if run.values is None:
            status = Status.FEASIBLE if reached else status  # the plan of the goal before still stands
            break
        if pursuit.plan is None:  # what was kept of each set leaves no plan, but another choice may
            return _pursued(with_binaries(program), options)
        reached.append(Reached.of(goal, pursuit.plan, run.bound if bounded else None, run.status))
        if run.status is Status.FEASIBLE:
            status = Status.FEASIBLE
    exact = pursuit.polished() if len(reached) == len(scaled.program.goals) else None
    if exact is not None:
        pursuit.plan = exact
        reached = [
            dataclasses.replace(each, value=Reached.of(goal, exact, None, status).value)
            for goal, each in zip(scaled.program.goals, reached, strict=True)
        ]
    plan = None if pursuit.plan is None else shrunk.spread @ scaled.values(pursuit.plan)
    duals = None if duals is None else shrunk.duals(scaled.duals(duals))
    seconds = time.perf_counter() - began
    return Outcome(
        program, status, options.solver, seconds, tuple(reached), plan, duals, options.relative_gap
    )


class _Pursuit:
    """A program in an engine on its way through its goals.

    Attributes
    ----------
    ahead : Ahead or None
        What was found of the next goal while SOS1 sets were rounded for this one.
    plan : ndarray of float or None
        The plan of the goal before; ``None`` if rounding SOS1 sets left none.
    idle : ndarray of int64 or None
        Columns of whole numbers that the last goal may change, once the others are fixed.
    """

    def __init__(self, scaled: Scaled, options: SolveOptions, spared: int) -> None:
        self.scaled, self.options = scaled, options
        self.highs: HighsEngine | None = None
        if options.solver == IN_PROCESS:
            from egov_budget.solving.highs import HighsEngine

            arrays = Held.from_program(scaled.program, spared, bare=spared > 0)
            self.highs = HighsEngine(arrays, options)
            self.engine: Engine = self.highs
        else:
            from egov_budget.solving.named import NamedEngine

            self.engine = NamedEngine(scaled.program, options)
        self.whole = np.flatnonzero(scaled.program.whole)
        self.plan: NDArray[np.float64] | None = None
        self.idle: NDArray[np.int64] | None = None
        self.ahead: Ahead | None = None

    def pursue(self, place: int) -> Run:
        """Pursue one goal; return what was found before SOS1 sets were rounded, and keep the plan after."""
        if self.plan is not None:
            self._hold(place - 1, self.plan)
        ahead, self.ahead = self.ahead, None
        found = ahead.run if ahead else self.engine.minimise(self.scaled.cost(place), self.plan)
        if found.values is None:
            return found
        if self.highs is not None and len(self.whole) and self.options.relative_gap and self._narrows(place):
            kept = self._narrowed(self.highs, place, found.values)
        else:
            kept = self._exact(place, round_sos1(self.engine, self.scaled, place, found, self._face(place)))
        self.plan = kept.values
        if self.plan is None and not self.options.left:  # settling has to round it
            self.plan = found.values
        return found

    def _narrows(self, place: int) -> bool:
        """Tell whether the goals after this one keep the whole numbers it has use for, as they were found."""
        slow = place > 0 and self.highs is not None and self.highs.held.slow
        few = slow and counts(self.scaled.cost(place), self.scaled.program.whole)
        return few or place == len(self.scaled.program.goals) - 2

    def _narrowed(self, highs: HighsEngine, place: int, values: NDArray[np.float64]) -> Run:
        """Fix whole numbers as they were found and round SOS1 sets; search again if that gives no plan."""
        highs.restore(highs.state.holding(self.whole, values))
        run = round_sos1(highs, self.scaled, place, face=self._face(place))
        if run.reduced_costs is None:
            self.ahead = None
            self._free(highs, self.whole)
            return round_sos1(highs, self.scaled, place)
        # another value of these costs the goal nothing
        self.idle = self.whole[np.abs(run.reduced_costs[self.whole]) <= DUAL]
        return run

    def polished(self) -> NDArray[np.float64] | None:
        """Return the best plan with the whole numbers found, each goal on the optimal face of the last.

        A search takes 0.999999 for 1 and holds a goal with some slack, of which the next one makes use.
        """
        goals, highs = self.scaled.program.goals, self.highs
        sought = len(self.whole) > 0 and not self.options.relative_gap
        if highs is None or self.plan is None or not sought or any(goal.tolerance for goal in goals):
            return None
        highs.restore(highs.state.holding(self.whole, self.plan))
        values: NDArray[np.float64] | None = None
        for place in range(len(goals)):
            values = highs.minimise(self.scaled.cost(place)).values
            if values is None:
                break
            highs.stay_optimal()
        return values

    def _exact(self, place: int, found: Run) -> Run:
        """Return a run with the same whole numbers to the last digit; what is held next must have a plan."""
        if self.highs is None or not len(self.whole) or found.values is None:
            return found
        state = self.highs.state
        self.highs.restore(state.holding(self.whole, found.values))
        run = self.highs.minimise(self.scaled.cost(place))
        self.highs.restore(state)
        return found if run.values is None else run

    def _face(self, place: int) -> Face | None:
        """Return how to find the plan that is as good for a goal and best for the next, if that is known."""
        highs, last = self.highs, place == len(self.scaled.program.goals) - 1
        if highs is None or last or highs.state.whole.any():
            return None

        def best(values: NDArray[np.float64]) -> NDArray[np.float64]:
            self.ahead = Ahead.of(highs, self.scaled.cost(place + 1))
            found = self.ahead.run.values
            return values if found is None else found

        return best

    def _free(self, highs: HighsEngine, columns: NDArray[np.int64]) -> None:
        """Let columns take any whole numbers."""
        state = highs.state.with_columns(columns, 0.0, self.scaled.program.upper[columns])
        highs.restore(state.with_whole(columns, True))

    def _hold(self, place: int, plan: NDArray[np.float64]) -> None:
        """Let the goals to come give up no more of this one than they may."""
        goal, cost = self.scaled.program.goals[place], self.scaled.cost(place)
        mixed = len(self.whole) > 0
        if self.highs is not None and goal.tolerance == 0 and (self.idle is not None or not mixed):
            if self.ahead is None:
                self.highs.stay_optimal()
            else:
                self.highs.restore(self.ahead.face.within(self.highs.state.column_upper))
        else:
            self.ahead = None
            exact = self.highs is not None or not mixed
            self.engine.add_cut(*held_goal(goal, cost, plan, PRECISION if exact else MIXED_PRECISION))
        if self.highs is not None and self.idle is not None and len(self.idle):
            self.ahead = None
            self._free(self.highs, self.idle)
