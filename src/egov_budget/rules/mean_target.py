"""Target of means: every group of services has a mean attainment of at least so much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check
from egov_budget.counting.attained import at_level, attained
from egov_budget.counting.plan import records
from egov_budget.errors import Conflict
from egov_budget.language import figures
from egov_budget.money import exact
from egov_budget.rules.admissible import admissible
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.means import Means
from egov_budget.rules.reaching import levelled, points_within_reach
from egov_budget.scenario.attainment import ROUNDING
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.field import Kind

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


SHOWN = 10_000  # a mean is shown in ten-thousandths, rounded down


@dataclass(frozen=True)
class MeanTarget(FundingRule):
    r"""Mean attainment of every group of services reaches a level.

    .. math::
        \frac{\sum_{k \in G} v_k A'_k}{\sum_{k \in G} v_k} \ge L, \qquad A'_k = A_k + \sum_i W_{ki} g_{ki}

    from 0 to 1, for every group G of services; A' is attainment with the plan. It is no rule
    of its own accord: add it to ``rules.STANDARD``, with ``LeastCost`` as the objective to find the least
    credits that reach it.

    Parameters
    ----------
    level : float
        Mean to reach, above 0 and at most 1.
    by : str
        Column of the services that groups them; their agency if nothing is said.

    Raises
    ------
    RuleError
        If the level is off its scale or services have no such column.
    """

    level: float
    by: str = "agency"
    of_points: ClassVar[bool] = True
    of_the_year: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not isinstance(self.by, str):
            raise TypeError(f"{self.by!r} is no name of a column")
        levelled(self.name, self.level)

    @property
    def name(self) -> str:
        """``mean target by agency``."""
        return f"mean target by {self.by.replace('_', ' ')}"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each group that all projects together do not raise to the level."""
        means = Means.of(scenario, columns, self.by)
        most = means.after(points_within_reach(columns, admissible(scenario, columns)))
        for name, reached in zip(means.names, most.tolist(), strict=True):
            have = math.floor(reached * SHOWN) / SHOWN
            if reached < self.level - ROUNDING:
                where = (self.name, name, have, self.level, "mean attainment")
                lower, short = figures(have, 6), figures(self.level - have, 4)
                yield Conflict.of("mean_out_of_reach", *where, lower=lower, short=short)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each group that is not there yet."""
        from scipy import sparse

        means = Means.of(scenario, columns, self.by)
        short = np.flatnonzero(means.before < self.level - ROUNDING)
        if len(short):
            most = means.after(points_within_reach(columns, admissible(scenario, columns)))[short]
            needed = np.minimum(self.level, most) - means.before[short]
            before = sparse.csr_array((len(short), columns.starts["g"]))
            matrix = sparse.hstack([before, means.per_point[short]], format="csr")
            names = means.names[short].tolist()
            yield Block(names, sparse.csr_array(matrix), needed, np.full(len(short), np.inf))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether the mean of each group reaches the level."""
        after, level = attained(plan), at_level(self.level)
        listed = BY_NAME["services"][self.by].kind is Kind.LIST
        total: dict[str, Fraction] = {}
        weight: dict[str, Fraction] = {}
        for row in records(plan.scenario.services):
            text = str(row[self.by])
            for group in text.split(";") if listed else [text]:
                if group and row["id"] in after:
                    importance = exact(row["importance"])
                    total[group] = total.get(group, Fraction(0)) + importance * after[row["id"]]
                    weight[group] = weight.get(group, Fraction(0)) + importance
        for group in sorted(total):
            mean = total[group] / weight[group]
            yield Check(self.name, group, mean, self.level, mean >= level)

    @property
    def reads(self) -> tuple[str, ...]:
        """The column that groups services."""
        return (self.by,)

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say which mean a group reaches."""
        return f"the mean attainment of {subject!r} reaches {figures(self.level, 6)}"
