"""Ceiling: an agency or a category gets at most so much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.limits import HOLDS, Holder, holding, limits
from egov_budget.rules.mandatory import least_each, required
from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Ceiling:
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

    @property
    def name(self) -> str:
        """``agency ceiling`` or ``category ceiling``."""
        return f"{HOLDS[self.of]} ceiling"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each ceiling under the least that mandatory projects cost."""
        settings = scenario.settings
        ceilings = limits(scenario, self.of, "ceiling")
        held = holding(scenario, columns, self.of, list(ceilings))
        needed = held @ np.where(required(scenario, columns), least_each(columns), 0)
        for (name, ceiling), least in zip(ceilings.items(), needed, strict=True):
            if ceiling < least:
                have, need = to_amounts([ceiling, int(least)], settings.quantum).tolist()
                yield Conflict(
                    self.name, name, have, need, settings.currency,
                    f"mandatory projects of {name!r}, and those they need, cost more than its ceiling",
                    (f"raise the ceiling to {need:,.10g}", "make some of them optional"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each ceiling."""
        ceilings = limits(scenario, self.of, "ceiling")
        if ceilings:
            bound = np.array(list(ceilings.values())) / columns.unit
            matrix = holding(scenario, columns, self.of, list(ceilings)) @ columns.credits
            yield Block(list(ceilings), matrix.tocsr(), np.full(len(ceilings), -np.inf), bound)

    def say(self, subject: str, price: str) -> str:
        """Say what the ceiling costs."""
        return words(self, subject, price)
