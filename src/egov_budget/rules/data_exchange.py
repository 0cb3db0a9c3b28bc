"""Data exchange: points that need a planned exchange come as far as the project that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules.rule import Block
from egov_budget.rules.words import words

if TYPE_CHECKING:
    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class DataExchange:
    r"""A joint share is no larger than that of its project, nor of any that opens an exchange it needs.

    .. math:: y_{pQ} \le x_p, \qquad y_{pQ} \le x_q \quad \text{for every } q \in Q

    in shares delivered. An effect of p whose exchanges the projects Q open brings its points with
    :math:`y_{pQ}` in the place of :math:`x_p`; more of it is never worse, so it is the smallest of
    them. It demands nothing of a plan, it counts: p may be funded before Q, for what else it brings.
    An effect that needs a withheld exchange is left out of account altogether.
    """

    name: str = "data exchange"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: points that wait are simply not gained."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each joint share and each project it waits for, its own first."""
        count = len(columns.joint)
        if not count:
            return
        at = np.concatenate([np.arange(count), columns.joint.row])
        behind = np.concatenate([columns.joint.project, columns.joint.opener])
        size = len(at)
        row = np.arange(size)
        matrix = columns.rows(
            np.concatenate([row, row]),
            np.concatenate([columns.starts["y"] + at, behind]),
            np.concatenate([np.ones(size), -np.ones(size)]),
            size,
        )
        names = np.array(columns.joint.names(columns.projects), dtype=object)
        subjects = (names[at] + ": " + columns.projects[behind].to_numpy(dtype=object)).tolist()
        yield Block(subjects, matrix, np.full(size, -np.inf), np.zeros(size))

    def say(self, subject: str, price: str) -> str:
        """Say what waiting costs."""
        return words(self, subject, price)
