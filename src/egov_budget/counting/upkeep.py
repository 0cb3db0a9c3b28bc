"""Upkeep: what delivered work costs to run a year, in whole quanta."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.counting.inequalities import Entries
from egov_budget.counting.plan import BILLION
from egov_budget.counting.timing import simple
from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting.course import Course
    from egov_budget.counting.plan import Plan


class Running(NamedTuple):
    """What it costs to run in a year what has delivered before it, quanta.

    Parameters
    ----------
    by_start : dict of int to list
        By year of the start, -1 for what earlier plans began: places of projects, and what a whole share
        that has started by then adds.
    fixed : Fraction
        What had delivered before any plan and is not among these yet.
    """

    by_start: dict[int, list[tuple[int, Fraction]]]
    fixed: Fraction

    def entries(self, course: Course) -> list[Entries]:
        """Return the same as entries of one row over the shares of each year."""
        terms = {start: [(0, at, simple(cost)) for at, cost in of] for start, of in self.by_start.items()}
        return [Entries.of(course.block("x", start), of_start) for start, of_start in terms.items()]


def upkeep(plan: Plan) -> int:
    r"""Return what the shares of a plan cost to run a year once they are delivered, quanta.

    .. math:: \Big\lceil \sum_p \text{yearly}_p\, x_p \Big\rceil

    The sum is exact and rounded up once; 0 where nothing that is delivered costs anything to run.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> plan = allocate(four.replace(projects=four.projects.assign(yearly_cost=3.0)))
    >>> plan.share.to_dict()
    {'e-booking': 0.733333333, 'e-filing': 0.0, 'health-login': 1.0, 'tax-login': 1.0}
    >>> upkeep(plan.counted)
    9
    """
    parts = (plan.quantum_count(row["yearly_cost"]) * plan.parts[row["id"]] for row in plan.projects)
    return ceil(sum(parts, Fraction(0)) / BILLION)


def running(course: Course, year: int) -> Running:
    """Return what has delivered by the end of the year before costs to run in a year, counted from 0."""
    timing, yearly = course.timing, {row["id"]: row["yearly_cost"] for row in course.begun.projects}
    by_start: dict[int, list[tuple[int, Fraction]]] = {}
    fixed = Fraction(0)
    for at, name in enumerate(course.tally.projects if any(yearly.values()) else ()):
        cost, begun = exact(yearly[name]) / exact(course.scenario.settings.quantum), timing.begun[at]
        for start, factor in timing.counts(at, year - 1, plain=True).items() if cost else ():
            by_start.setdefault(start, []).append((at, cost * factor / timing.whole))
        if begun.served is not None and begun.served >= year:
            fixed += cost * begun.delivered
    return Running(by_start, fixed)


def upkeep_by_year(course: Course) -> list[Fraction]:
    """Return what has delivered before each year costs to run in it, exactly, quanta.

    A project that delivers at the end of a year is run from the next one on; what delivers at the end of
    the last is run by nobody within the years.
    """
    found = []
    for year in range(len(course.years)):
        by_start, total = running(course, year)
        for start, of_start in by_start.items():
            plan = course.begun if start < 0 else course.plans[start]
            parts = (cost * plan.parts[course.tally.projects[at]] for at, cost in of_start)
            total += sum(parts, Fraction(0)) / BILLION
        found.append(total)
    return found
