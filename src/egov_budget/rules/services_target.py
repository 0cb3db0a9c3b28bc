"""Target of services: at least so many reach a level."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check
from egov_budget.counting.attained import at_level, attained
from egov_budget.errors import Conflict
from egov_budget.language import figures
from egov_budget.money import LARGEST
from egov_budget.rules.admissible import admissible
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.reaching import attainment_after, levelled, points_within_reach, reaching, services_at
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class ServicesTarget(FundingRule):
    r"""At least so many services reach a level.

    .. math:: \sum_k z_k \ge N, \qquad \sum_i W_{ki} g_{ki} \ge (L - A_k) z_k, \qquad z_k \in \{0, 1\}

    in services, counted exactly. It is no rule of its own accord: add it to ``rules.STANDARD``,
    with ``LeastCost`` as the objective to find the least credits that reach it.

    Parameters
    ----------
    count : int
        Services that must reach the level, those that are there already among them.
    level : float
        Attainment to reach, above 0 and at most 1.

    Raises
    ------
    RuleError
        If the count is negative or the level off its scale.
    """

    count: int
    level: float = 0.9
    of_points: ClassVar[bool] = True
    of_the_year: ClassVar[bool] = True
    exact_leads: ClassVar[bool] = True

    def __post_init__(self) -> None:
        levelled(self.name, self.level)
        fault = f"a target of {self.count:,} services is none that can be reached"
        demanded(self.name, Claim(0 <= self.count <= LARGEST, "count", self.count, fault, "Give 0 or more"))

    @property
    def name(self) -> str:
        """``target of services at 90 %``."""
        return f"target of services at {figures(100 * self.level, 6)} %"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict if all projects together do not reach the target."""
        points = points_within_reach(columns, admissible(scenario, columns))
        have = services_at(attainment_after(columns, points), self.level)
        if have < self.count:
            where = (self.name, "services", float(have), float(self.count), "services")
            yield Conflict.of("services_out_of_reach", *where, level=figures(100 * self.level, 6))

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each service that must rise to the level, and one that counts them."""
        from scipy import sparse

        block = reaching(scenario, columns, self.level)
        switches = columns.size + np.arange(block.switches)
        shape = (1, columns.size + block.switches)
        counted = sparse.csr_array((np.ones(block.switches), (0 * switches, switches)), shape=shape)
        yield dataclasses.replace(
            block,
            subjects=[*block.subjects, "services"],
            matrix=sparse.block_array([[block.matrix], [counted]], format="csr"),
            lower=np.append(block.lower, float(self.count)),
            upper=np.append(block.upper, np.inf),
        )

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether enough services reach the level."""
        count = sum(reached >= at_level(self.level) for reached in attained(plan).values())
        yield Check(self.name, "services", count, self.count, count >= self.count)

    def demand_of(self, subject: str) -> str | None:
        """Return the count; the row of one service only ties its switch to it."""
        return subject if subject == "services" else None

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say how many services reach the level."""
        return f"{self.count:,} services reach {figures(100 * self.level, 6)} %"
