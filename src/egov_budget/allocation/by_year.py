"""What starts in each year, what is due for it, and what earlier plans promised."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.due import amounts_due, built_in, snapped
from egov_budget.allocation.rounding import NEAR
from egov_budget.columns.expansion import BEFORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns.calendar import Calendar
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.program import Program
    from egov_budget.rules.limit import Limit


def started(program: Program, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what has started by each year, shape (T, n); nothing is taken back."""
    expansion = program.expansion
    n = expansion.columns.n_projects
    starts = [expansion.start(year) for year in range(expansion.calendar.count)]
    found = [snapped(values[at : at + n], program.whole[at : at + n]) for at in starts]
    return np.maximum.accumulate(np.array(found), axis=0)


def begun_before(
    expansion: TimeExpansion, values: NDArray[np.float64], leads: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the share begun before that is kept, and what its work costs in quanta."""
    columns = expansion.columns
    if not expansion.calendar.begun:
        return np.zeros(columns.n_projects), np.zeros(columns.n_projects)
    own = values[expansion.start(BEFORE) :][: expansion.until_n]
    found = np.minimum(snapped(own[: columns.n_projects], np.array(False)), expansion.calendar.started)
    share = np.where(expansion.calendar.released, found, expansion.calendar.started)  # to the last billionth
    return share, amounts_due(columns, share, leads, built_in(columns, own))


def by_profile(new: NDArray[np.float64], calendar: Calendar) -> NDArray[np.float64]:
    """Return what is due in each year of what starts in each year, quanta, shape (n, T).

    A total that is whole stays so: its years are rounded one after the other, each to what is due by
    its end.
    """
    due = calendar.due(new)
    total = due.sum(axis=1)
    whole = np.abs(total - np.rint(total)) <= NEAR * np.maximum(1.0, total * NEAR)
    by_end = np.rint(np.round(np.cumsum(due, axis=1), 6))
    by_end[:, -1] = np.rint(total)
    return np.where(whole[:, None], np.diff(by_end, axis=1, prepend=0.0), due)


def promises_kept(calendar: Calendar, before: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the credits of promises that are kept, quanta; of a part that is kept, rounded up."""
    part = np.divide(before, calendar.started, out=np.zeros_like(before), where=calendar.started > 0)
    kept: NDArray[np.int64] = np.ceil(calendar.promised * part[:, None] - NEAR).astype(np.int64)
    return kept


def beside(limit: Limit, kept: NDArray[np.int64]) -> Limit:
    """Return what a limit on credits leaves beside promises that are kept."""
    inside = kept.ravel()[limit.projects]
    given = int(inside.sum() if limit.weights is None else limit.weights @ inside)
    least = None if limit.least is None else limit.least - given
    most = None if limit.most is None else limit.most - given
    return dataclasses.replace(limit, least=least, most=most)
