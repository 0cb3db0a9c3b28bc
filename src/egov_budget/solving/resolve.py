"""Resolve: one program solved again and again, each time with small changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Self

import highspy
import numpy as np

from egov_budget.solving.change import Change
from egov_budget.solving.held import Held
from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.options import SolveOptions
from egov_budget.solving.outcome import Outcome
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.shrunk import Shrunk
from egov_budget.solving.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.run import Run
    from egov_budget.solving.snapshot import Snapshot


NONE = np.zeros(0)
SMALL = 1e-9  # a difference this small, as a part of the goal's value, is none


@dataclass(frozen=True, eq=False)
class Resolved:
    """What the first goal reaches, more being better whatever the goal.

    Parameters
    ----------
    value : float
        What the plan found reaches; minus infinity if no plan keeps every rule.
    bound : float
        No plan reaches more.
    values : ndarray of float, shape (columns,)
        Value of every column; empty without a plan.
    priced : callable
        Gives ``prices``, which few ask for.
    """

    value: float
    bound: float
    values: NDArray[np.float64] = field(default_factory=NONE.copy)
    priced: Callable[[], NDArray[np.float64]] = NONE.copy

    @cached_property
    def prices(self) -> NDArray[np.float64]:
        """Change of the goal per unit of each row's bound; empty with whole numbers, or without a plan."""
        return self.priced()

    @property
    def gap(self) -> float:
        """Distance to the bound."""
        return max(self.bound - self.value, 0.0) if len(self.values) else 0.0


