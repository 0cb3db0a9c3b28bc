"""points_by_year: what a schedule has gained by the end of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Delivery
from egov_budget.columns.delivered_by import delivering, joint_before
from egov_budget.columns.expansion import BEFORE, TimeExpansion
from egov_budget.columns.furthest import furthest
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.horizon.schedule import Schedule


def points_by_year(schedule: Schedule) -> list[NDArray[np.float64]]:
    """Return the points gained by each cell at the end of each year, counted from the settled shares."""
    calendar, expansion = schedule.calendar, TimeExpansion(schedule.columns, schedule.calendar)
    served = np.minimum(calendar.served, calendar.count - 1)
    known = calendar.readiness[np.arange(len(served)), served] * calendar.delivered
    found = []
    for year in range(calendar.count):
        counts, opens = (_delivering(schedule, year, plain=plain) for plain in (False, True))
        columns, joint = expansion.of_year(year), schedule.columns.joint
        of_own, of_openers = joint_before(joint, calendar, year)
        own = counts[joint.project] + of_own
        np.minimum.at(own, joint.row, opens[joint.opener] + of_openers)
        counts -= np.where(calendar.served <= year, known, 0.0)
        alone = counts[columns.effect_project]
        share = np.where(joint.of_effect >= 0, own[joint.of_effect], alone) if len(joint) else alone
        brought, started = columns.points * np.maximum(share, 0.0), schedule.parts[:, year] / BILLION
        found.append(Delivery.of_points(columns, brought, furthest(started, schedule.leads)).points)
    return found


def _delivering(schedule: Schedule, year: int, *, plain: bool) -> NDArray[np.float64]:
    counts = np.zeros(schedule.columns.n_projects)
    for started, factor in delivering(schedule.calendar, year, plain=plain):
        counts += factor * ((schedule.begun if started == BEFORE else schedule.parts[:, started]) / BILLION)
    return counts
