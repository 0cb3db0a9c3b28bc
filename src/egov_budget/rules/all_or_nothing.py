"""All or nothing: an indivisible project is delivered in full or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import BILLION, Check
from egov_budget.counting.choice import in_part
from egov_budget.rules.funding_rule import FundingRule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Choice, Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class AllOrNothing(FundingRule):
    r"""An indivisible project is delivered in full or not at all.

    .. math:: x_p \in \{0, 1\}

    a share.
    """

    name: str = "all or nothing"
    by_each_year: ClassVar[bool] = True
    rank: ClassVar[int] = 61
    asks: ClassVar[str] = "{subject!r} is funded in full or not at all ({asked})"

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield no row, but the columns that must be whole."""
        from scipy import sparse

        at = self.whole_columns(scenario, columns)
        if len(at):
            none = np.zeros(0)
            yield Block([], sparse.csr_array((0, columns.size)), none, none, whole=at)

    def viable(self, scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
        """Return all of an indivisible project."""
        least = np.zeros(columns.n_projects, dtype=np.int64)
        least[self.whole_columns(scenario, columns)] = BILLION
        return least

    def whole_columns(self, scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
        """Return the shares of the indivisible projects."""
        projects = scenario.projects
        return np.flatnonzero(columns.projects.isin(projects.loc[~projects["divisible"], "id"]))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each indivisible project is delivered in full or not at all."""
        for row in plan.projects:
            if not row["divisible"]:
                part = plan.parts[row["id"]]
                yield Check(self.name, row["id"], part, BILLION, part in (0, BILLION))

    def choices(self, plan: Plan) -> Iterator[Choice]:
        """Yield that an indivisible project is delivered in full or not at all."""
        whole = {row["id"] for row in plan.projects if not row["divisible"]}
        for place, project in enumerate(plan.tally.projects):
            if project in whole:
                yield in_part(place, project, Fraction(1))
