"""All or nothing: an indivisible project is delivered in full or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class AllOrNothing:
    r"""An indivisible project is delivered in full or not at all.

    .. math:: x_p \in \{0, 1\}

    a share.
    """

    name: str = "all or nothing"
    by_each_year: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: nothing at all can be kept always."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield no row, but the columns that must be whole."""
        projects = scenario.projects
        at = np.flatnonzero(columns.projects.isin(projects.loc[~projects["divisible"], "id"]))
        if len(at):
            none = np.zeros(0)
            yield Block([], columns.rows(none, none, none, 0), none, none, whole=at)

    def say(self, subject: str, price: str) -> str:
        """Say what indivisibility costs."""
        return words(self, subject, price)
