"""Floor: an agency, a category or a project gets at least so much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Inequalities
from egov_budget.counting.holders import Held, held_by
from egov_budget.counting.inequalities import Entries, beyond_work, cost_entries
from egov_budget.counting.promises import due_over
from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.excluded import most_each
from egov_budget.rules.holder_bound import HolderBound
from egov_budget.rules.holders import Side, bounds_of, holding
from egov_budget.rules.shortage import shortage

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Floor(HolderBound):
    r"""Credits of a holder's projects together reach its floor.

    .. math:: \sum_{p \in H} \text{credits}_p \ge F_H

    in units of money; H is an agency, a category or a single project.

    Parameters
    ----------
    of : {"agencies", "categories", "projects"}
        Whose floors.
    beyond : mapping of str to float
        What projects are paid beyond what their work costs, by id, currency units: what is spent was paid in
        whole quanta. The programme asks of each for so much less work, and its floor is paid all the same.
    """

    beyond: Mapping[str, float] = field(default_factory=dict, hash=False)
    side: ClassVar[Side] = "floor"
    frugal: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for floors above the requests, above the ceiling, above the pool together."""
        settings = scenario.settings
        floors = bounds_of(scenario, self.of, "floor")
        if not floors:
            return
        ceilings = bounds_of(scenario, self.of, "ceiling")
        held = holding(scenario, self.of, list(floors))
        most = held @ most_each(scenario, columns).astype(np.float64)
        asked = {name: int(most[row]) for row, name in enumerate(floors)}

        def conflict(key: str, name: str, have: int) -> Conflict:
            less, more = to_amounts([have, floors[name]], settings.quantum).tolist()
            return Conflict.of(key, self.name, name, less, more, settings.currency)

        for name, floor in floors.items():
            if asked[name] < floor:
                yield conflict("floor_over_requests", name, asked[name])
            if ceilings.get(name, floor) < floor:
                yield conflict("floor_over_ceiling", name, ceilings[name])
        short = shortage(scenario, columns, self.of)
        if short is not None:
            yield short

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each floor, on what work costs."""
        for block in super().rows(scenario, columns):
            beyond = np.array([self.beyond.get(name, 0.0) for name in block.subjects])
            yield replace(block, lower=block.lower - beyond / columns.quantum / columns.unit)

    def paying(self, beyond: Mapping[str, float]) -> Self:
        """Return the floors of projects where some are paid more than their work costs."""
        return replace(self, beyond=beyond) if self.of == "projects" else self

    def record(self) -> dict[str, Any]:
        """Return the rule as a record, without what is paid beyond work where that is nothing."""
        return {key: value for key, value in super().record().items() if value or key != "beyond"}

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the work of each holder costs its floor at least, but for what is paid beyond it."""
        held = held_by(plan, self.of, "floor")
        slack = beyond_work(plan, plan.work, held)
        yield self._reached(held, slack, cost_entries(plan.tally, held.row))

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield the same of what is due in all years together."""
        plan, due = course.plans[-1], due_over(course)
        held = held_by(plan, self.of, "floor")
        slack = beyond_work(plan, {project: sum(due[project], Fraction(0)) for project in due}, held)
        yield self._reached(held, slack, course.due(range(len(course.years)), held.row))

    def _reached(self, held: Held, slack: list[int], due: list[Entries]) -> Inequalities:
        least = [-(-bound.numerator // bound.denominator) for bound in held.bounds]
        work = [part._replace(coefficients=-part.coefficients) for part in due]
        most = [more - bound for more, bound in zip(slack, least, strict=True)]
        return Inequalities(held.names, most, work)
