"""Ceiling: an agency, a category or a project gets at most so much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.counting import Inequalities
from egov_budget.counting.holders import Held, held_by
from egov_budget.counting.inequalities import Entries, cost_entries
from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.holder_bound import HolderBound
from egov_budget.rules.holders import Side, bounds_of, holding
from egov_budget.rules.mandatory import required

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Ceiling(HolderBound):
    r"""Credits of a holder's projects together stay within its ceiling.

    .. math:: \sum_{p \in H} \text{credits}_p \le C_H

    in units of money; H is an agency, a category or a single project.

    Parameters
    ----------
    of : {"agencies", "categories", "projects"}
        Whose ceilings.
    """

    side: ClassVar[Side] = "ceiling"
    bars: ClassVar[str] = "ceiling"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each ceiling under the least that mandatory projects cost."""
        settings = scenario.settings
        ceilings = bounds_of(scenario, self.of, "ceiling")
        if not ceilings:
            return
        held = holding(scenario, self.of, list(ceilings))
        needed = held @ np.where(required(scenario, columns), columns.as_adopter, 0)
        for (name, ceiling), least in zip(ceilings.items(), needed, strict=True):
            if ceiling < least:
                have, need = to_amounts([ceiling, int(least)], settings.quantum).tolist()
                key = "needed_over_ceiling" if self.of == "projects" else "mandatory_over_ceiling"
                yield Conflict.of(key, self.name, name, have, need, settings.currency)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the work of each holder costs its ceiling at most."""
        held = held_by(plan, self.of, "ceiling")
        yield self._within(held, cost_entries(plan.tally, held.row))

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield the same of what is due in all years together."""
        held = held_by(course.plans[-1], self.of, "ceiling")
        yield self._within(held, course.due(range(len(course.years)), held.row))

    def _within(self, held: Held, work: list[Entries]) -> Inequalities:
        return Inequalities(held.names, [int(bound) for bound in held.bounds], work)
