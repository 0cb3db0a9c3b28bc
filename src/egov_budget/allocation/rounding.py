"""Whole quanta by largest remainder, under the pool, every ceiling and every floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HELD = 2  # something falls short if such a project is rounded down
WHOLE = 1e-6  # a remainder this close to a whole quantum is one


@dataclass(frozen=True, eq=False)
class Limit:
    """What some projects get together: ``least <= sum <= most``, in quanta."""

    projects: NDArray[np.int64]
    least: int
    most: int


def whole_quanta(
    due: NDArray[np.float64],
    cost: NDArray[np.int64],
    limits: list[Limit],
    *,
    never_down: NDArray[np.bool_],
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
        Amounts in quanta.
    cost : ndarray of int64, shape (n,)
        Most that a project can be paid.
    limits : list of Limit
        The pool first, then ceilings and floors.
    never_down : ndarray of bool, shape (n,)
        Projects that lose their use if rounded down.
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
    >>> pool = Limit(np.array([0, 1]), 0, 10)
    >>> whole_quanta(np.array([3.4, 6.6]), np.array([9, 9]), [pool],
    ...              never_down=np.zeros(2, bool), kept=np.zeros(2, int), worth=np.ones(2)).tolist()
    [3, 7]
    """
    nearest = np.rint(due)
    due = np.where(np.abs(due - nearest) <= WHOLE * np.maximum(1.0, np.abs(nearest) * 1e-6), nearest, due)
    state = _Rounding(np.floor(due).astype(np.int64), due - np.floor(due), cost, limits)
    state.lift(np.flatnonzero((never_down | (kept == HELD)) & (state.remainder > 0)))
    for limit in limits:
        state.cut(limit, worth, never_down, kept)
    ranked = np.argsort(-state.remainder, kind="stable")
    for limit in limits:
        state.fill(limit, ranked[np.isin(ranked, limit.projects)])
    target = min(limits[0].most, int(np.rint(due.sum())))
    for project in ranked[state.remainder[ranked] > 0]:
        if state.quanta.sum() < target and state.room(project) >= 1:
            state.lift(project)
    return state.quanta


@dataclass(eq=False)
class _Rounding:
    """Quanta so far, what was rounded off, and the limits they are under."""

    quanta: NDArray[np.int64]
    remainder: NDArray[np.float64]
    cost: NDArray[np.int64]
    limits: list[Limit]

    def room(self, project: int) -> int:
        """Return the quanta that a project could get more before a limit is reached."""
        return min(
            limit.most - int(self.quanta[limit.projects].sum())
            for limit in self.limits
            if project in limit.projects
        )

    def lift(self, projects: NDArray[np.int64] | int) -> None:
        """Round up instead of down."""
        self.quanta[projects] += 1
        self.remainder[projects] = 0.0

    def cut(
        self,
        limit: Limit,
        worth: NDArray[np.float64],
        never_down: NDArray[np.bool_],
        kept: NDArray[np.int64],
    ) -> None:
        """Take what exceeds a limit from fractional projects first, then where it is worth least."""
        over = int(self.quanta[limit.projects].sum()) - limit.most
        if over <= 0:
            return
        inside = limit.projects[~never_down[limit.projects]]
        for project in inside[np.lexsort((worth[inside], self.remainder[inside] == 0, kept[inside]))]:
            less = min(max(over, 0), int(self.quanta[project]), max(self.spare(project), 0))
            self.quanta[project] -= less
            over -= less

    def spare(self, project: int) -> int:
        """Return the quanta that a project could lose before a floor is broken."""
        return min(
            int(self.quanta[limit.projects].sum()) - limit.least
            for limit in self.limits
            if project in limit.projects
        )

    def fill(self, limit: Limit, ranked: NDArray[np.int64]) -> None:
        """Give funded projects under a floor what rounding took from it, the largest remainder first."""
        short = limit.least - int(self.quanta[limit.projects].sum())
        for project in ranked if short > 0 else ():
            if self.quanta[project] == 0 and self.remainder[project] == 0:
                continue
            most = 1 if self.remainder[project] > 0 else int(self.cost[project] - self.quanta[project])
            more = max(min(short, most, self.room(project)), 0)
            self.quanta[project] += more
            self.remainder[project] = 0.0 if more else self.remainder[project]
            short -= more
