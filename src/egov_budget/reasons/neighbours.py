"""Neighbours of a project: what it still could add, and who has already done it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from egov_budget.columns import Delivery
from egov_budget.columns.furthest import furthest
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.columns import Columns

ROUNDING = 1e-9  # part of what a project is worth alone that is left over by sums


class Opening(NamedTuple):
    """A project that opens exchanges, and all that brings something where it has a say.

    Parameters
    ----------
    place : int
        The project.
    cells, effects : ndarray of int64
        Cells that it raises or lets others raise, and all effects on them.
    columns : Columns
        These alone.
    """

    place: int
    cells: NDArray[np.int64]
    effects: NDArray[np.int64]
    columns: Columns

    def added(
        self,
        share: NDArray[np.float64],
        far: NDArray[np.float64],
        points: NDArray[np.float64],
        more: NDArray[np.float64],
    ) -> float:
        """Return what it adds in full: others bring more where it opens an exchange.

        Parameters
        ----------
        share : ndarray of float, shape (n,)
            Delivered share of each project.
        far : ndarray of float, shape (groups,)
            How far each group delivers its common work.
        points : ndarray of float, shape (cells,)
            Points that each cell gains without it.
        more : ndarray of float, shape (effects,)
            Points that each effect would bring besides.
        """
        columns, before = self.columns, points[self.cells]
        opening = share.copy()
        opening[self.place] = 1.0
        own = columns.effect_project == self.place
        opened = np.where(own, columns.by_effect(share), columns.by_effect(opening))
        rises = Delivery.of_points(columns, columns.points * opened, far).points - before
        np.add.at(rises, columns.effect_cell[own], more[self.effects[own]])
        return float((columns.value * np.minimum(rises, columns.room - before)).sum())


@once
def _openings(columns: Columns) -> list[Opening]:
    """Return all who open exchanges."""
    joint, found = columns.joint, []
    for place in np.unique(joint.opener).tolist():
        let = np.isin(joint.of_effect, joint.row[joint.opener == place])
        cells = np.unique(columns.effect_cell[let | (columns.effect_project == place)])
        effects = np.flatnonzero(np.isin(columns.effect_cell, cells))
        shared = np.flatnonzero(np.isin(columns.shared_cell, cells))
        through = columns.effect_shared[effects]
        alone = replace(
            columns,
            room=columns.room[cells],
            value=columns.value[cells],
            effect_project=columns.effect_project[effects],
            effect_cell=np.searchsorted(cells, columns.effect_cell[effects]),
            points=columns.points[effects],
            effect_shared=np.where(through >= 0, np.searchsorted(shared, through), -1),
            joint=replace(joint, of_effect=joint.of_effect[effects]),
            shared_group=columns.shared_group[shared],
            shared_cell=np.searchsorted(cells, columns.shared_cell[shared]),
            shared_most=columns.shared_most[shared],
        )
        found.append(Opening(place, cells, effects, alone))
    return found


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Projects that raise the same services.

    Parameters
    ----------
    alone : ndarray of float, shape (n,)
        What each project could bring where no other raises the same, points; planned exchanges count as open.
    added : ndarray of float, shape (n,)
        What each would add to the plan if it were delivered in full as well, points: by its own effects,
        and by those of others for whom it opens an exchange.
    waits : ndarray of float, shape (n,)
        What of ``alone`` waits for planned exchanges that the plan does not open.
    gained : ndarray of float, shape (n,)
        What each brings to the plan, points.
    brought : ndarray of float, shape (effects,)
        Points that each effect brings in the plan.
    """

    allocation: Allocation
    alone: NDArray[np.float64]
    added: NDArray[np.float64]
    waits: NDArray[np.float64]
    gained: NDArray[np.float64]
    brought: NDArray[np.float64]

    @classmethod
    def of(
        cls, allocation: Allocation, share: NDArray[np.float64], asked: NDArray[np.bool_] | None = None
    ) -> Neighbours:
        """Count what is gained and left, from delivered shares; what projects open for those asked about."""
        columns = allocation.columns
        now, ahead = columns.by_effect(share), columns.joint.ahead(share)
        brought = columns.points * now
        delivery, inside = Delivery.of(columns, share, allocation.leads), columns.effect_shared >= 0
        left = columns.room - delivery.points
        more, shared = columns.points * (ahead - now), columns.effect_shared[inside]
        with_it = np.minimum(delivery.together[shared] + more[inside], columns.shared_most[shared])
        more[inside] = np.maximum(with_it - np.minimum(delivery.together, delivery.most)[shared], 0.0)
        more = np.minimum(more, left[columns.effect_cell])
        most = np.minimum(columns.points, columns.room[columns.effect_cell])
        value = columns.value[columns.effect_cell]
        n, owner = columns.n_projects, columns.effect_project
        alone, added, waits = (
            np.bincount(owner, value * each, n).astype(np.float64)
            for each in (most, more, most * (1 - ahead))
        )
        far = furthest(share, allocation.leads)
        for opening in _openings(columns):
            if asked is None or asked[opening.place]:
                added[opening.place] = opening.added(share, far, delivery.points, more)
        added[added <= ROUNDING * alone] = 0.0
        return cls(allocation, alone, added, waits, delivery.by_project, brought)

    def covering(self, project: int) -> list[str]:
        """Return the ids of those who bring something to the services of a project, who brings most first."""
        columns = self.allocation.columns
        cell, owner = columns.effect_cell, columns.effect_project
        own, most = owner == project, np.full(len(columns.value), -1.0)  # below 0: not raised
        most[cell[own]] = columns.points[own]
        at = np.flatnonzero(~own & (self.brought > 0) & (most[cell] >= 0))
        gain = columns.value[cell[at]] * np.minimum(self.brought[at], most[cell[at]])
        gained = np.bincount(owner[at], gain, columns.n_projects)
        found = np.unique(owner[at])
        ranked = found[np.argsort(-gained[found], kind="stable")]
        return [str(name) for name in columns.projects[ranked]]
