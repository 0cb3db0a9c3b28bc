"""Floor: an agency or a category gets at least so much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.limits import HOLDS, Holder, holding, limits
from egov_budget.rules.rule import Block

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Floor:
    r"""Credits of a holder's projects together reach its floor.

    .. math:: \sum_{p \in H} \text{credits}_p \ge F_H

    in units of money; H is an agency or a category.

    Parameters
    ----------
    of : {"agencies", "categories"}
        Whose floors.
    """

    of: Holder = "agencies"

    @property
    def name(self) -> str:
        """``agency floor`` or ``category floor``."""
        return f"{HOLDS[self.of]} floor"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for floors above the requests, above the pool together, above the ceiling."""
        quantum, currency = scenario.settings.quantum, scenario.settings.currency
        floors = limits(scenario, self.of, "floor")
        ceilings = limits(scenario, self.of, "ceiling")
        projects = scenario.projects
        open_cost = projects["cost"].where(~projects["excluded"], 0.0)
        asked = open_cost.groupby(projects[HOLDS[self.of]]).sum()

        def conflict(subject: str, have: float, need: int, fault: str, *remedies: str) -> Conflict:
            amount = float(to_amounts(need, quantum))
            return Conflict(self.name, subject, have, amount, currency, fault, (remedies[0], remedies[1]))

        for name, floor in floors.items():
            amount = float(to_amounts(floor, quantum))
            if asked.get(name, 0.0) < amount:
                yield conflict(
                    name, float(asked.get(name, 0.0)), floor, f"the floor of {name!r} is above all it asks for",
                    f"lower the floor to {asked.get(name, 0.0):,.10g}", f"add requests of {name!r}",
                )  # fmt: skip
            if name in ceilings and ceilings[name] < floor:
                have = float(to_amounts(ceilings[name], quantum))
                yield conflict(
                    name, have, floor, f"the ceiling of {name!r} is under its floor",
                    f"raise the ceiling to {amount:,.10g}", f"lower the floor to {have:,.10g}",
                )  # fmt: skip
        total, pool = sum(floors.values()), scenario.settings.pool
        if float(to_amounts(total, quantum)) > pool:
            yield conflict(
                "pool", pool, total, f"the floors of all {self.of} sum to more than the pool",
                f"raise the pool to {float(to_amounts(total, quantum)):,.10g}", "lower the floors",
            )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each floor."""
        floors = limits(scenario, self.of, "floor")
        if floors:
            bound = np.array(list(floors.values())) / columns.unit
            matrix = holding(scenario, columns, self.of, list(floors)) @ columns.credits
            yield Block(list(floors), matrix.tocsr(), bound, np.full(len(floors), np.inf))

    def say(self, subject: str, price: str) -> str:
        """Say what the floor costs."""
        return f"The floor of {subject} costs {price}"
