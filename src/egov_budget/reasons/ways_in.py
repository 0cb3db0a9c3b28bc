"""ways_in: the request at which a plan is known that has a project in full and gains more."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.reasons.neighbours import Neighbours
from egov_budget.solving.change import Change

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.solving.resolve import Resolve, Resolved

    Places = int | NDArray[np.int64]

POOLS, BOUNDS = 16, 9  # smaller ones: by even steps, and by what is proved of requests
MORE = 1e-7  # part of a gain that counts as more
HOLDS = 1e-6  # of a row, as the solver keeps it
WHOLE = 1e-6  # of a whole number
TINY = 1e-12


def ways_in(
    allocation: Allocation, resolve: Resolve, leads: Change, whole: Change, above: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the largest request at which a project is known to enter.

    Plans of smaller pools are made, and each project is put beside each of them in full. Where every
    row of the program holds and the two together gain more than the plan, its request may be whatever
    is left of the pool and of every ceiling it stands under. Between two such plans with the
    same whole numbers lie others, so there the request is interpolated. Nothing is said of a member
    of a group, whose request would change what is common.

    Parameters
    ----------
    allocation : Allocation
        The plan; its first goal is total gain.
    resolve : Resolve
        The linear relaxation of its program.
    leads, whole : Change
        What holds the relaxation to the leads and to the whole numbers of the plan.
    above : ndarray of int64, shape (n,)
        Requests above which nothing is to be looked for, quanta.

    Returns
    -------
    ndarray of int64, shape (n,)
        Quanta, not above what is asked for; 0 where no plan is known or the project is funded.
    """
    columns = allocation.columns
    out = allocation.parts == 0
    out[columns.member] = False
    most = np.zeros(columns.n_projects)
    if not out.any():
        return most.astype(np.int64)
    beside = _Beside(allocation, resolve, out)
    gain = max(allocation.gain, beside.plan([leads, whole], 0.0).value)  # in whole quanta, or before
    goal = gain + MORE * max(1.0, gain)
    asked = columns.cost[out]
    steps = np.geomspace(max(asked.min() / 4, 1.0), asked.max(), POOLS)
    proved = np.quantile(above[out], np.linspace(0.0, 1.0, BOUNDS), method="nearest")
    freed = np.unique([0.0, *steps, *proved])
    fixed = [beside.of(plan) for less in freed if len((plan := beside.plan([leads, whole], less)).values)]
    for (gains, room), (later, wider) in pairwise([*fixed, *fixed[-1:]]):
        # with the same whole numbers the plans between two plans are plans too
        better = np.maximum(gains - goal, 0.0)
        part = np.minimum(better / np.maximum(better + goal - later, TINY), 1.0)
        most = np.maximum(most, np.where(better > 0, (1 - part) * room + part * wider, 0))
    for less in steps[::2] if len(np.atleast_1d(whole.at)) else []:
        if len((plan := beside.rounded(leads, whole.at, less)).values):
            gains, room = beside.of(plan)
            most = np.maximum(most, np.where(gains > goal, room, 0))
    return np.where(out, np.clip(np.floor(most + WHOLE), 0, above), 0).astype(np.int64)


class _Beside:
    """Plans of smaller pools, and every project that is out beside them."""

    def __init__(self, allocation: Allocation, resolve: Resolve, out: NDArray[np.bool_]) -> None:
        program, columns = resolve.program, allocation.columns
        self.allocation, self.resolve, self._out = allocation, resolve, out
        self._pool = np.flatnonzero(program.rows_of(lambda rule: rule.of_the_pool))
        entries = program.matrix[:, : columns.n_projects].tocoo()
        switched = program.rows_of(lambda rule: rule.viable(program.scenario, columns) is not None)
        row, project = entries.coords
        known = ~switched[row] & (entries.data != 0)  # in full, a project has its least viable part
        self._row, self._project, self._weight = row[known], project[known], entries.data[known]
        self._charged = program.in_money[self._row] & (self._weight > 0)

    def plan(self, changes: list[Change], less: float) -> Resolved:
        """Return the best plan of a pool that is smaller by some quanta."""
        most = self.resolve.program.row_upper[self._pool] - less / self.allocation.columns.unit
        return self.resolve([*changes, Change(self._pool, -np.inf, most)])

    def rounded(self, leads: Change, at: Places, less: float) -> Resolved:
        """Return a plan of a smaller pool in which what may not come in fractions is left out if it does."""
        found = self.plan([leads], less)
        if not len(found.values):
            return found
        kept = np.floor(found.values[at] + WHOLE)
        return self.plan([leads, Change(at, kept, kept, of_columns=True)], less)

    def of(self, plan: Resolved) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what a plan gains with each project in full that is out, and what room it leaves that one.

        The gain is minus infinity where the rules leave the project no room; the room is the largest request
        that the pool and the ceilings leave it, quanta, not above what it asks for.
        """
        columns, program = self.allocation.columns, self.resolve.program
        row, project, weight = self._row, self._project, self._weight
        share = np.clip(plan.values[: columns.n_projects], 0.0, 1.0)
        without = (program.matrix @ plan.values)[row] - weight * share[project]
        room = columns.cost.astype(np.float64)
        paid = (program.row_upper[row] - without) / weight * columns.cost[project]
        np.minimum.at(room, project[self._charged], paid[self._charged])
        slack = HOLDS * np.maximum(1.0, np.abs(without))
        above = without + weight > program.row_upper[row] + slack
        below = without + weight < program.row_lower[row] - slack
        gain = plan.value + Neighbours.of(self.allocation, share, self._out).added
        gain[project[(above | below) & ~self._charged]] = -np.inf
        return gain, room
