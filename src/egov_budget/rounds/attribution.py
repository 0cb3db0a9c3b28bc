"""Attribution: which project the change of a score is put down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Columns, Delivery, as_expected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.rounds.given import Observed


TINY = 1e-9  # points: what differs by less differs by the rounding of sums


@dataclass(frozen=True, eq=False)
class Attribution:
    r"""What each project promised, could be expected to bring and realised, cell by cell.

    All of it is of what was paid and measured. Where several projects raise one cell, its change is put
    down to them up to what was expected of each, in proportion, and beyond that in proportion to what each
    promised more:

    .. math:: r_{pc} = e_{pc}\, \Big[\frac{\Delta_c}{\sum_q e_{qc}}\Big]_0^1 + (p_{pc} - e_{pc})
        \Big[\frac{\Delta_c - \sum_q e_{qc}}{\sum_q (p_{qc} - e_{qc})}\Big]_0^1

    with the observed change Δ of the cell, p what the project promises it as far as full marks leave
    room, e what was expected of that, and quotients cut to 0 and 1. The rest of Δ, a fall
    with it, came about without money.

    Parameters
    ----------
    columns : Columns
        Cells and effects at full realisation; projects as in the plan.
    change : ndarray of float, shape (services, indicators)
        Observed score less the score before; 0 where a cell does not apply.
    promised, expected, realised : ndarray of float, shape (effects,)
        Points of what was paid, as far as they fit under full marks, in cells that were measured.
    unseen : ndarray of float, shape (effects,)
        Points promised in cells that were not.
    shown : ndarray of float, shape (effects,)
        Points that could have been seen: what was promised, full marks or not, and no more than fits
        where full marks were reached.
    """

    columns: Columns
    change: NDArray[np.float64]
    promised: NDArray[np.float64]
    expected: NDArray[np.float64]
    realised: NDArray[np.float64]
    shown: NDArray[np.float64]
    unseen: NDArray[np.float64]

    @classmethod
    def of(
        cls, plan: Allocation, columns: Columns, observed: Observed, paid: NDArray[np.float64]
    ) -> Attribution:
        """Return the attribution of observed scores to the projects of a plan.

        Parameters
        ----------
        plan : Allocation
            What was decided.
        columns : Columns
            As ``as_promised`` returns them.
        observed : Observed
            Scores after the round, and which of them were measured.
        paid : ndarray of float, shape (n,)
            Share of each project that was paid for.

        Returns
        -------
        Attribution
            A project of which nothing was paid promises nothing and realises nothing.
        """
        known, cell = columns.attainment, columns.effect_cell
        change = np.where(np.isnan(known.score), 0.0, observed.scores - known.score)
        delivery = Delivery.of(columns, paid, plan.leads)
        counted_on = Delivery.of(as_expected(columns, plan.scenario), paid, plan.leads)
        expected = counted_on.offered * counted_on.kept[cell]
        promised = delivery.beyond(columns, counted_on)
        moved, hoped = change[columns.service, columns.indicator], counted_on.points
        realised = _part(moved, hoped)[cell] * expected
        realised += _part(moved - hoped, delivery.points - hoped)[cell] * (promised - expected)
        all_seen = moved >= delivery.points - TINY
        shown = np.where(all_seen[cell], promised, delivery.offered)
        seen = observed.seen[columns.service, columns.indicator][cell]
        unseen = np.where(seen, 0.0, promised)
        every = (promised, expected, realised, shown)
        promised, expected, realised, shown = (np.where(seen, each, 0.0) for each in every)
        return cls(columns, change, promised, expected, realised, shown, unseen)

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


def _part(amount: NDArray[np.float64], of: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what part one amount is of another, 0 to 1."""
    return np.clip(np.divide(amount, of, out=np.zeros_like(amount), where=of > 0), 0.0, 1.0)
