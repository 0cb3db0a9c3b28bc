"""HolderBound: what floors and ceilings of agencies, categories and projects have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.counting import Check
from egov_budget.counting.holders import COLUMN, paid_to
from egov_budget.language import figures, in_currency
from egov_budget.money import to_amounts
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.holders import HOLDS, Holder, Side, bounds_of, holding
from egov_budget.rules.limit import Limit, Loosening

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class HolderBound(FundingRule):
    """Credits of a holder's projects together keep to a bound: those of an agency, a category, or itself."""

    of: Holder = "agencies"
    side: ClassVar[Side]
    money: ClassVar[bool] = True
    provision: ClassVar[str] = "earmarks"
    proves: ClassVar[bool] = True
    mended_by_money: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """``agency floor``, ``category ceiling``, ``project floor``."""
        return f"{HOLDS[self.of]} {self.side}"

    @property
    def holder(self) -> str:  # type: ignore[override]  # it hangs on whose bounds they are
        """Column of the projects: ``agency``, ``category`` or ``id``."""
        return COLUMN[self.of]

    @property
    def rank(self) -> int:  # type: ignore[override]  # it hangs on whose bounds they are
        """Agencies before categories before projects, and of each the floors before the ceilings."""
        return 1 + 2 * [*HOLDS].index(self.of) + ["floor", "ceiling"].index(self.side)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each bound."""
        bounds = bounds_of(scenario, self.of, self.side)
        if bounds:
            matrix = holding(scenario, self.of, list(bounds)) @ columns.credits
            bound = np.array(list(bounds.values())) / columns.unit
            none = np.full(len(bound), np.inf)
            lower, upper = (bound, none) if self.side == "floor" else (-none, bound)
            yield Block(list(bounds), matrix.tocsr(), lower, upper)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each holder is paid its floor at least, its ceiling at most."""
        for row, given in paid_to(plan, self.of, self.side):
            need = plan.limit(row, self.side)
            holds = given >= need if self.side == "floor" else given <= need
            yield Check(self.name, row["id"], given, need, holds)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the bound of each holder."""
        bounds = bounds_of(scenario, self.of, self.side)
        if not bounds:
            return
        held = holding(scenario, self.of, list(bounds))
        for row, amount in enumerate(bounds.values()):
            projects = np.sort(held.indices[held.indptr[row] : held.indptr[row + 1]]).astype(np.int64)
            yield Limit(projects, least=amount) if self.side == "floor" else Limit(projects, most=amount)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the same rows on what is paid in all years together."""
        for block in self.rows(scenario, expansion.columns):
            held = holding(scenario, self.of, block.subjects)
            yield dataclasses.replace(block, matrix=expansion.paid_by(held))

    def loosening(self, scenario: Scenario) -> dict[str, Loosening]:
        """Return how each floor is lowered and each ceiling raised."""
        table = scenario.tables[self.of]
        in_percent = table.get(f"{self.side}_unit", pd.Series("credits", table.index)) == "percent of pool"
        percent = table[self.side].where(in_percent, 0.0) / 100
        parts = dict(zip(table["id"], percent.tolist(), strict=True))
        return {
            name: Loosening(lowered=self.side == "floor", part=parts[name])
            for name in bounds_of(scenario, self.of, self.side)
        }

    def at_pool(self, scenario: Scenario, pool: float) -> Mapping[str, int]:
        """Return each bound at another pool."""
        return bounds_of(scenario, self.of, self.side, pool)

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say what a holder gets at least or at most, and what that is a percentage of."""
        quanta = bounds_of(scenario, self.of, self.side)[subject]
        amount = float(to_amounts(quanta, scenario.settings.quantum))
        row = scenario.tables[self.of].set_index("id").to_dict("index")[subject]
        unit = row.get(f"{self.side}_unit", "credits")
        percent = "" if unit == "credits" else f" ({figures(float(row[self.side]), 6)} {unit})"
        least_or_most = "least" if self.side == "floor" else "most"
        bound = f"{in_currency(amount, scenario.settings.currency)}{percent}"
        return f"{HOLDS[self.of]} {subject!r} gets at {least_or_most} {bound}"
