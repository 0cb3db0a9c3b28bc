"""Whole quanta by largest remainder, under every limit on credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.rules.limit import Limit

HELD = 2  # something falls short if such a project is rounded down
TRIED = 1_000  # pairs of who gives and who takes a quantum; most can
NEAR = 1e-6  # a remainder this close to a whole quantum is one


def whole_quanta(
    due: NDArray[np.float64],
    most: NDArray[np.int64],
    limits: Sequence[Limit],
    *,
    needed: NDArray[np.int64],
    kept: NDArray[np.int64],
    worth: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Round amounts to whole quanta so that every limit holds exactly.

    Everything is rounded down; what that leaves of the limits goes, one quantum each, to the
    largest remainders (ties: the first). Amounts that exceed a limit by the solver's tolerance
    are cut where they are worth least.

    Parameters
    ----------
    due : ndarray of float, shape (n,)
        Amounts in quanta, by project, then by year.
    most : ndarray of int64, shape (n,)
        Most that a project can be paid.
    limits : sequence of Limit
        What credits must keep.
    needed : ndarray of int64, shape (projects,)
        Quanta of all years together without which a project loses its use; it is rounded up, and cut down
        to these last. 0 for one that may be rounded down.
    kept : ndarray of int64, shape (n,)
        2 for projects that are rounded up, and cut last, as far as the limits allow; those of 1
        are cut before them, those of 0 first.
    worth : ndarray of float, shape (n,)
        Gain per quantum, to decide where to cut.

    Returns
    -------
    ndarray of int64, shape (n,)
        Whole quanta.

    Examples
    --------
    >>> from egov_budget.rules.limit import Limit
    >>> pool = Limit(np.array([0, 1]), most=10)
    >>> whole_quanta(np.array([3.4, 6.6]), np.array([9, 9]), [pool],
    ...              needed=np.zeros(2, int), kept=np.zeros(2, int), worth=np.ones(2)).tolist()
    [3, 7]
    """
    nearest = np.rint(due)
    due = np.where(np.abs(due - nearest) <= NEAR * np.maximum(1.0, np.abs(nearest) * 1e-6), nearest, due)
    quanta, remainder = np.floor(due).astype(np.int64), due - np.floor(due)
    years = len(due) // max(len(needed), 1)
    losing = _Losing(worth, np.repeat(needed, years), kept, years)
    up = ((losing.least > 0) | (kept == HELD)) & (remainder > 0) & _within_the_sum(due, needed)
    state = _Rounding(quanta + up, np.where(up, 0.0, remainder), limits, losing)
    for place in range(len(limits)):
        state.cut(place)
    ranked = np.argsort(-state.remainder, kind="stable")
    for place in range(len(limits)):
        state.fill(place, ranked, most)
    spare = int(np.rint(due.sum())) - int(state.quanta.sum())
    for project in ranked[state.remainder[ranked] > 0].tolist():
        if spare > 0 and state.room(project) >= 1:
            state.add(project, 1)
            spare -= 1
    return state.quanta


