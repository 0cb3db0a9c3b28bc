"""Floor: an agency or a category gets at least so much."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.holders import held_by, paid_to
from egov_budget.counting.inequalities import beyond_work, cost_entries
from egov_budget.errors import Conflict
from egov_budget.language import all_digits
from egov_budget.money import to_amounts
from egov_budget.rules.excluded import most_each
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.holders import (
    HOLDS,
    Holder,
    amount_of,
    bounds_of,
    holding,
    part_of_pool,
    places_held,
)
from egov_budget.rules.limit import Limit, Loosening
from egov_budget.rules.shortage import shortage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Floor(FundingRule):
    r"""Credits of a holder's projects together reach its floor.

    .. math:: \sum_{p \in H} \text{credits}_p \ge F_H

    in units of money; H is an agency or a category.

    Parameters
    ----------
    of : {"agencies", "categories"}
        Whose floors.
    """

    of: Holder = "agencies"
    money: ClassVar[bool] = True
    proves: ClassVar[bool] = True
    frugal: ClassVar[bool] = True
    mended_by_money: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """``agency floor`` or ``category floor``."""
        return f"{HOLDS[self.of]} floor"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for floors above the requests, above the ceiling, above the pool together."""
        settings = scenario.settings
        floors = bounds_of(scenario, self.of, "floor")
        ceilings = bounds_of(scenario, self.of, "ceiling")
        held = holding(scenario, columns, self.of, list(floors))
        most = held @ most_each(scenario, columns).astype(np.float64)
        asked = {name: int(most[row]) for row, name in enumerate(floors)}

        def conflict(name: str, have: int, fault: str, other: str) -> Conflict:
            less, more = to_amounts([have, floors[name]], settings.quantum).tolist()
            short = all_digits(more - less)
            remedies = (f"lower the floor by {short}", f"{other} by {short}")
            return Conflict(self.name, name, less, more, settings.currency, fault, remedies)

        for name, floor in floors.items():
            if asked[name] < floor:
                fault = f"the floor of {name!r} is above all it asks for"
                yield conflict(name, asked[name], fault, f"raise the requests of {name!r}")
            if ceilings.get(name, floor) < floor:
                fault = f"the ceiling of {name!r} is under its floor"
                yield conflict(name, ceilings[name], fault, "raise the ceiling")
        short = shortage(scenario, columns, self.of)
        if short is not None:
            yield short

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each floor."""
        floors = bounds_of(scenario, self.of, "floor")
        if floors:
            bound = np.array(list(floors.values())) / columns.unit
            matrix = holding(scenario, columns, self.of, list(floors)) @ columns.credits
            yield Block(list(floors), matrix.tocsr(), bound, np.full(len(floors), np.inf))

    @property
    def holder(self) -> str:  # type: ignore[override]  # it hangs on whose bounds they are
        """Column of the projects: ``agency`` or ``category``."""
        return HOLDS[self.of]

    @property
    def rank(self) -> int:  # type: ignore[override]  # those of agencies come before those of categories
        """Agencies before categories."""
        return 1 if self.of == "agencies" else 3

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each holder is paid its floor at least."""
        for row, given in paid_to(plan, self.of):
            need = plan.limit(row, "floor")
            yield Check(self.name, row["id"], given, need, given >= need)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the work of each holder costs its floor at least, but for what is paid beyond it."""
        tally, held = plan.tally, held_by(plan, self.of, "floor")
        slack = beyond_work(plan, tally, held.row, len(held.names))
        least = [-(-bound.numerator // bound.denominator) for bound in held.bounds]
        work = [part._replace(coefficients=-part.coefficients) for part in cost_entries(tally, held.row)]
        yield Inequalities(held.names, [more - bound for more, bound in zip(slack, least, strict=True)], work)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the floor of each holder."""
        for projects, amount in places_held(scenario, columns, self.of, "floor"):
            yield Limit(projects, least=amount)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the same rows on what is paid in all years together."""
        for block in self.rows(scenario, expansion.columns):
            held = holding(scenario, expansion.columns, self.of, block.subjects)
            yield dataclasses.replace(block, matrix=expansion.paid_by(held))

    def loosening(self, scenario: Scenario) -> dict[str, Loosening]:
        """Return how each floor is lowered."""
        parts = part_of_pool(scenario, self.of, "floor")
        return {name: Loosening(lowered=True, part=part) for name, part in parts.items()}

    def at_pool(self, scenario: Scenario, pool: float) -> Mapping[str, int]:
        """Return each floor at another pool."""
        return bounds_of(scenario, self.of, "floor", pool)

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say what a holder gets at least."""
        return f"{HOLDS[self.of]} {subject!r} gets at least {amount_of(scenario, self.of, 'floor', subject)}"
