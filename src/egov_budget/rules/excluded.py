"""Excluded: what must not be funded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Excluded:
    r"""An excluded project is not funded.

    .. math:: x_p \le 0

    in shares delivered.
    """

    name: str = "excluded"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: leaving out can be kept always."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each excluded project."""
        at = np.flatnonzero(excluded(scenario, columns))
        if len(at):
            matrix = columns.rows(np.arange(len(at)), at, np.ones(len(at)), len(at))
            yield Block(columns.projects[at].tolist(), matrix, np.full(len(at), -np.inf), np.zeros(len(at)))

    def say(self, subject: str, price: str) -> str:
        """Say what the exclusion costs."""
        return words(self, subject, price)


def excluded(scenario: Scenario, columns: Columns) -> NDArray[np.bool_]:
    """Tell which projects are excluded, in the order of the columns."""
    projects = scenario.projects
    return columns.projects.isin(projects.loc[projects["excluded"], "id"])


def most_each(scenario: Scenario, columns: Columns) -> NDArray[np.int64]:
    """Return the most a project can be paid: its request, or as the lead of its group; quanta, shape (n,)."""
    largest = np.zeros(len(columns.groups), dtype=np.int64)
    np.maximum.at(largest, columns.group, columns.common)
    most = columns.cost.copy()
    most[columns.member] += largest[columns.group] - columns.common
    return np.where(excluded(scenario, columns), 0, most)
