"""Independent lead: an agency with a conflict of interest may not lead common work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.rule import Block

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class IndependentLead:
    r"""An agency whose conflict-of-interest score exceeds the threshold leads nothing.

    .. math:: b_p \le 0 \quad \text{if } \text{conflict}_{a(p)} > \text{conflict\_threshold}

    a share.
    """

    name: str = "independent lead"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: what nobody may lead is not funded, which is allowed."""
        yield from ()

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
        return f"That {subject} may not lead for its agency's conflict of interest costs {price}"


def conflicted(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects belong to an agency above the threshold, in the order of the columns."""
    agencies, projects = scenario.agencies, scenario.projects
    above = agencies.loc[agencies["conflict"] > scenario.settings.conflict_threshold, "id"]
    return columns.projects.isin(projects.loc[projects["agency"].isin(above), "id"])
