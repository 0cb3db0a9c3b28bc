"""Sensitivity of a plan to one project: solved again without it, with it, or with another request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.reasons.reduced_costs import ReducedCosts
from egov_budget.reasons.standing import standing
from egov_budget.solving.change import Change, Coefficient

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving import SolveOptions
    from egov_budget.solving.resolve import Resolve

BETTER = 1e-9  # part of the goal's value that counts as more
STEPS = 60


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
        out = [Change(place, 0.0, 0.0, of_columns=True), *self._lifted(place, "mandatory")]
        more, off = max(self.resolve.gained([*out, *heir]) for heir in self._heirs(place))
        return 0.0 - more, off

    def funded(self, place: int) -> tuple[float, float]:
        """Return what is lost with a project in full, excluded or not, and how far that may be off."""
        forced = [Change(place, 1.0, 1.0, of_columns=True), *self._lifted(place, "excluded")]
        more, off = self.resolve.gained(forced)
        return 0.0 - more, off

    def enters_at(self, place: int, most: int) -> int | None:
        """Return the largest request in quanta at which a project enters a linear program's plans.

        Each step either finds it in a better plan or has prices that prove a smaller bound.

        Parameters
        ----------
        place : int
            The project, which the plan does not fund.
        most : int
            A request known to be no smaller, from ``explain``.

        Returns
        -------
        int or None
            None if no request is small enough: not above the common work, which would change too.
        """
        program, base = self.resolve.program, self.resolve.base
        columns = self.allocation.columns
        cost, least = int(columns.cost[place]), int(columns.common[columns.member == place].sum())
        entries = program.matrix[:, [place]].tocoo()
        charged = zip(entries.coords[0].tolist(), entries.data.tolist(), strict=True)
        rows = {row: entry for row, entry in charged if program.in_money[row]}
        asked = min(most, cost)
        for _ in range(STEPS):
            if asked <= least:
                return None
            less = (cost - asked) / columns.unit
            found = self.resolve([], [Coefficient(row, place, entry - less) for row, entry in rows.items()])
            if not len(found.prices) or found.value > base.value + BETTER * max(1.0, abs(base.value)):
                return asked
            costs = ReducedCosts.at(self.allocation, program, found)
            if costs.rate[place] <= 0:
                return None
            asked = min(asked - 1, int(np.floor(cost + costs.net[place] / costs.rate[place])))
        return asked

    def _heirs(self, place: int) -> list[list[Change]]:
        """Return who may lead instead of a project, one at a time; no change where it does not lead."""
        columns, program = self.allocation.columns, self.resolve.program
        led = np.flatnonzero(self.allocation.leads == place)
        if not len(led) or not program.sos1:
            return [[]]
        peers = np.flatnonzero((columns.group == led[0]) & (columns.member != place))
        at = (columns.starts["b"] + peers).tolist()
        return [[Change(b, 0.0, float(program.upper[b]), of_columns=True)] for b in at]

    def _lifted(self, place: int, rule: str) -> list[Change]:
        program, name = self.resolve.program, self.allocation.columns.projects[place]
        keys = enumerate(zip(program.row_rule, program.row_subject, strict=True))
        return [Change(row, -np.inf, np.inf) for row, key in keys if key == (rule, name)]
