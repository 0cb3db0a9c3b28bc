"""Attribution: which project the change of a score is put down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Columns, Delivery
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation


@dataclass(frozen=True, eq=False)
class Attribution:
    r"""What each project promised, offered and realised, cell by cell.

    Where several projects raise one cell, its change is divided in proportion to what was expected of
    each, and none is credited with more than it promised:

    .. math:: r_{pc} = \min\Big(o_{pc},\; \min\big(\max(\Delta_c, 0), \textstyle\sum_q o_{qc}\big)
        \frac{e_{pc}}{\sum_q e_{qc}}\Big)

    with the observed change Δ of the cell, what p offers it o (promised points times delivered share)
    and what was expected of that, e. The rest of Δ, a fall with it, came about without money.

    Parameters
    ----------
    columns : Columns
        Cells and effects at full realisation; projects as in the plan.
    change : ndarray of float, shape (services, indicators)
        Observed score less the score before; 0 where a cell does not apply.
    promised, offered, realised : ndarray of float, shape (effects,)
        Points: promised is what of the offer fits under full marks.
    """

    columns: Columns
    change: NDArray[np.float64]
    promised: NDArray[np.float64]
    offered: NDArray[np.float64]
    realised: NDArray[np.float64]

    @classmethod
    def of(cls, plan: Allocation, columns: Columns, observed: NDArray[np.float64]) -> Attribution:
        """Return the attribution of observed scores to the projects of a plan.

        Parameters
        ----------
        plan : Allocation
            What was decided.
        columns : Columns
            As ``as_promised`` returns them.
        observed : ndarray of float, shape (services, indicators)
            Scores after the round, ids sorted; NaN where not applicable.

        Returns
        -------
        Attribution
            A project that the plan does not fund promises nothing.
        """
        share = plan.parts / BILLION
        known = columns.attainment
        change = np.where(np.isnan(known.score), 0.0, observed - known.score)
        delivery = Delivery.of(columns, share)
        expected = Delivery.of(_scaled(columns, plan), share).offered
        cell, count = columns.effect_cell, len(columns.room)
        expects = np.bincount(cell, weights=expected, minlength=count)[cell] > 0
        weight = np.where(expects, expected, delivery.offered)
        all_weight = np.bincount(cell, weights=weight, minlength=count)
        part = np.divide(weight, all_weight[cell], out=np.zeros_like(weight), where=all_weight[cell] > 0)
        explained = np.clip(change[columns.service, columns.indicator], 0.0, delivery.to_cell)
        return cls(
            columns=columns,
            change=change,
            promised=delivery.offered * delivery.kept[cell],
            offered=delivery.offered,
            realised=np.minimum(delivery.offered, explained[cell] * part),
        )

    @property
    def others(self) -> NDArray[np.float64]:
        """Change that no project explains, shape (services, indicators)."""
        rest = self.change.copy()
        at = self.columns.effect_cell
        np.subtract.at(rest, (self.columns.service[at], self.columns.indicator[at]), self.realised)
        return rest

    def by_project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the gains of projects from points of effects, shape (n,)."""
        gains = points * self.columns.value[self.columns.effect_cell]
        return np.bincount(self.columns.effect_project, gains, self.columns.n_projects).astype(np.float64)

    def by_service(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the gains of services from points of effects, shape (services,)."""
        cell = self.columns.effect_cell
        gains = points * self.columns.value[cell]
        count = len(self.columns.attainment.services)
        return np.bincount(self.columns.service[cell], gains, count).astype(np.float64)


def as_promised(plan: Allocation) -> Columns:
    """Return the columns of a plan as if every agency delivered all that it promises."""
    return Columns.of(plan.scenario, plan.overlaps, promised=True)


def realisation(plan: Allocation) -> NDArray[np.float64]:
    """Return the part of its promise that the plan expects of each project, shape (n,)."""
    projects = plan.scenario.projects.set_index("id")["agency"].reindex(plan.columns.projects)
    return plan.scenario.realisation.reindex(projects).to_numpy(dtype=np.float64)


def _scaled(columns: Columns, plan: Allocation) -> Columns:
    points = columns.points * realisation(plan)[columns.effect_project]
    return columns.with_points(points)
