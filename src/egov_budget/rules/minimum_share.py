"""Minimum share: a project is funded up to the least viable part at least, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import BILLION, Check
from egov_budget.counting.choice import in_part
from egov_budget.language import figures
from egov_budget.money import exact
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.words import request
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Choice, Plan
    from egov_budget.scenario import Scenario


LEAST = "at least: "  # ahead of the project, in the row that demands


@dataclass(frozen=True)
class MinimumShare(FundingRule):
    r"""A project is delivered up to its minimum viable share at least, or not at all.

    .. math:: f_p z_p \le x_p \le z_p, \qquad z_p \in \{0, 1\}

    in shares. The switch z is brought along by the block. The share is rounded up to the next
    whole quantum of the request, since smaller sums cannot be paid.
    """

    name: str = "minimum share"
    by_each_year: ClassVar[bool] = True
    priced: ClassVar[bool] = False
    rank: ClassVar[int] = 60

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield two rows and a switch for each divisible project with a minimum share."""
        from scipy import sparse

        share = minimum_share(scenario, columns)
        at = np.flatnonzero(share)
        count = len(at)
        if not count:
            return
        x = columns.rows(np.arange(count), at, np.ones(count), count)
        least = sparse.hstack([x, -sparse.diags_array(share[at])])
        most = sparse.hstack([x, -sparse.eye_array(count)])
        matrix = sparse.csr_array(sparse.vstack([least, most]))
        names = columns.projects[at].tolist()
        yield Block(
            [*(f"{LEAST}{name}" for name in names), *(f"only if funded: {name}" for name in names)],
            matrix,
            np.concatenate([np.zeros(count), np.full(count, -np.inf)]),
            np.concatenate([np.full(count, np.inf), np.zeros(count)]),
            switches=count,
        )

    def viable(self, scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
        """Return the minimum share of each divisible project."""
        wanted = _written(scenario, columns).tolist()
        return np.array([int(exact(share) * BILLION) for share in wanted], dtype=np.int64)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each divisible project is delivered up to its minimum, or not at all."""
        for row in plan.projects:
            if row["divisible"] and row["minimum_share"] > 0:
                part, least = plan.parts[row["id"]], int(exact(row["minimum_share"]) * BILLION)
                yield Check(self.name, row["id"], part, least, part == 0 or part >= least)

    def choices(self, plan: Plan) -> Iterator[Choice]:
        """Yield that a divisible project is delivered up to its minimum, or not at all."""
        share = {row["id"]: exact(row["minimum_share"]) for row in plan.projects if row["divisible"]}
        for place, project in enumerate(plan.tally.projects):
            if share.get(project):
                yield in_part(place, project, Fraction(int(share[project] * BILLION), BILLION))

    def demand_of(self, subject: str) -> str | None:
        """Return the project; the row that ties its switch to it only counts."""
        return subject.removeprefix(LEAST) if subject.startswith(LEAST) else None

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say what a project is funded to at least."""
        known = scenario.projects.set_index("id")["minimum_share"]
        share, asked = 100 * float(known[subject]), request(scenario, subject)
        return f"{subject!r} is funded to {figures(share, 6)} % at least or not at all ({asked})"


def minimum_share(scenario: Scenario, columns: Columns) -> NDArray[np.float64]:
    """Return the minimum share of each divisible project, of whole quanta; 0 without one, shape (n,)."""
    return np.ceil(np.round(_written(scenario, columns) * columns.cost, 6)) / columns.cost


def _written(scenario: Scenario, columns: Columns) -> NDArray[np.float64]:
    """Return the same as the table has it."""
    least, divisible = (listed(scenario, name).to_numpy() for name in ("minimum_share", "divisible"))
    return np.where(divisible, least, 0.0)
