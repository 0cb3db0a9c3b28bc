"""What delivered shares gain: points by cell, and each project's part of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns.furthest import furthest

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
        more than the best of its members promises, as far as the lead delivers.
    kept : ndarray of float, shape (cells,)
        Part of what is offered to each cell that counts; 0 where nothing is offered.
    together : ndarray of float, shape (shared cells,)
        Points that the members of each group bring to each cell they share, before ``most`` caps the sum.
    most : ndarray of float, shape (shared cells,)
        What the group adds at most: points of the best of them, as far as the lead delivers.
    """

    points: NDArray[np.float64]
    by_project: NDArray[np.float64]
    offered: NDArray[np.float64]
    kept: NDArray[np.float64]
    together: NDArray[np.float64]
    most: NDArray[np.float64]

    @classmethod
    def of(
        cls, columns: Columns, share: NDArray[np.float64], leads: NDArray[np.int64] | None = None
    ) -> Delivery:
        """Count the gains of delivered shares, without any solver.

        Parameters
        ----------
        columns : Columns
            Effects and cells.
        share : ndarray of float, shape (n,)
            Delivered share of each project, 0 to 1.
        leads : ndarray of int64, shape (groups,), or None
            Project that leads each group, -1 where nobody does; ``None`` if nobody leads any.

        Returns
        -------
        Delivery
            Nothing delivered gains nothing.
        """
        far = np.ones(len(columns.groups)) if leads is None else furthest(share, leads)
        return cls.of_points(columns, columns.points * columns.by_effect(share), far)

    @classmethod
    def of_points(cls, columns: Columns, brought: NDArray[np.float64], far: NDArray[np.float64]) -> Delivery:
        """Count the gains of points that each effect brings.

        Parameters
        ----------
        columns : Columns
            Effects and cells.
        brought : ndarray of float, shape (effects,)
            Points, before full marks or common work cut them.
        far : ndarray of float, shape (groups,)
            How far each group delivers its common work.
        """
        inside = columns.effect_shared >= 0
        through = columns.effect_shared[inside]
        together = np.bincount(through, brought[inside], len(columns.shared_cell)).astype(np.float64)
        most = columns.shared_most * far[columns.shared_group]
        once = np.divide(most, together, out=np.ones_like(together), where=together > most)
        offered = brought.copy()
        offered[inside] *= once[through]
        to_cell = np.bincount(columns.effect_cell, offered, len(columns.room)).astype(np.float64)
        points = np.minimum(to_cell, columns.room)
        kept = np.divide(points, to_cell, out=np.zeros_like(points), where=to_cell > 0)
        gain = offered * kept[columns.effect_cell] * columns.value[columns.effect_cell]
        by_project = np.bincount(columns.effect_project, gain, columns.n_projects).astype(np.float64)
        return cls(points, by_project, offered, kept, together, most)

    def beyond(self, columns: Columns, less: Delivery) -> NDArray[np.float64]:
        """Divide points among effects where less was counted on before, so that none gets less by more.

        Parameters
        ----------
        columns : Columns
            Effects and cells of both.
        less : Delivery
            The same shares where projects bring less.

        Returns
        -------
        ndarray of float, shape (effects,)
            What each brings there, and of what its cell gains more a part in proportion to what it
            offers more; in each cell they sum to ``points``.
        """
        cell = columns.effect_cell
        more = np.maximum(self.offered - less.offered, 0.0)
        sums = np.bincount(cell, more, len(self.points)).astype(np.float64)
        rest = self.points - less.points
        part = np.divide(rest, sums, out=np.zeros_like(rest), where=sums > 0)
        found: NDArray[np.float64] = less.offered * less.kept[cell] + more * part[cell]
        return found
