"""A second look at one project: the program solved again without it, with it, or with another request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.reasons.margin import Margin
from egov_budget.reasons.standing import standing
from egov_budget.solving.trial import Change, Coefficient

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.trial import Trial
    from egov_budget.solving.trials import Trials

BETTER = 1e-9  # part of the goal's value that counts as more
LOOKS = 60


@dataclass(frozen=True, eq=False)
class SecondLook:
    """A plan's program, ready to be solved again; its leads stay, but for a lead that is refused.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    relative_gap : float
        Gap at which a search with whole numbers stops.
    time_limit : float or None
        Seconds for each search.
    """

    allocation: Allocation
    relative_gap: float = 1e-6
    time_limit: float | None = None

    @cached_property
    def trials(self) -> Trials:
        """The program, solved as it is.

        Raises
        ------
        SolveError
            If no plan keeps every rule.
        """
        from egov_budget.solving.trials import Trials

        program, shut = standing(self.allocation)
        found = Trials(program, shut, self.relative_gap, self.time_limit)
        if found.base.values is None:
            raise found.error()
        return found

    def refused(self, place: int) -> tuple[float, float]:
        """Return what is lost without a project, obligation or not, and how far that may be off."""
        out = [Change(place, 0.0, 0.0, of_column=True), *self._lifted(place, "mandatory")]
        trials = [self.trials([*out, *heir]) for heir in self._heirs(place)]
        return self._lost(max(trials, key=lambda trial: trial.value))

    def funded(self, place: int) -> tuple[float, float]:
        """Return what is lost with a project in full, excluded or not, and how far that may be off."""
        forced = [Change(place, 1.0, 1.0, of_column=True), *self._lifted(place, "excluded")]
        return self._lost(self.trials(forced))

    def enters_at(self, place: int, most: int) -> int | None:
        """Return the largest request in quanta at which a project enters a linear program's plans.

        Each look either finds it in a better plan or has prices that prove a smaller bound.

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
        program, base = self.trials.program, self.trials.base
        columns = self.allocation.columns
        cost, unit = int(columns.cost[place]), columns.unit
        common = columns.common[columns.member == place]
        least = int(common[0]) if len(common) else 0
        entries = program.matrix[:, [place]].tocoo()
        rows = [row for row in entries.coords[0].tolist() if program.in_money[row]]
        asked = min(most, cost)
        for _ in range(LOOKS):
            if asked <= least:
                return None
            less = (cost - asked) / unit
            trial = self.trials(
                [],
                [Coefficient(row, place, float(program.matrix[[row], [place]][0]) - less) for row in rows],
            )
            if trial.prices is None or trial.value > base.value + BETTER * max(1.0, abs(base.value)):
                return asked
            margin = Margin.at(self.allocation, program, trial.value, trial.prices)
            if margin.rate[place] <= 0:
                return None
            proved = cost + margin.reduced[place] / margin.rate[place]
            asked = min(asked - 1, int(np.floor(proved)))
        return asked

    def _heirs(self, place: int) -> list[list[Change]]:
        """Return who may lead instead of a project, one at a time; no change where it does not lead."""
        columns, program = self.allocation.columns, self.trials.program
        led = np.flatnonzero(self.allocation.leads == place)
        if not len(led) or not program.sos1:
            return [[]]
        peers = np.flatnonzero((columns.group == led[0]) & (columns.member != place))
        at = (columns.starts["b"] + peers).tolist()
        return [[Change(b, 0.0, float(program.upper[b]), of_column=True)] for b in at]

    def _lifted(self, place: int, rule: str) -> list[Change]:
        program, name = self.trials.program, self.allocation.columns.projects[place]
        keys = enumerate(zip(program.row_rule, program.row_subject, strict=True))
        return [Change(row, -np.inf, np.inf) for row, key in keys if key == (rule, name)]

    def _lost(self, trial: Trial) -> tuple[float, float]:
        base = self.trials.base
        lost, off = base.value - trial.value, base.gap + trial.gap
        small = BETTER * max(1.0, abs(base.value))
        return (0.0 if abs(lost) <= small else lost), (0.0 if off <= small else off)
