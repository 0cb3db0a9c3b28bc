"""Minimum share: a project is funded up to the least viable part at least, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy import sparse

from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class MinimumShare:
    r"""A project is delivered up to its minimum viable share at least, or not at all.

    .. math:: f_p z_p \le x_p \le z_p, \qquad z_p \in \{0, 1\}

    in shares. The switch z is brought along by the block. The share is rounded up to the next
    whole quantum of the request, since smaller sums cannot be paid.
    """

    name: str = "minimum share"
    by_each_year: ClassVar[bool] = True

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: nothing at all can be kept always."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield two rows and a switch for each divisible project with a minimum share."""
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
            [*(f"at least: {name}" for name in names), *(f"only if funded: {name}" for name in names)],
            matrix,
            np.concatenate([np.zeros(count), np.full(count, -np.inf)]),
            np.concatenate([np.full(count, np.inf), np.zeros(count)]),
            switches=count,
        )

    def say(self, subject: str, price: str) -> str:
        """Say what the minimum costs."""
        return words(self, subject, price)


def minimum_share(scenario: Scenario, columns: Columns) -> NDArray[np.float64]:
    """Return the minimum share of each divisible project, 0 where there is none, shape (n,)."""
    projects = scenario.projects.set_index("id").loc[columns.projects]
    wanted = np.where(projects["divisible"], projects["minimum_share"], 0.0)
    return np.ceil(np.round(wanted * columns.cost, 6)) / columns.cost
