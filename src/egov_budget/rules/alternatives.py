"""Alternatives: shares of projects that stand for each other sum to one at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.counting import BILLION, Check, Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.errors import Conflict
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import Limit
from egov_budget.rules.mandatory import required

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Alternatives(FundingRule):
    r"""Shares of the projects of one set sum to 1 at most.

    .. math:: \sum_{p \in D} x_p \le 1

    in shares delivered.
    """

    name: str = "alternatives"
    proves: ClassVar[bool] = True
    bars: ClassVar[str] = "alternative"
    rank: ClassVar[int] = 9
    asks: ClassVar[str] = "shares of the set {subject!r} sum to 1 at most"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each set of which two projects must be funded.

        Two that are mandatory themselves are refused when a scenario is made; others are needed by
        mandatory projects.
        """
        chosen = scenario.alternatives
        if chosen.empty:
            return
        must = required(scenario, columns)[columns.places(chosen["project"])]
        for name, members in chosen[must].groupby("set")["project"]:
            both = sorted(members)
            if len(both) > 1:
                where = (self.name, str(name), 1.0, float(len(both)), "projects")
                yield Conflict.of("mandatory_alternatives", *where, both=" and ".join(map(repr, both)))

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each set."""
        chosen = scenario.alternatives
        if chosen.empty:
            return
        row, sets = pd.factorize(chosen["set"], sort=True)
        project = columns.places(chosen["project"])
        matrix = columns.rows(row, project, np.ones(len(chosen)), len(sets))
        yield Block(list(sets), matrix, np.full(len(sets), -np.inf), np.ones(len(sets)))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether the shares of each set sum to one project at most."""
        for name, rows in plan.scenario.alternatives.groupby("set")["project"]:
            total = sum(plan.parts[project] for project in rows)
            yield Check(self.name, str(name), total, BILLION, total <= BILLION)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the shares of each set sum to 1 at most."""
        chosen, projects = plan.scenario.alternatives, plan.tally.projects
        row, sets = pd.factorize(chosen["set"], sort=True)
        at = projects.get_indexer(pd.Index(chosen["project"]))
        yield Inequalities(list(sets), [1] * len(sets), [Entries("x", row.astype(np.int64), at, ones(at))])

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield that the shares of each set sum to one project at most."""
        chosen = scenario.alternatives
        if chosen.empty:
            return
        at = columns.places(chosen["project"])
        for rows in chosen.groupby("set").indices.values():
            yield Limit(at[rows], most=BILLION, of="shares")
