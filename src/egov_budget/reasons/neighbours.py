"""Neighbours of a project: what it still could add, and who has already done it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Delivery
from egov_budget.columns.furthest import furthest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation

ROUNDING = 1e-9  # part of what a project is worth alone that is left over by sums


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
    def of(cls, allocation: Allocation, share: NDArray[np.float64]) -> Neighbours:
        """Count what is gained and what is left, from delivered shares."""
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
        alone, added, waits = np.zeros((3, columns.n_projects))
        np.add.at(waits, columns.effect_project, value * most * (1 - ahead))
        np.add.at(alone, columns.effect_project, value * most)
        np.add.at(added, columns.effect_project, value * more)
        far = furthest(share, allocation.leads)
        for place in np.unique(columns.joint.opener):  # others bring more where it opens an exchange
            own = columns.effect_project == place
            opened = np.where(
                own, now, columns.by_effect(np.where(np.arange(len(share)) == place, 1.0, share))
            )
            rises = Delivery.of_points(columns, columns.points * opened, far).points - delivery.points
            np.add.at(rises, columns.effect_cell[own], more[own])
            added[place] = (columns.value * np.minimum(rises, left)).sum()
        added[added <= ROUNDING * alone] = 0.0
        return cls(allocation, alone, added, waits, delivery.by_project, brought)

    def covering(self, project: int) -> list[str]:
        """Return the ids of those who bring something to the services of a project, who brings most first."""
        columns = self.allocation.columns
        gained: dict[int, float] = {}
        for effect in np.flatnonzero(columns.effect_project == project).tolist():
            cell = columns.effect_cell[effect]
            for other in self._by_cell[cell].tolist():
                owner = int(columns.effect_project[other])
                if owner != project and self.brought[other] > 0:
                    gain = float(columns.value[cell] * min(self.brought[other], columns.points[effect]))
                    gained[owner] = gained.get(owner, 0.0) + gain
        ranked = sorted(gained, key=lambda owner: (-gained[owner], owner))
        return [str(columns.projects[owner]) for owner in ranked]

    @cached_property
    def _by_cell(self) -> list[NDArray[np.int64]]:
        """Effects of each cell."""
        cell = self.allocation.columns.effect_cell
        order = np.argsort(cell, kind="stable")
        edges = np.searchsorted(cell[order], np.arange(1, len(self.allocation.columns.service)))
        return np.split(order, edges)