def _within_the_sum(due: NDArray[np.float64], needed: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which years may be rounded up: no project gets more than all of its years together, rounded up."""
    by_year = due.reshape(len(needed), -1)
    down = np.floor(by_year)
    most = np.maximum(np.ceil(np.round(by_year.sum(axis=1), 6)), needed) - down.sum(axis=1)
    place = np.argsort(np.argsort(down - by_year, axis=1, kind="stable"), axis=1, kind="stable")
    may: NDArray[np.bool_] = (place < most[:, None]).ravel()
    return may


@dataclass(frozen=True, eq=False)
class _Losing:
    """What decides who loses quanta first; ``least`` is needed of all ``years`` of a project together."""

    worth: NDArray[np.float64]
    least: NDArray[np.int64]
    kept: NDArray[np.int64]
    years: int


class _Rounding:
    """Quanta so far, what was rounded off, and what each limit sums to."""

    def __init__(
        self,
        quanta: NDArray[np.int64],
        remainder: NDArray[np.float64],
        limits: Sequence[Limit],
        losing: _Losing,
    ) -> None:
        self.quanta, self.remainder, self.limits, self.losing = quanta, remainder, limits, losing
        self.weights = [limit.weighing for limit in limits]
        self.totals = [
            int(weights @ quanta[limit.projects]) for limit, weights in zip(limits, self.weights, strict=True)
        ]
        none = np.zeros(0, dtype=np.int64)
        project = np.concatenate([none, *(limit.projects for limit in limits)])
        order = np.argsort(project, kind="stable")
        sizes = [len(limit.projects) for limit in limits]
        self.limit_of = np.repeat(np.arange(len(limits)), sizes)[order].tolist()
        self.weight_of = np.concatenate([none.astype(object), *self.weights])[order].tolist()
        self.starts = np.searchsorted(project[order], np.arange(len(quanta) + 1)).tolist()

    def add(self, project: int, quanta: int) -> None:
        """Pay a project more, or less; whatever was rounded off it is settled with that."""
        self.quanta[project] += quanta
        if quanta > 0:
            self.remainder[project] = 0.0
        for at in range(self.starts[project], self.starts[project + 1]):
            self.totals[self.limit_of[at]] += quanta * self.weight_of[at]

    def room(self, project: int, sign: int = 1) -> int | float:
        """Return the quanta a project could get more, or with a sign of -1 less, before a limit breaks."""
        found: int | float = np.inf
        for at in range(self.starts[project], self.starts[project + 1]):
            limit, weight = self.limits[self.limit_of[at]], sign * self.weight_of[at]
            bound, total = limit.most if weight > 0 else limit.least, self.totals[self.limit_of[at]]
            if bound is not None and weight:
                found = min(found, (bound - total if weight > 0 else total - bound) // abs(weight))
        return found

    def cut(self, place: int) -> None:
        """Take what exceeds a limit from fractional projects first, then where it is worth least.

        What projects cannot do without in all years together stays.
        """
        most = self.limits[place].most
        if most is None or self.totals[place] <= most:
            return
        weight_of = self._weights(place)
        for project in self._cheapest(self.limits[place].projects):
            over, weight = self.totals[place] - most, weight_of[project]
            if over > 0 and weight > 0:
                self.add(project, -min(-(-over // weight), self._spared(project)))

    def _weights(self, place: int) -> dict[int, int]:
        return dict(zip(self.limits[place].projects.tolist(), self.weights[place].tolist(), strict=True))

    def _cheapest(self, projects: NDArray[np.int64]) -> list[int]:
        """Return some projects, those first that quanta are taken from first."""
        by, fractional = self.losing, self.remainder[projects] > 0
        order = np.lexsort((by.worth[projects], ~fractional, by.kept[projects], by.least[projects] > 0))
        found: list[int] = projects[order].tolist()
        return found

    def _spared(self, project: int) -> int:
        """Return the quanta that a project can do without."""
        less, least, years = self.room(project, -1), self.losing.least[project], self.losing.years
        if least:
            own = project // years * years
            less = min(less, int(self.quanta[own : own + years].sum() - least))
        return int(max(min(less, int(self.quanta[project])), 0))

    def fill(self, place: int, ranked: NDArray[np.int64], most: NDArray[np.int64]) -> None:
        """Give funded projects under a floor what rounding took from it, the largest remainder first.

        Where other limits leave them no room, projects that are not under the floor make some.
        """
        least, under = self.limits[place].least, self.limits[place].projects
        if least is None or self.totals[place] >= least:
            return
        weight_of = self._weights(place)
        takers = [
            project
            for project in ranked[np.isin(ranked, under)].tolist()
            if weight_of[project] > 0 and (self.quanta[project] or self.remainder[project] > 0)
        ]
        for project in takers:
            up = 1 if self.remainder[project] > 0 else int(most[project] - self.quanta[project])
            self._give(place, project, weight_of[project], up)
        givers = self._cheapest(np.setdiff1d(ranked, under)) if self.totals[place] < least else []
        for giver, project in islice(product(givers, takers), TRIED):
            short = -(-(least - self.totals[place]) // weight_of[project])
            spared = min(self._spared(giver), short, int(most[project] - self.quanta[project]))
            if spared > 0:
                self.add(giver, -spared)
                given = self._give(place, project, weight_of[project], spared)
                self.add(giver, spared - given)

    def _give(self, place: int, project: int, weight: int, most: int) -> int:
        """Pay a project what a floor lacks, so many quanta at most and no limit broken; return how many."""
        short = (self.limits[place].least or 0) - self.totals[place]
        given = int(max(min(-(-short // weight), most, self.room(project)), 0))
        self.add(project, given)
        return given
