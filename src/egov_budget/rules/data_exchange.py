"""Data exchange: points that need a planned exchange come as far as the project that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.columns.delivered_by import delivered_by
from egov_budget.counting import Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import ordered

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class DataExchange(FundingRule):
    r"""A joint share is no larger than that of its project, nor of any that opens an exchange it needs.

    .. math:: y_{pQ} \le x_p, \qquad y_{pQ} \le x_q \quad \text{for every } q \in Q

    in shares delivered. An effect of p whose exchanges the projects Q open brings its points with
    :math:`y_{pQ}` in the place of :math:`x_p`; more of it is never worse, so it is the smallest of
    them. It demands nothing of a plan, it counts: p may be funded before Q, for what else it brings.
    An effect that needs a withheld exchange is left out of account altogether.
    """

    name: str = "data exchange"
    demanding: ClassVar[bool] = False
    priced: ClassVar[bool] = False
    proves: ClassVar[bool] = True
    of_exchanges: ClassVar[bool] = True
    provision: ClassVar[str] = "exchange"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each joint share and each project it waits for, its own first."""
        count = len(columns.joint)
        if not count:
            return
        at = np.concatenate([np.arange(count), columns.joint.row])
        ahead = np.concatenate([columns.joint.project, columns.joint.opener])
        names = np.array(columns.joint.names(columns.projects), dtype=object)
        subjects = (names[at] + ": " + columns.projects[ahead].to_numpy(dtype=object)).tolist()
        yield ordered(subjects, columns, columns.starts["y"] + at, ahead)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that a joint share is no larger than that of each project it waits for."""
        tally = plan.tally
        rows = np.arange(len(tally.behind))
        ends = zip(tally.behind, tally.ahead, strict=True)
        names = [f"{tally.joints[joint]}: {tally.projects[ahead]}" for joint, ahead in ends]
        entries = [Entries("y", rows, tally.behind, ones(rows)), Entries("x", rows, tally.ahead, -ones(rows))]
        yield Inequalities(names, [0] * len(rows), entries)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield the same rows on what has delivered by each year in which points are worth something else.

        The first rows are about the project that waits, the others about those that open an exchange:
        what these can be expected to bring does not matter, nor when they did.
        """
        for year in expansion.counted:
            for block in self.rows(scenario, expansion.columns):
                own = len(expansion.columns.joint)
                placed = expansion.placed(block, year, named=True)
                yield delivered_by(placed, expansion, year, own)

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield the same of what has delivered by each year in which points are worth something else."""
        for year in course.counted:
            for rows in self.inequalities(course.plans[year]):
                yield course.delivered(rows, year, joint=True)
