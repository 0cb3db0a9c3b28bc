"""What delivered shares gain: points by cell, and each project's part of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.columns import Columns


@dataclass(frozen=True, eq=False)
class Delivery:
    """Gains of delivered shares.

    Parameters
    ----------
    points : ndarray of float, shape (cells,)
        Points gained by each cell, at most its room.
    by_project : ndarray of float, shape (n,)
        Gain of each project: where several raise one cell beyond full marks, or do common work on
        it, each has its part in proportion to what it brings.
    offered : ndarray of float, shape (effects,)
        Points that each effect offers its cell, before full marks cut them: common work offers no
        more than the best of its members promises.
    to_cell : ndarray of float, shape (cells,)
        Points offered to each cell.
    kept : ndarray of float, shape (cells,)
        Part of them that counts; 0 where none are offered.
    together : ndarray of float, shape (shared cells,)
        Points that the members of each group bring to each cell they share, before the best of them
        caps the sum.
    """

    points: NDArray[np.float64]
    by_project: NDArray[np.float64]
    offered: NDArray[np.float64]
    to_cell: NDArray[np.float64]
    kept: NDArray[np.float64]
    together: NDArray[np.float64]

    @classmethod
    def of(cls, columns: Columns, share: NDArray[np.float64]) -> Delivery:
        """Count the gains of delivered shares, without any solver.

        Parameters
        ----------
        columns : Columns
            Effects and cells.
        share : ndarray of float, shape (n,)
            Delivered share of each project, 0 to 1.

        Returns
        -------
        Delivery
            Nothing delivered gains nothing.
        """
        return cls.of_points(columns, columns.points * columns.by_effect(share))

    @classmethod
    def of_points(cls, columns: Columns, brought: NDArray[np.float64]) -> Delivery:
        """Count the gains of points that each effect brings.

        Parameters
        ----------
        columns : Columns
            Effects and cells.
        brought : ndarray of float, shape (effects,)
            Points, before full marks or common work cut them.
        """
        inside = columns.effect_shared >= 0
        together = np.zeros(len(columns.shared_cell))
        np.add.at(together, columns.effect_shared[inside], brought[inside])
        once = np.divide(
            columns.shared_most, together, out=np.ones_like(together), where=together > columns.shared_most
        )
        offered = brought.copy()
        offered[inside] *= once[columns.effect_shared[inside]]
        to_cell = np.zeros(len(columns.room))
        np.add.at(to_cell, columns.effect_cell, offered)
        points = np.minimum(to_cell, columns.room)
        kept = np.divide(points, to_cell, out=np.zeros_like(points), where=to_cell > 0)
        gain = offered * kept[columns.effect_cell] * columns.value[columns.effect_cell]
        by_project = np.zeros(columns.n_projects)
        np.add.at(by_project, columns.effect_project, gain)
        return cls(points, by_project, offered, to_cell, kept, together)
