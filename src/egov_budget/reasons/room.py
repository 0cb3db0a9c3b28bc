"""Room: which rules let no more of a project into a plan as it stands, and which are broken without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.rules.funding_rule import FundingRule

TOUCH = 1e-3  # a share: where a rule leaves less room than that, it leaves none
NEAR = 1e-6  # a share: what settling in whole quanta may move


@dataclass(frozen=True, eq=False)
class Room:
    """What the rows of a plan's program leave, counted on the plan and not read off prices.

    Parameters
    ----------
    program : Program
        Its rules and rows.
    project, owner : ndarray of int64, shape (entries,)
        Place of a project and of a rule that speaks of it, sorted by project.
    more, less : ndarray of float, shape (entries,)
        The share of it that the rule lets in besides, and the share that it lets go.
    """

    program: Program
    project: NDArray[np.int64]
    owner: NDArray[np.int64]
    more: NDArray[np.float64]
    less: NDArray[np.float64]

    @classmethod
    def of(cls, allocation: Allocation, program: Program) -> Room:
        """Count what every row of a demand leaves to every project.

        A row with columns that the plan does not settle is left out: nothing is known of its room.
        """
        size, n = allocation.columns.size, allocation.columns.n_projects
        reached = program.matrix[:, :size] @ allocation.values
        known = program.rows_of(lambda rule: rule.demanding)
        known[program.matrix[:, size:].tocoo().coords[0]] = False
        entries = program.matrix[:, :n].tocoo()
        row, project = entries.coords
        order = np.lexsort((row, project))
        order = order[known[row[order]] & (entries.data[order] != 0)]
        row, weight = row[order], entries.data[order]
        over, under = program.row_upper[row] - reached[row], reached[row] - program.row_lower[row]
        return cls(
            program,
            project[order].astype(np.int64),
            program.owner[row],
            np.where(weight > 0, over, under) / np.abs(weight),
            np.where(weight > 0, under, over) / np.abs(weight),
        )

    def blocking(self, place: int, least: float = TOUCH) -> list[FundingRule]:
        """Return the rules that leave no room for so much more of a project."""
        at = self._at(place)
        return self._rules(self.owner[at][self.more[at] < max(least, TOUCH) - NEAR])

    def keeping(self, place: int, share: float) -> list[FundingRule]:
        """Return the rules that the plan would break with so much less of a project."""
        at = self._at(place)
        return self._rules(self.owner[at][self.less[at] < share - NEAR])

    def _at(self, place: int) -> slice:
        return slice(*np.searchsorted(self.project, [place, place + 1]).tolist())

    def _rules(self, owners: NDArray[np.int64]) -> list[FundingRule]:
        return [self.program.rules[at] for at in dict.fromkeys(owners.tolist())]
