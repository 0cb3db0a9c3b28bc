"""Excluded: what must not be funded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import at_bound, places
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import one_each
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Excluded(FundingRule):
    r"""An excluded project is not funded.

    .. math:: x_p \le 0

    in shares delivered.
    """

    name: str = "excluded"
    proves: ClassVar[bool] = True
    bars: ClassVar[str] = "excluded"
    rank: ClassVar[int] = 8
    asks: ClassVar[str] = "{subject!r} is excluded"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each excluded project."""
        at = np.flatnonzero(excluded(scenario))
        yield from one_each(columns, at, at, most=0.0)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each excluded project is left out."""
        for row in plan.projects:
            if row["excluded"]:
                part = plan.parts[row["id"]]
                yield Check(self.name, row["id"], part, 0, part == 0)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that nothing of an excluded project is delivered."""
        yield at_bound(plan.tally, "x", places(plan, itemgetter("excluded")), 0)


def excluded(scenario: Scenario) -> NDArray[np.bool_]:
    """Tell which projects are excluded, in the order of their ids."""
    return listed(scenario, "excluded").to_numpy(dtype=bool)


def most_each(scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
    """Return the most a project can be paid: its request, or as the lead of its group; quanta, shape (n,)."""
    return np.where(excluded(scenario), 0, columns.as_lead)
