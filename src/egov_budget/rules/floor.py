"""Floor: an agency or a category gets at least so much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.excluded import most_each
from egov_budget.rules.limits import HOLDS, Holder, holding, limits
from egov_budget.rules.rule import Block
from egov_budget.rules.shortage import shortage
from egov_budget.rules.words import words

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
    money: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """``agency floor`` or ``category floor``."""
        return f"{HOLDS[self.of]} floor"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for floors above the requests, above the ceiling, above the pool together."""
        settings = scenario.settings
        floors = limits(scenario, self.of, "floor")
        ceilings = limits(scenario, self.of, "ceiling")
        held = holding(scenario, columns, self.of, list(floors))
        most = held @ most_each(scenario, columns).astype(np.float64)
        asked = {name: int(most[row]) for row, name in enumerate(floors)}

        def conflict(name: str, have: int, fault: str, other: str) -> Conflict:
            less, more = to_amounts([have, floors[name]], settings.quantum).tolist()
            short = f"{more - less:,.10g}"
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
        floors = limits(scenario, self.of, "floor")
        if floors:
            bound = np.array(list(floors.values())) / columns.unit
            matrix = holding(scenario, columns, self.of, list(floors)) @ columns.credits
            yield Block(list(floors), matrix.tocsr(), bound, np.full(len(floors), np.inf))

    def say(self, subject: str, price: str) -> str:
        """Say what the floor costs."""
        return words(self, subject, price)
