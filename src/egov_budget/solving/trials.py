"""Trials: one program solved again and again with small changes, each undone after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import highspy
import numpy as np

from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.outcome import Outcome
from egov_budget.solving.status import Status
from egov_budget.solving.trial import Change, Coefficient, Trial

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.errors import SolveError
    from egov_budget.program import Program
    from egov_budget.solving.run import Run

INF = highspy.kHighsInf


class Trials:
    """A program on its first goal, to be solved with changes; linear re-solves start from the first basis.

    Parameters
    ----------
    program : Program
        What is solved.
    shut : ndarray of int64
        Columns that stay at 0.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for each trial.

    Attributes
    ----------
    mixed : bool
        Whether some columns take whole numbers alone; there are no prices then.
    base : Trial
        The program without any change.
    holds_from, holds_to : ndarray of float, shape (rows,), or None
        Values of each row's bound between which its price holds.
    """

    def __init__(
        self,
        program: Program,
        shut: NDArray[np.int64],
        relative_gap: float = 1e-6,
        time_limit: float | None = None,
    ) -> None:
        goal = program.goals[0]
        self.program = program
        self.mixed = bool(program.whole.any())
        self._scale = goal.scale
        self._cost = -goal.coefficients if goal.maximise else goal.coefficients
        self._most = program.upper.copy()
        self._most[shut] = 0.0
        self._engine = HighsEngine(program, relative_gap, None)
        self._engine.shut(shut)
        self._time_limit = time_limit
        run = self._run(None)
        self._status = run.status
        self.base = self._trial(run)
        self.holds_from = self.holds_to = None
        if self.base.prices is not None:
            highs = self._engine.highs
            self._basis = highs.getBasis()
            _, found = highs.getRanging()
            self.holds_from = np.array(found.row_bound_dn.value_)
            self.holds_to = np.array(found.row_bound_up.value_)

    def error(self) -> SolveError:
        """Return the error that says why the program without any change has no plan."""
        return Outcome(self.program, self._status, "HiGHS", 0.0).error()

    def __call__(self, changes: Iterable[Change], coefficients: Iterable[Coefficient] = ()) -> Trial:
        """Solve with changes, then undo them.

        Parameters
        ----------
        changes : iterable of Change
            New bounds.
        coefficients : iterable of Coefficient
            New entries of the matrix.

        Returns
        -------
        Trial
            What the goal reaches with them.
        """
        made, entries, highs = [*changes], [*coefficients], self._engine.highs
        for change in made:
            self._set(change)
        for entry in entries:
            highs.changeCoeff(entry.row, entry.column, entry.value)
        if self.base.prices is not None:
            highs.setBasis(self._basis)  # where the trial before ended must not matter
        found = self._trial(self._run(self.base.values))
        for change in made:
            self._set(self._undone(change))
        for entry in entries:
            before = float(self.program.matrix[[entry.row], [entry.column]][0])
            highs.changeCoeff(entry.row, entry.column, before)
        return found

    def _run(self, start: NDArray[np.float64] | None) -> Run:
        if self._time_limit is not None:
            self._engine.limit(self._time_limit)
        return self._engine.minimise(self._cost, start)

    def _trial(self, run: Run) -> Trial:
        if run.values is None:
            known = run.status is Status.INFEASIBLE
            return Trial(-np.inf, -np.inf if known else np.inf)
        bound = np.inf if run.bound is None else -self._scale * run.bound
        prices = None if run.duals is None else -self._scale * run.duals
        return Trial(-self._scale * float(self._cost @ run.values), bound, run.values, prices)

    def _undone(self, change: Change) -> Change:
        if change.of_column:
            return replace(change, lower=0.0, upper=float(self._most[change.place]))
        lower, upper = self.program.row_lower[change.place], self.program.row_upper[change.place]
        return replace(change, lower=float(lower), upper=float(upper))

    def _set(self, change: Change) -> None:
        highs = self._engine.highs
        setter = highs.changeColBounds if change.of_column else highs.changeRowBounds
        setter(change.place, max(change.lower, -INF), min(change.upper, INF))
