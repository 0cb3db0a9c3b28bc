"""Whole quanta by largest remainder, under the pool, every ceiling and every floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    ...              never_down=np.zeros(2, bool), worth=np.ones(2)).tolist()
    [3, 7]
    """
    nearest = np.rint(due)
    due = np.where(np.abs(due - nearest) <= WHOLE * np.maximum(1.0, np.abs(nearest) * 1e-6), nearest, due)
    quanta = np.floor(due).astype(np.int64)
    remainder = due - quanta
    up = never_down & (remainder > 0)
    quanta[up] += 1
    remainder[up] = 0.0
    for limit in limits:
        _cut(quanta, limit, np.lexsort((worth[limit.projects], remainder[limit.projects] == 0)), never_down)
    ranked = np.argsort(-remainder, kind="stable")
    for limit in limits:
        _raise(quanta, remainder, cost, limits, limit, ranked)
    target = min(limits[0].most, int(np.rint(due.sum())))
    for project in ranked[: max(target - int(quanta.sum()), 0) + int((remainder > 0).sum())]:
        if quanta.sum() >= target or remainder[project] == 0:
            break
        if _room(quanta, limits, project) >= 1:
            quanta[project] += 1
            remainder[project] = 0.0
    return quanta


def _room(quanta: NDArray[np.int64], limits: list[Limit], project: int) -> int:
    """Quanta that a project could get more before a limit is reached."""
    return min(limit.most - int(quanta[limit.projects].sum()) for limit in limits if project in limit.projects)


def _cut(quanta: NDArray[np.int64], limit: Limit, order: NDArray[np.int64], never_down: NDArray[np.bool_]) -> None:
    over = int(quanta[limit.projects].sum()) - limit.most
    for project in limit.projects[order]:
        if over <= 0:
            return
        if never_down[project]:
            continue
        less = min(over, int(quanta[project]))
        quanta[project] -= less
        over -= less


def _raise(
    quanta: NDArray[np.int64],
    remainder: NDArray[np.float64],
    cost: NDArray[np.int64],
    limits: list[Limit],
    limit: Limit,
    ranked: NDArray[np.int64],
) -> None:
    short = limit.least - int(quanta[limit.projects].sum())
    inside = [int(project) for project in ranked if project in set(limit.projects.tolist())] if short > 0 else []
    for project in inside:
        if short <= 0:
            return
        if quanta[project] == 0 and remainder[project] == 0:
            continue
        more = min(short, _room(quanta, limits, project), int(cost[project] - quanta[project]))
        if remainder[project] > 0:
            more = min(more, 1)
        if more > 0:
            quanta[project] += more
            remainder[project] = 0.0
            short -= more
