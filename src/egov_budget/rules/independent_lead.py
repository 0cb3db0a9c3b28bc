"""Independent lead: an agency with a conflict of interest may not lead common work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.errors import Conflict
from egov_budget.rules.mandatory import required
from egov_budget.rules.rule import Block
from egov_budget.rules.words import words
from egov_budget.scenario import conflict_index

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class IndependentLead:
    r"""An agency whose conflict-of-interest index exceeds the threshold leads nothing.

    .. math:: b_p \le 0 \quad \text{if } I_{a(p)} > \text{conflict\_threshold}

    a share; I is the ``conflict_index`` of the agency.
    """

    name: str = "independent lead"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each group with an obligation that nobody may lead."""
        barred = conflicted(scenario, columns)[columns.member]
        must = required(scenario, columns)[columns.member]
        for at, group in enumerate(columns.groups):
            inside = columns.group == at
            if must[inside].any() and barred[inside].all():
                project = columns.projects[columns.member[inside & must]][0]
                yield Conflict(
                    self.name, group, 0.0, 1.0, "members that may lead",
                    f"{project!r} is mandatory, or needed by one that is, and shares work in {group!r}, "
                    "where every agency has a conflict of interest",
                    ("raise conflict_threshold in the settings", f"reject the overlaps of {project!r}"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each member whose agency may not lead."""
        barred = conflicted(scenario, columns)
        at = np.flatnonzero(barred[columns.member])
        if len(at):
            matrix = columns.rows(np.arange(len(at)), columns.starts["b"] + at, np.ones(len(at)), len(at))
            names = columns.projects[columns.member[at]].tolist()
            yield Block(names, matrix, np.full(len(at), -np.inf), np.zeros(len(at)))

    def say(self, subject: str, price: str) -> str:
        """Say what independence costs."""
        return words(self, subject, price)


def conflicted(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects belong to an agency above the threshold, in the order of the columns."""
    projects, above = scenario.projects, conflict_index(scenario).above
    return columns.projects.isin(projects.loc[projects["agency"].map(above), "id"])
