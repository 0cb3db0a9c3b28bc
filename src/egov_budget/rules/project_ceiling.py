"""Project ceiling: a project is paid at most so much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check
from egov_budget.errors import Conflict
from egov_budget.language import all_digits
from egov_budget.money import to_amounts
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import Given, Limit
from egov_budget.rules.mandatory import mandatory

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class ProjectCeiling(FundingRule):
    r"""Credits of a project stay within an amount of its own.

    .. math:: \text{credits}_p \le C_p

    in units of money. It is no rule of its own accord: add it to ``rules.STANDARD``.

    Parameters
    ----------
    most : mapping of str to float
        Ceiling by project id, currency units, rounded to whole quanta; ids that are none are
        left out.
    """

    most: Mapping[str, float]
    name: str = "project ceiling"
    money: ClassVar[bool] = True
    of_the_year: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each mandatory project that its ceiling does not pay for."""
        settings = scenario.settings
        must, least = mandatory(scenario, columns), columns.as_adopter
        for name, at, most in zip(*Given.of(self.most, columns), strict=True):
            if must[at] and most < least[at]:
                have, need = to_amounts([int(most), int(least[at])], settings.quantum).tolist()
                yield Conflict(
                    self.name, name, have, need, settings.currency,
                    f"{name!r} is mandatory and costs more than its ceiling",
                    (f"raise the ceiling to {all_digits(need)}", f"make {name!r} optional"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each project."""
        names, at, most = Given.of(self.most, columns)
        if names:
            yield Block(names, columns.credits[at].tocsr(), np.full(len(at), -np.inf), most / columns.unit)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each project is paid its ceiling at most."""
        for project, amount in sorted(self.most.items()):
            if project in plan.quanta:
                paid, most = plan.quanta[project], round(plan.quantum_count(amount))
                yield Check(self.name, project, paid, most, paid <= most)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the ceiling of each project."""
        _, places, quanta = Given.of(self.most, columns)
        for at, most in zip(places, quanta.tolist(), strict=True):
            yield Limit(np.array([at]), most=most)
