"""Ceiling: an agency or a category gets at most so much."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.holders import held_by, paid_to
from egov_budget.counting.inequalities import cost_entries
from egov_budget.errors import Conflict
from egov_budget.language import all_digits
from egov_budget.money import to_amounts
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
from egov_budget.rules.mandatory import required

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Ceiling(FundingRule):
    r"""Credits of a holder's projects together stay within its ceiling.

    .. math:: \sum_{p \in H} \text{credits}_p \le C_H

    in units of money; H is an agency or a category.

    Parameters
    ----------
    of : {"agencies", "categories"}
        Whose ceilings.
    """

    of: Holder = "agencies"
    money: ClassVar[bool] = True
    proves: ClassVar[bool] = True
    bars: ClassVar[str] = "ceiling"
    mended_by_money: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """``agency ceiling`` or ``category ceiling``."""
        return f"{HOLDS[self.of]} ceiling"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each ceiling under the least that mandatory projects cost."""
        settings = scenario.settings
        ceilings = bounds_of(scenario, self.of, "ceiling")
        held = holding(scenario, columns, self.of, list(ceilings))
        needed = held @ np.where(required(scenario, columns), columns.as_adopter, 0)
        for (name, ceiling), least in zip(ceilings.items(), needed, strict=True):
            if ceiling < least:
                have, need = to_amounts([ceiling, int(least)], settings.quantum).tolist()
                yield Conflict(
                    self.name, name, have, need, settings.currency,
                    f"mandatory projects of {name!r}, and those they need, cost more than its ceiling",
                    (f"raise the ceiling to {all_digits(need)}", "make some of them optional"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each ceiling."""
        ceilings = bounds_of(scenario, self.of, "ceiling")
        if ceilings:
            bound = np.array(list(ceilings.values())) / columns.unit
            matrix = holding(scenario, columns, self.of, list(ceilings)) @ columns.credits
            yield Block(list(ceilings), matrix.tocsr(), np.full(len(ceilings), -np.inf), bound)

    @property
    def holder(self) -> str:  # type: ignore[override]  # it hangs on whose bounds they are
        """Column of the projects: ``agency`` or ``category``."""
        return HOLDS[self.of]

    @property
    def rank(self) -> int:  # type: ignore[override]  # those of agencies come before those of categories
        """Agencies before categories."""
        return 2 if self.of == "agencies" else 4

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each holder is paid its ceiling at most."""
        for row, given in paid_to(plan, self.of):
            if row["ceiling"] == row["ceiling"]:  # NaN: there is none
                need = plan.limit(row, "ceiling")
                yield Check(self.name, row["id"], given, need, given <= need)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the work of each holder costs its ceiling at most."""
        held = held_by(plan, self.of, "ceiling")
        yield Inequalities(
            held.names, [int(bound) for bound in held.bounds], cost_entries(plan.tally, held.row)
        )

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the ceiling of each holder."""
        for projects, amount in places_held(scenario, columns, self.of, "ceiling"):
            yield Limit(projects, most=amount)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the same rows on what is paid in all years together."""
        for block in self.rows(scenario, expansion.columns):
            held = holding(scenario, expansion.columns, self.of, block.subjects)
            yield dataclasses.replace(block, matrix=expansion.paid_by(held))

    def loosening(self, scenario: Scenario) -> dict[str, Loosening]:
        """Return how each ceiling is raised."""
        return {
            name: Loosening(part=part) for name, part in part_of_pool(scenario, self.of, "ceiling").items()
        }

    def at_pool(self, scenario: Scenario, pool: float) -> Mapping[str, int]:
        """Return each ceiling at another pool."""
        return bounds_of(scenario, self.of, "ceiling", pool)

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say what a holder gets at most."""
        return f"{HOLDS[self.of]} {subject!r} gets at most {amount_of(scenario, self.of, 'ceiling', subject)}"
