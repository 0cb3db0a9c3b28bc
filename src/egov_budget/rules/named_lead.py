"""Named lead: where a verdict names who leads, nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import at_bound
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import one_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class NamedLead(FundingRule):
    r"""Where a verdict names the lead of a group, nobody else leads: it does, or the group works apart.

    .. math:: b_q \le 0 \quad \text{for every other member } q

    a share.
    """

    name: str = "named lead"
    proves: ClassVar[bool] = True
    rank: ClassVar[int] = 12
    asks: ClassVar[str] = "{subject!r} may not lead: a verdict names another"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each member that is not the one named."""
        at = np.flatnonzero(another_named(columns))
        yield from one_each(columns, columns.starts["b"] + at, columns.member[at], most=0.0)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each group that a verdict names a lead of is led by it, or works apart."""
        for group, named in plan.named.items():
            holds = group not in plan.lead or plan.lead[group] in named
            yield Check(self.name, group, int(holds), 1, holds)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that nobody else leads where a verdict names who does."""
        others = {name for name, group in plan.group.items() if name not in plan.named.get(group, (name,))}
        barred = [at for at, project in enumerate(plan.tally.projects) if project in others]
        yield at_bound(plan.tally, "b", barred, 0)


def another_named(columns: Columns) -> NDArray[np.bool_]:
    """Tell for which members a verdict names another of their group as lead, shape (m,)."""
    named = np.isin(columns.group, columns.group[columns.named_lead])
    return named & ~columns.named_lead