class Resolve:
    """A program on its first goal, to be solved with changes; a linear re-solve starts where the last ended.

    One with whole numbers is solved without any change only where that is asked for. Columns that a row
    alone holds back are taken out, and put back where a change is about them.

    Parameters
    ----------
    program : Program
        What is solved.
    shut : ndarray of int64
        Columns that stay at 0.
    options : SolveOptions
        Gap and time; the time limit is that of each solve.
    basis : HighsBasis or None
        Where the first solve starts, if that is known.
    kept : ndarray of int64 or None
        Columns that are not taken out; ``None`` means those that are shut.

    Attributes
    ----------
    mixed : bool
        Whether some columns take whole numbers alone; there are no prices then.
    holds_from, holds_to : ndarray of float, shape (rows,)
        Values of each row's bound between which its price holds, missing where the row is taken out; empty
        with whole numbers.

    Raises
    ------
    SolveError
        By ``base``, and at once if it is linear: no plan keeps every rule without a change.
    """

    def __init__(
        self,
        program: Program,
        shut: NDArray[np.int64],
        options: SolveOptions,
        basis: highspy.HighsBasis | None = None,
        kept: NDArray[np.int64] | None = None,
    ) -> None:
        self.program, self.shut = program, shut
        self.mixed = bool(program.whole.any())
        self._shrunk = Shrunk.of(program, shut if kept is None else kept)
        self._scaled = Scaled.of(self._shrunk.program)
        self._engine = HighsEngine(Held.from_program(self._scaled.program, len(self._shrunk.holds)), options)
        self._start = self._changed(self._engine.state, Change(shut, 0.0, 0.0, of_columns=True))
        self.holds_from = self.holds_to = NONE
        if not self.mixed:
            fits = basis is not None and len(basis.col_status) == len(self._start.column_upper)
            self._engine.restore(dataclasses.replace(self._start, basis=basis if fits else None))
            self.base  # noqa: B018  # where it ends the next one starts
            self._basis = self._engine.snapshot().basis
            self.holds_from, self.holds_to = self._held()

    @classmethod
    def relaxed(cls, program: Program) -> Self:
        """Return the linear relaxation of a program, in which whole numbers may be fractions."""
        whole, none = np.zeros_like(program.whole), np.zeros(0, dtype=np.int64)
        return cls(dataclasses.replace(program, whole=whole), none, SolveOptions())

    def then(self, program: Program) -> Resolve:
        """Return another for the same program with other goals and more rows at its end.

        It starts where this one, which is linear, has ended: with rows that its plan keeps that is a start
        from a plan, and from nothing it could take a hundred times as long.
        """
        before = self._basis
        assert before is not None  # noqa: S101  # it is linear
        basis, more = highspy.HighsBasis(), len(program.row_upper) - len(self.program.row_upper)
        basis.valid, basis.col_status = True, before.col_status
        basis.row_status = [*before.row_status, *[highspy.HighsBasisStatus.kBasic] * more]
        return Resolve(program, self.shut, self._engine.options, basis)

    @cached_property
    def base(self) -> Resolved:
        """The program without any change."""
        if self.mixed:
            self._engine.restore(self._start)
        run = self._run(None)
        if run.values is None:
            raise Outcome(self.program, run.status, self._engine.options.solver, 0.0).error()
        return self._resolved(run)

    def __call__(self, changes: Iterable[Change]) -> Resolved:
        """Solve with changes to the program as it was given.

        Parameters
        ----------
        changes : iterable of Change
            Other bounds.

        Returns
        -------
        Resolved
            What the goal reaches with them.
        """
        state, asked = self._start, [*changes]
        if not all(map(self._shrunk.allows, asked)):
            return self._unshrunk(asked)
        for change in asked:
            state = self._changed(state, change)
        # a large program is searched at its prices, which takes less than a search from a known plan
        start = None if self._engine.held.slow else self.base.values
        self._engine.restore(state)
        return self._resolved(self._run(start))

    def gained(self, changes: Iterable[Change], above: float | None = None) -> tuple[float, float]:
        """Return what changes gain, and how far that may be off; next to nothing is 0.

        What is gained is measured from a value that is known, or from the program without any change.
        """
        stands, gap = (self.base.value, self.base.gap) if above is None else (above, 0.0)
        found = self(changes)
        more, off = found.value - stands, gap + found.gap
        small = SMALL * max(1.0, abs(stands))
        return (0.0 if abs(more) <= small else more), (0.0 if off <= small else off)

    @cached_property
    def _unshrunk(self) -> Resolve:
        """The same with every column, for changes that are about those taken out."""
        every = np.arange(len(self.program.upper))
        return Resolve(self.program, self.shut, self._engine.options, kept=every)

    def _changed(self, state: Snapshot, change: Change) -> Snapshot:
        """Return a state of the engine with a change to the program as it was given."""
        there = self._shrunk.there(change)
        if there.of_columns:
            unit = self._scaled.column[there.at]
            return state.with_columns(there.at, there.lower / unit, there.upper / unit)
        factor = self._scaled.row[there.at]
        return state.with_rows(there.at, there.lower * factor, there.upper * factor)

    def _held(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return from where to where the bound of each row may move before its price changes."""
        found = np.full((2, len(self._shrunk.row)), np.nan)
        found[:, self._shrunk.row] = np.array(self._engine.dual_ranges()) / self._scaled.row
        return found[0], found[1]

    def _run(self, start: NDArray[np.float64] | None) -> Run:
        options = self._engine.options
        self._engine.options = options.within(options.time_limit)
        start = None if start is None else start[self._shrunk.column] / self._scaled.column
        return self._engine.minimise(self._scaled.cost(0), start)

    def _resolved(self, run: Run) -> Resolved:
        if run.values is None:
            known = run.status is Status.INFEASIBLE
            return Resolved(-np.inf, -np.inf if known else np.inf)
        scale = self._scaled.program.goals[0].scale
        value = -scale * float(self._scaled.cost(0) @ run.values)
        bound = np.inf if run.bound is None else -scale * run.bound

        def priced() -> NDArray[np.float64]:
            if run.duals is None:
                return NONE
            return -self.program.goals[0].scale * self._shrunk.duals(self._scaled.duals(run.duals))

        return Resolved(value, bound, self._shrunk.spread @ self._scaled.values(run.values), priced)
