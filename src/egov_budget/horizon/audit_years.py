"""audit_years: every rule of a schedule checked again from the scenario alone, in exact arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.counting import Plan
from egov_budget.counting.audit import Audit
from egov_budget.counting.course import Course
from egov_budget.horizon.formulate_years import over_the_horizon

if TYPE_CHECKING:
    from egov_budget.horizon.schedule import Schedule


def audit_years(schedule: Schedule) -> Audit:
    """Check a schedule, without the program or the solver.

    Parameters
    ----------
    schedule : Schedule
        Credits and shares by project and year.

    Returns
    -------
    Audit
        The pool of each year with what is carried, each year's rules on what has started by it, the
        rules of all years together, and whether credits pay for shares, in total and year by year.
    """
    course = course_of(schedule)
    checks = [check for rule in schedule.rules for check in rule.demands_over(course)]
    return Audit(tuple(checks), tuple(rule.name for rule in schedule.rules if rule.unchecked))


def course_of(schedule: Schedule) -> Course:
    """Return a schedule as tables and whole numbers."""
    ids = schedule.columns.projects.tolist()
    credits = schedule.quanta.tolist()
    led = {
        group: ids[at]
        for group, at in zip(schedule.columns.groups, schedule.leads.tolist(), strict=True)
        if at >= 0
    }
    whole = over_the_horizon(schedule.scenario)
    members = None if schedule.overlaps is None else schedule.overlaps.members
    begun, *plans = (
        Plan.of(
            whole,
            members,
            quanta={project: sum(years) for project, years in zip(ids, credits, strict=True)},
            parts=dict(zip(ids, parts.tolist(), strict=True)),
            lead=led,
        )
        for parts in (schedule.begun, *schedule.parts.T)
    )
    paid = dict(zip(ids, credits, strict=True))
    return Course(schedule.scenario, schedule.years, begun, plans, paid)
