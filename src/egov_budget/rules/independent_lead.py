"""Independent lead: an agency with a conflict of interest may not lead common work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import at_bound
from egov_budget.counting.rated import conflicts_of_interest
from egov_budget.money import exact
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import one_each
from egov_budget.scenario import conflict_index
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class IndependentLead(FundingRule):
    r"""An agency whose conflict-of-interest index exceeds the threshold leads nothing.

    A group in which nobody may lead works apart.

    .. math:: b_p \le 0 \quad \text{if } I_{a(p)} > \text{conflict\_threshold}

    a share; I is the ``conflict_index`` of the agency.
    """

    name: str = "independent lead"
    provision: ClassVar[str] = "independent"
    proves: ClassVar[bool] = True
    rank: ClassVar[int] = 11
    asks: ClassVar[str] = "{subject!r} may not lead: its agency has a conflict of interest"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each member whose agency may not lead."""
        if not len(columns.member):
            return
        barred = conflicted(scenario)
        at = np.flatnonzero(barred[columns.member])
        yield from one_each(columns, columns.starts["b"] + at, columns.member[at], most=0.0)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each lead belongs to an agency up to the threshold."""
        if not plan.lead:
            return
        agency = {row["id"]: row["agency"] for row in plan.projects}
        conflict = conflicts_of_interest(plan.scenario)
        threshold = exact(plan.scenario.settings.conflict_threshold)
        for lead in plan.lead.values():
            index = conflict[agency[lead]]
            yield Check(self.name, lead, index, threshold, index <= threshold)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that a member of an agency above the threshold does not lead."""
        most = exact(plan.scenario.settings.conflict_threshold)
        above = {name for name, index in conflicts_of_interest(plan.scenario).items() if index > most}
        barred = {row["id"] for row in plan.projects if row["agency"] in above and row["id"] in plan.group}
        at = [place for place, project in enumerate(plan.tally.projects) if project in barred]
        yield at_bound(plan.tally, "b", at, 0)


def conflicted(scenario: Scenario) -> NDArray[np.bool_]:
    """Tell which projects belong to an agency above the threshold, in the order of their ids."""
    return listed(scenario, "agency").map(conflict_index(scenario).above).to_numpy(dtype=bool)
