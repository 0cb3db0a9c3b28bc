"""led_before: who led what earlier plans began, exactly and from the tables alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting.rated import conflicts_of_interest
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting.course import Course
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.timing import Begun, Number


def led_before(course: Course) -> list[tuple[int | None, Fraction]]:
    """Return who led the common work of each group that earlier plans began, if anybody, and its quanta.

    It is the project that is told to have built. Where nothing is told it is the one of those begun that may
    lead which was begun farthest; ties: the cheaper request, then the id.
    """
    tally, begun, may = course.tally, course.timing.begun, may_lead(course.begun)

    def rank(at: int) -> tuple[Number, ...]:
        return not may[at], -_told(begun[at]), -begun[at].share, tally.cost[at], at

    found = []
    for group in range(len(tally.groups)):
        members = np.flatnonzero(tally.group == group).tolist()
        first, most = min(members, key=rank), max(_told(begun[at]) for at in members)
        known = any(begun[at].built is not None and begun[at].share for at in members)
        led = may[first] and begun[first].share > 0 and (_told(begun[first]) > 0 or not known)
        used = [tally.common[at] * begun[at].share for at in members]
        built = min(max(most, *used), sum(used), tally.largest[first] * begun[first].share)
        found.append((first if led else None, Fraction(built)))
    return found


def _told(begun: Begun) -> int:
    return begun.built or 0 if begun.share else 0


def built_before(course: Course) -> dict[str, Fraction]:
    """Return the common work of groups that was begun before and is kept, in billionths of a quantum."""
    found = {}
    for group, (lead, built) in zip(course.tally.groups, led_before(course), strict=True):
        if lead is not None and course.begun.lead.get(group) == (project := course.tally.projects[lead]):
            found[str(group)] = built * course.begun.parts[project] / course.timing.begun[lead].share
    return found


def may_lead(plan: Plan) -> list[bool]:
    """Tell which projects may lead: no conflict of interest, and no verdict names another."""
    index, most = conflicts_of_interest(plan.scenario), exact(plan.scenario.settings.conflict_threshold)
    agency = {row["id"]: row["agency"] for row in plan.projects}
    found = []
    for project in plan.tally.projects:
        named = plan.named.get(plan.group.get(project, ""), {project})
        found.append(project in named and index[agency[project]] <= most)
    return found
