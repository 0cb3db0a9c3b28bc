"""promised_later: what a schedule promises for later years once its first year is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.allocation.due import common_work
from egov_budget.columns.calendar import split
from egov_budget.counting import BILLION
from egov_budget.horizon.common_work import (
    built_before_it,
    built_by_the_first_year,
    promises_kept_in,
    work_of,
)
from egov_budget.money import to_amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.schedule import Schedule


def _within(
    due: NDArray[np.int64], paid: NDArray[np.int64], of_profile: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Promise no more in a year than the plan pays in it; what that cuts goes to years that pay more.

    Work of which more starts later is paid together with that, and may have been rounded down for it by less
    than a quantum, which nobody promises then.
    """
    over, found = np.maximum(due - paid, 0).sum(axis=1), np.minimum(due, paid)
    for year in range(found.shape[1]):
        more = np.minimum(over, np.where(of_profile[:, year], paid[:, year] - found[:, year], 0))
        found[:, year] += more
        over -= more
    return found


def promised_later(schedule: Schedule) -> pd.DataFrame:
    """Return the credits of later years of what has started by the end of the first, and when it delivers.

    Parameters
    ----------
    schedule : Schedule
        A plan.

    Returns
    -------
    DataFrame
        Project, year and credits, currency units; a row of 0 credits says that a project delivers in that
        year. Empty for a plan of one year.
    """
    columns, calendar, first = schedule.columns, schedule.calendar, schedule.parts[:, 0]
    kept, before = promises_kept_in(schedule), work_of(schedule, schedule.begun, built_before_it(schedule))
    built = built_by_the_first_year(schedule)
    begun = work_of(schedule, first, built)
    new = np.ceil(begun - before - 1e-6)
    rest = np.maximum(new - (schedule.quanta - kept)[:, 0], 0.0).astype(np.int64)
    later = np.zeros((len(rest), calendar.count - 1))
    width = min(calendar.parts.shape[1] - 1, calendar.count - 1)
    later[:, :width] = calendar.parts[:, 1 : 1 + width]
    weight = later.sum(axis=1, keepdims=True)
    rest = np.where(weight[:, 0] > 0, rest, 0)
    due = split(np.divide(later * rest[:, None], weight, out=np.zeros_like(later), where=weight > 0), rest)
    due = _within(due + kept[:, 1:], schedule.quanta[:, 1:], later > 0)
    in_all = common_work(columns, schedule.parts[:, -1] / BILLION, built)
    settled = work_of(schedule, schedule.parts[:, -1], in_all) <= begun  # nothing of it starts later
    due = np.where(settled[:, None], schedule.quanta[:, 1:], due)
    open_ended = (first > schedule.begun) & (calendar.delivery > 1)
    last = np.where(open_ended, calendar.delivery - 1, 0)
    still = (calendar.served < calendar.count) & (schedule.begun > 0)
    last = np.maximum(last, np.where(still, calendar.served, 0))
    shown = due > 0
    at = np.flatnonzero(last > 0)
    shown[at, last[at] - 1] = True  # a row of 0 credits says when it delivers
    project, year = np.nonzero(shown)
    return pd.DataFrame(
        {
            "project": columns.projects[project],
            "year": np.array(schedule.years)[1 + year],
            "credits": to_amounts(due[project, year], columns.quantum),
        }
    )
