"""How much common work a schedule has begun by the end of its first year, as its credits show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.due import amounts_due, common_work
from egov_budget.counting import BILLION
from egov_budget.counting.led_before import built_before

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.schedule import Schedule

    Whole = NDArray[np.int64]


def built_by_the_first_year(schedule: Schedule) -> NDArray[np.float64]:
    """Return the common work of each group that has begun, quanta, shape (groups,); 0 where none has.

    It is as large as its users need, and larger where the lead is paid for work that they use later, or
    may start no more of it.
    """
    lead = np.maximum(schedule.leads, 0)
    used = np.array([common_work(schedule.columns, parts / BILLION) for parts in schedule.parts.T])
    before = built_before_it(schedule)
    own = work_of(schedule, schedule.parts[:, 0], 0 * before)[lead]
    sunk = work_of(schedule, schedule.begun, before)[lead]
    paid, part = (schedule.quanta - promises_kept_in(schedule))[lead, 0], schedule.calendar.parts[lead, 0]
    begun = np.divide(paid, part, out=np.zeros(len(lead)), where=part > 0) + sunk - own
    off = np.abs(used - begun)
    nearest = np.take_along_axis(used, off.argmin(axis=0)[None], axis=0)[0]
    begun = np.where(off.min(axis=0) * part < 1, nearest, begun)  # it has been paid in whole quanta
    begun = np.where(schedule.calendar.may_start(1)[lead], begun, used[-1])
    least = np.maximum(used[0], before)
    led = (schedule.leads >= 0) & (schedule.parts[lead, 0] > 0)
    return np.where(led, np.clip(begun, least, np.maximum(used[-1], least)), 0.0)


def built_before_it(schedule: Schedule) -> NDArray[np.float64]:
    """Return the common work of each group that earlier plans began, quanta, shape (groups,)."""
    known = built_before(schedule.course)
    return np.array([float(known.get(group, 0)) / BILLION for group in schedule.columns.groups])


def work_of(schedule: Schedule, parts: Whole, built: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what shares in billionths cost each project, quanta, with so much common work of each group."""
    return amounts_due(schedule.columns, parts / BILLION, schedule.leads, built)


def promises_kept_in(schedule: Schedule) -> Whole:
    """Return the credits of earlier promises that a schedule keeps, quanta, shape (n, T)."""
    kept: Whole = np.minimum(schedule.calendar.promised, schedule.quanta) * (schedule.begun > 0)[:, None]
    return kept
