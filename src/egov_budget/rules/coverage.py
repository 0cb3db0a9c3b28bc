"""Coverage: a service gains on an indicator what funded projects add, up to full marks."""

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
class Coverage:
    r"""Points gained are covered by delivered projects, and shared work is counted once.

    .. math::
        g_{ki} \le \sum_{p} e_{pki} x_p + \sum_{G} u_{Gki}, \qquad
        u_{Gki} \le \sum_{p \in G} e_{pki} x_p, \quad 0 \le u_{Gki} \le \max_{p \in G} e_{pki}

    in points. The first sum runs over projects that share no work on the cell. An effect that needs
    planned exchanges comes with a joint share :math:`y_{pQ}` in the place of :math:`x_p`. The cap
    :math:`g_{ki} \le 1 - s_{ki}` is a bound of the column, not a row.
    """

    name: str = "coverage"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield nothing: what no project covers is simply not gained."""
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each cell, then one for each cell of a group's common work."""
        u, g = columns.starts["u"], columns.starts["g"]
        alone = columns.effect_shared < 0
        n_shared, n_cells = len(columns.shared_cell), len(columns.service)
        cells = np.arange(n_cells)
        shared = np.arange(n_shared)
        through = columns.effect_shared[~alone]
        row = [cells, columns.effect_cell[alone], columns.shared_cell, n_cells + shared, n_cells + through]
        column = [
            g + cells,
            columns.effect_column[alone],
            u + shared,
            u + shared,
            columns.effect_column[~alone],
        ]
        data = [
            np.ones(n_cells),
            -columns.points[alone],
            -np.ones(n_shared),
            np.ones(n_shared),
            -columns.points[~alone],
        ]
        count = n_cells + n_shared
        matrix = columns.rows(np.concatenate(row), np.concatenate(column), np.concatenate(data), count)
        names = columns.cells
        groups = np.array(columns.groups, dtype=object)[columns.shared_group]
        subjects = [*names, *(groups + " / " + names[columns.shared_cell])] if n_shared else list(names)
        yield Block(subjects, matrix, np.full(count, -np.inf), np.zeros(count))

    def say(self, subject: str, price: str) -> str:
        """Say what full marks cost."""
        return words(self, subject, price)
