"""Mandatory: what must be funded in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.counting import BILLION, Check, Inequalities
from egov_budget.counting.inequalities import at_bound, places
from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import one_each
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Mandatory(FundingRule):
    r"""A mandatory project is delivered in full, unless a ceiling of its own leaves less than its cost.

    .. math:: x_p \ge 1

    in shares delivered. Such a ceiling goes before, and the project is then one that may be funded.
    """

    name: str = "mandatory"
    proves: ClassVar[bool] = True
    keeps: ClassVar[str] = "mandatory"
    rank: ClassVar[int] = 7
    mended_by_money: ClassVar[bool] = True
    asks: ClassVar[str] = "{subject!r} is mandatory ({asked})"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict if mandatory projects, all their work shared, cost more than the pool."""
        settings = scenario.settings
        must = required(scenario, columns)
        if not must.any():
            return
        need = float(to_amounts(least_total(columns, must), settings.quantum))
        if need > settings.pool:
            more = must.sum() > mandatory(scenario).sum()
            key = "mandatory_and_needed_over_pool" if more else "mandatory_over_pool"
            yield Conflict.of(key, self.name, "pool", settings.pool, need, settings.currency)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each mandatory project."""
        at = np.flatnonzero(mandatory(scenario))
        yield from one_each(columns, at, at, least=1.0)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each mandatory project is delivered in full."""
        for row in plan.projects:
            if _in_full(row):
                part = plan.parts[row["id"]]
                yield Check(self.name, row["id"], part, BILLION, part == BILLION)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that a mandatory project is delivered in full."""
        yield at_bound(plan.tally, "x", places(plan, _in_full), 1)


def _in_full(row: dict[str, Any]) -> bool:
    return bool(row["mandatory"]) and not row["ceiling"] < row["cost"]  # NaN: there is no ceiling


def mandatory(scenario: Scenario) -> NDArray[np.bool_]:
    """Tell which projects are mandatory and have no ceiling under their cost, in the order of their ids."""
    must, ceiling, cost = (listed(scenario, name).to_numpy() for name in ("mandatory", "ceiling", "cost"))
    in_full: NDArray[np.bool_] = must & ~(ceiling < cost)
    return in_full


def obliged(scenario: Scenario) -> pd.DataFrame:
    """Return the projects that are mandatory and whose own ceiling, if any, pays for all they ask for."""
    projects = scenario.projects
    return projects[projects["mandatory"] & ~(projects["ceiling"] < projects["cost"])]


def required(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects are mandatory or needed by one that is, in the order of the columns."""
    return columns.needs.raised(mandatory(scenario))


def least_total(columns: Columns, must: NDArray[np.bool_]) -> int:
    """Return a lower bound on what projects that must be funded cost together, in quanta.

    In each group the largest common work is paid for once, and the one that leads pays no
    connection.
    """
    inside = must[columns.member]
    common, connection = (columns.largest(inside * each) for each in (columns.common, columns.connection))
    return int(columns.as_adopter[must].sum() + (common - connection).sum())
