"""Named lead: where a verdict names who leads, nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.rules.independent_lead import conflicted
from egov_budget.rules.rule import Block
from egov_budget.rules.words import words
from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class NamedLead:
    r"""Where a verdict names the lead of a group, nobody else leads it.

    .. math:: b_q \le 0 \quad \text{for every other member } q

    a share.
    """

    name: str = "named lead"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each lead named whose agency may not lead."""
        barred = conflicted(scenario, columns)[columns.member] & columns.named_lead
        index = conflict_index(scenario).index
        agency = scenario.projects.set_index("id")["agency"]
        threshold = scenario.settings.conflict_threshold
        for project in columns.projects[columns.member[barred]]:
            yield Conflict(
                self.name, project, threshold, float(index[agency[project]]), "conflict-of-interest index",
                f"a verdict names {project!r} as lead, but {agency[project]!r} is above the threshold",
                ("name another lead", "raise conflict_threshold in the settings"),
            )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each member that is not the one named."""
        named = np.zeros(len(columns.groups), dtype=bool)
        named[columns.group[columns.named_lead]] = True
        at = np.flatnonzero(named[columns.group] & ~columns.named_lead)
        if len(at):
            matrix = columns.rows(np.arange(len(at)), columns.starts["b"] + at, np.ones(len(at)), len(at))
            names = columns.projects[columns.member[at]].tolist()
            yield Block(names, matrix, np.full(len(at), -np.inf), np.zeros(len(at)))

    def say(self, subject: str, price: str) -> str:
        """Say what naming another lead costs."""
        return words(self, subject, price)
