"""Coverage: a service gains on an indicator what funded projects add, up to full marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.columns.block import laid_out
from egov_budget.columns.delivered_by import delivered_by
from egov_budget.columns.furthest import furthest_rows
from egov_budget.counting import Inequalities
from egov_budget.counting.inequalities import Entries, ones
from egov_budget.rules.funding_rule import FundingRule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan, Tally
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario

ONCE = "most: "


@dataclass(frozen=True)
class Coverage(FundingRule):
    r"""Points gained are covered by delivered projects, and shared work is counted once.

    .. math::
        g_{ki} \le \sum_{p} r_p e_{pki} x_p + \sum_{G} u_{Gki}, \qquad
        u_{Gki} \le \sum_{p \in G} r_p e_{pki} x_p, \qquad
        u_{Gki} \le \max_{p \in G} r_p e_{pki} \min\big(1, \sum_{p \in G} (b_p + a_p)\big)

    in points. The first sum runs over projects that share no work on the cell. A group adds at most what
    its best member promises, as far as its lead delivers; what members deliver apart adds up. An effect
    that needs planned exchanges comes with a joint share :math:`y_{pQ}` in the place of :math:`x_p`. The
    caps :math:`g_{ki} \le 1 - s_{ki}` and that of 1 are bounds of columns, not rows.
    """

    name: str = "coverage"
    demanding: ClassVar[bool] = False
    priced: ClassVar[bool] = False
    proves: ClassVar[bool] = True
    covers: ClassVar[bool] = True

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each cell, then two for each cell of a group's common work."""
        u, g = columns.starts["u"], columns.starts["g"]
        alone = columns.effect_shared < 0
        n_shared, n_cells = len(columns.shared_cell), len(columns.service)
        cells = np.arange(n_cells)
        shared = np.arange(n_shared)
        through = columns.effect_shared[~alone]
        terms = [
            (cells, g + cells, np.ones(n_cells)),
            (columns.effect_cell[alone], columns.effect_column[alone], -columns.points[alone]),
            (columns.shared_cell, u + shared, -np.ones(n_shared)),
            (n_cells + shared, u + shared, np.ones(n_shared)),
            (n_cells + through, columns.effect_column[~alone], -columns.points[~alone]),
        ]
        count = n_cells + n_shared
        matrix = laid_out(terms, (count, columns.size))
        names = columns.cells
        groups = np.array(columns.groups, dtype=object)[columns.shared_group]
        subjects = [*names.tolist(), *(groups + " / " + names[columns.shared_cell] if n_shared else ())]
        yield Block(subjects, matrix, np.full(count, -np.inf), np.zeros(count))
        if n_shared:
            most = furthest_rows(columns)[columns.shared_group].multiply(columns.shared_most[:, None])
            matrix = columns.rows(shared, u + shared, np.ones(n_shared), n_shared) - most
            most_of = [ONCE + name for name in subjects[n_cells:]]
            yield Block(most_of, matrix.tocsr(), np.full(n_shared, -np.inf), np.zeros(n_shared))

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that points are gained where projects or groups bring them, and groups through members."""
        yield from self._covered(plan.tally)

    def _covered(self, tally: Tally) -> Iterator[Inequalities]:
        cells, shared = np.arange(len(tally.cells)), np.arange(len(tally.shared))
        alone, own, waits = tally.through < 0, tally.joint < 0, tally.joint >= 0

        def brought(which: NDArray[np.bool_], row: NDArray[np.int64]) -> list[Entries]:
            x, y = which & own, which & waits
            return [
                Entries("x", row[x], tally.owner[x], -tally.points[x]),
                Entries("y", row[y], tally.joint[y], -tally.points[y]),
            ]

        entries = [Entries("g", cells, cells, ones(cells)), *brought(alone, tally.cell)]
        entries.append(Entries("u", tally.shared_cell, shared, -ones(shared)))
        yield Inequalities(tally.cells, [0] * len(cells), entries, of_points=True)
        entries = [Entries("u", shared, shared, ones(shared)), *brought(~alone, tally.through)]
        yield Inequalities(tally.shared, [0] * len(shared), entries, of_points=True)
        within, member = np.nonzero(tally.shared_group[:, None] == tally.group)
        capped = [Entries(block, within, member, -tally.most[within]) for block in "ba"]
        names = [ONCE + name for name in tally.shared]
        yield Inequalities(names, [0] * len(shared), [entries[0], *capped], of_points=True)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield coverage by what has delivered by each year in which points are worth something else."""
        for year in expansion.counted:
            for block in self.rows(scenario, expansion.of_year(year)):
                placed = expansion.placed(block, year, named=True)
                yield delivered_by(placed, expansion, year)

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield the same by what has delivered by each year in which points are worth something else."""
        for year in course.counted:
            plan = course.plans[year]
            tally = replace(plan.tally, most=course.most_shared(year))
            for rows in self._covered(tally):
                yield course.delivered(rows, year)
