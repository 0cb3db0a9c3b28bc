"""Prerequisites: a project gets no further than the projects it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.errors import Conflict
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import ordered
from egov_budget.rules.mandatory import obliged, required
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from egov_budget.columns import Columns
    from egov_budget.columns.precedence import Precedence
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Prerequisites(FundingRule):
    r"""A project gets no further than each project it needs, also across agencies.

    .. math:: x_p \le x_q \quad \text{for every prerequisite } q \text{ of } p

    in shares delivered.
    """

    name: str = "prerequisite"
    by_each_year: ClassVar[bool] = True
    proves: ClassVar[bool] = True
    bars: ClassVar[str] = "needs another"
    keeps: ClassVar[str] = "needed by others"
    rank: ClassVar[int] = 10
    asks: ClassVar[str] = "{subject}"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each mandatory project that needs an excluded one, through others too."""
        if not (required(scenario, columns) & listed(scenario, "excluded")).any():
            return
        import networkx as nx

        projects = scenario.projects.set_index("id")
        needs: nx.DiGraph[str] = nx.DiGraph()
        needs.add_edges_from(sorted(scenario.prerequisites.itertuples(index=False, name=None)))
        for project in sorted(needs.nodes & {*obliged(scenario)["id"]}):
            for needed, path in nx.single_source_shortest_path(needs, project).items():
                if projects.at[needed, "excluded"]:
                    chain = ", which needs ".join(map(repr, path[1:]))
                    where = (self.name, project, 0.0, 1.0, "of the project needed")
                    yield Conflict.of("needs_what_is_excluded", *where, chain=chain, needed=needed)

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each pair."""
        needs, ids = columns.needs, columns.projects
        if len(needs.behind):
            subjects = (ids[needs.behind] + " needs " + ids[needs.ahead]).tolist()
            yield ordered(subjects, columns, *needs)

    def precedence(self, scenario: Scenario, columns: Columns) -> Precedence:
        """Return each project with each one it needs."""
        return columns.needs

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether each project gets no further than each one it needs."""
        needs = plan.scenario.prerequisites
        for project, needed in zip(needs["project"], needs["requires"], strict=True):
            have, need = plan.parts[project], plan.parts[needed]
            yield Check(self.name, f"{project} needs {needed}", have, need, have <= need)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that each project gets no further than each one it needs."""
        needs, projects = plan.scenario.prerequisites, plan.tally.projects
        rows = np.arange(len(needs))
        behind, ahead = (projects.get_indexer(pd.Index(needs[name])) for name in ("project", "requires"))
        subjects = (needs["project"] + " needs " + needs["requires"]).tolist()
        entries = [Entries("x", rows, behind, ones(rows)), Entries("x", rows, ahead, -ones(rows))]
        yield Inequalities(subjects, [0] * len(needs), entries)
