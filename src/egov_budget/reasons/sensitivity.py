"""Sensitivity of a plan to one project: solved again without it, or with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting import BILLION
from egov_budget.reasons.standing import standing
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving import SolveOptions
    from egov_budget.solving.resolve import Resolve


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """A plan's program, ready to be solved again; its leads stay, but for a lead that is refused.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    options : SolveOptions
        Gap and time of each search.
    """

    allocation: Allocation
    options: SolveOptions

    @cached_property
    def resolve(self) -> Resolve:
        """The program, solved as it is.

        Raises
        ------
        SolveError
            If no plan keeps every rule.
        """
        from egov_budget.solving.resolve import Resolve

        return Resolve(*standing(self.allocation), self.options)

    def refused(self, place: int) -> tuple[float, float]:
        """Return what is lost without a project, obligation or not, and how far that may be off."""
        if self._is(place, 0):
            return 0.0, 0.0
        out = [Change(place, 0.0, 0.0, of_columns=True), *self._lifted(place, "mandatory")]
        return min(self._lost([*out, *heir]) for heir in self._heirs(place))

    def funded(self, place: int) -> tuple[float, float]:
        """Return what is lost with a project in full, excluded or not, and how far that may be off."""
        if self._is(place, BILLION):
            return 0.0, 0.0
        forced = [Change(place, 1.0, 1.0, of_columns=True), *self._lifted(place, "excluded")]
        return self._lost(forced)

    def _is(self, place: int, part: int) -> bool:
        """Tell whether a plan that was searched for delivers just so much of a project, and loses nothing."""
        return self.allocation.outcome is not None and int(self.allocation.parts[place]) == part

    def _lost(self, changes: list[Change]) -> tuple[float, float]:
        """Return how much less than this plan the best with changes reaches, and how far that may be off."""
        stands = self.resolve.program.goals[0].reach(self.allocation.values)
        more, off = self.resolve.gained(changes, above=stands)
        return 0.0 - more, off

    def _heirs(self, place: int) -> list[list[Change]]:
        """Return who may lead instead of a project, one at a time; no change where it does not lead."""
        columns, program = self.allocation.columns, self.resolve.program
        led = np.flatnonzero(self.allocation.leads == place)
        if not len(led):
            return [[]]
        peers = np.flatnonzero((columns.group == led[0]) & (columns.member != place))
        at = [*(columns.starts["b"] + peers).tolist(), columns.starts["n"] + int(led[0])]
        return [[Change(b, 0.0, float(program.upper[b]), of_columns=True)] for b in at]

    def _lifted(self, place: int, rule: str) -> list[Change]:
        program, name = self.resolve.program, self.allocation.columns.projects[place]
        keys = enumerate(zip(program.row_rule, program.row_subject, strict=True))
        return [Change(row, -np.inf, np.inf) for row, key in keys if key == (rule, name)]
