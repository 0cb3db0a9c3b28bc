"""GroupCaps: what groups add to a cell at most, whichever of their members fall short."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from egov_budget.columns.block import laid_out
from egov_budget.columns.furthest import delivered_by_groups, furthest_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.rules import Block

MOST = ("most of a group", "most of a group as far as it delivers")


@dataclass(frozen=True, eq=False)
class GroupCaps:
    r"""Caps on what groups add to the cells they share, for each threshold t of 0 and of a member's points.

    .. math::
        u_{Gki} - \sum_{p \in G:\, e_{pki} > t} y_{pki} \le
        \max\big(t, \max_{p \in G} (e_{pki} - d_{pki})\big) \min\big(1, \sum_{p \in G} (b_p + a_p)\big)

    in points. Whoever falls short, let t be the most that one of the others promises: no more than what
    these have at risk comes on top of what is safe, and the best of the group brings t all the same.

    Parameters
    ----------
    columns : Columns
        Effects and shared cells.
    safe : ndarray of float, shape (shared cells,)
        Points that the best member brings if all fall short.
    of : ndarray of int64, shape (rows,)
        Shared cell of each threshold.
    most : ndarray of float, shape (rows,)
        Right-hand sides.
    inside, below : csr_array, shape (shared cells, effects) and (rows, effects)
        Effects of each shared cell, and those that promise no more than each threshold.
    """

    columns: Columns
    safe: NDArray[np.float64]
    of: NDArray[np.int64]
    most: NDArray[np.float64]
    inside: sparse.csr_array
    below: sparse.csr_array

    @classmethod
    def of_columns(cls, columns: Columns, less: NDArray[np.float64], gamma: float) -> GroupCaps:
        """Lay out the thresholds; with a gamma of 0 nobody falls short."""
        safe = columns.largest_shared(columns.points - less) if gamma else columns.shared_most
        through = np.flatnonzero(columns.effect_shared >= 0)
        shared, count = columns.effect_shared[through], len(columns.shared_cell)
        size = (count, len(columns.points))
        inside = sparse.csr_array((np.ones(len(through)), (shared, through)), shape=size)
        of = np.concatenate([np.arange(count), shared])
        level = np.concatenate([np.zeros(count), columns.points[through]])
        row, effect = inside[of].tocoo().coords
        low = columns.points[effect] <= level[row]
        shape = (len(of), size[1])
        below = sparse.csr_array((np.ones(int(low.sum())), (row[low], effect[low])), shape=shape)
        return cls(columns, safe, of, np.maximum(level, safe[of]), inside, below)

    def added_to(
        self, block: Block, less: NDArray[np.float64], risky: NDArray[np.int64], first: int
    ) -> Block:
        """Return a block with the caps as further rows.

        Parameters
        ----------
        block : Block
            Rows over the program's columns and those it brings along.
        less : ndarray of float, shape (effects,)
            Points that each effect may fall short by.
        risky : ndarray of int64
            Effects at risk.
        first : int
            Column of what the first of these has at risk, as a part of its most.
        """
        count, columns = len(self.of), self.columns
        above = sparse.csr_array(self.inside[self.of] - self.below)[:, risky] * less[risky]
        row, place = above.tocoo().coords
        terms: list[tuple[Any, ...]] = [
            (np.arange(count), columns.starts["u"] + self.of, np.ones(count)),
            (row, first + place, -above.tocoo().data),
        ]
        matrix = laid_out(terms, (count, block.matrix.shape[1]))
        far = furthest_rows(columns)[columns.shared_group[self.of]].multiply(self.most[:, None])
        far = sparse.hstack([far, sparse.csr_array((count, matrix.shape[1] - columns.size))], format="csr")
        cells = columns.cells[columns.shared_cell[self.of]]
        return dataclasses.replace(
            block,
            subjects=[*block.subjects, *(f"{most} / {cell}" for most in MOST for cell in cells)],
            matrix=sparse.vstack([block.matrix, matrix, matrix - far], format="csr"),
            lower=np.append(block.lower, np.full(2 * count, -np.inf)),
            upper=np.concatenate([block.upper, self.most, np.zeros(count)]),
        )

    def keep(self, sure: NDArray[np.float64], risk: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        """Cut points that are safe and at risk, by effect, to what groups add; those at risk evenly."""
        far = delivered_by_groups(self.columns, values)[self.columns.shared_group]
        total = self.inside @ sure
        safe = self.safe * far
        room = self.most * far[self.of] - np.minimum(total, safe)[self.of]
        counted = np.ones(len(self.safe))
        np.minimum.at(counted, self.of, part_within(self.below @ risk, room))
        through = self.columns.effect_shared >= 0
        of = self.columns.effect_shared[through]
        sure[through] *= part_within(total, safe)[of]
        risk[through] *= counted[of]


def part_within(amount: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the part of each amount that there is room for; 1 of nothing."""
    return np.divide(np.minimum(amount, room), amount, out=np.ones_like(amount), where=amount > 0)
