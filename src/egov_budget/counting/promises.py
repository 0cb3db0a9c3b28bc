"""What a plan over several years owes: what was begun, what was promised, credits in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from egov_budget.counting.check import Check
from egov_budget.counting.plan import BILLION
from egov_budget.counting.timing import asked_profiles

if TYPE_CHECKING:
    from egov_budget.counting.course import Course

ROUNDED = 2  # quanta a year: one when a profile is made whole quanta of the cost, one when credits are


def taken_back(course: Course) -> Iterator[Check]:
    """Yield whether nothing that has started is taken back."""
    for project in course.paid:
        steps = [0, *(plan.parts[project] for plan in (course.begun, *course.plans))]
        least = min(after - earlier for earlier, after in pairwise(steps))
        yield Check("start", project, least, 0, least >= 0 and steps[-1] <= BILLION)


def delivered_in_time(course: Course) -> Iterator[Check]:
    """Yield whether credits pay for the work: all of it exactly, and by each year's end to some quanta."""
    before, *by_year = course.work
    profile, promised = asked_profiles(course.scenario), _promised(course)
    for project, credits in course.paid.items():
        parts = profile.get(project, [Fraction(1)])
        promise = promised.get(project, [0] * len(credits))
        kept = min(sum(credits), sum(promise)) if before[project] else 0
        work = by_year[-1][project] - ceil(before[project]) + kept  # what was begun is paid in whole quanta
        yield Check("paid for", project, work, sum(credits), work <= sum(credits) and min(credits) >= 0)
        steps = [before[project], *(work[project] for work in by_year)]
        new = [(start, after - earlier) for start, (earlier, after) in enumerate(pairwise(steps))]
        new = [(start, amount) for start, amount in new if amount]
        for year in range(len(credits) - 1):
            due = Fraction(sum(promise[: year + 1]) if before[project] else 0)
            for start, amount in new:
                due += amount * sum(parts[: max(year - start + 1, 0)]) / sum(parts)
            have = sum(credits[: year + 1])
            need = due - ROUNDED * (year + 1)
            yield Check("paid in time", f"{project} {course.years[year]}", have, need, have >= need)


def due_by_profile(course: Course) -> dict[str, list[Fraction]]:
    """Return the part of each project due in each year for what starts, by its profile in whole quanta.

    In a plan of one year all is due in that; what was begun before is paid as it was promised.
    """
    shares = [plan.parts for plan in (course.begun, *course.plans)]
    return _by_profile(course, [{name: Fraction(parts[name], BILLION) for name in parts} for parts in shares])


def due_over(course: Course) -> dict[str, list[Fraction]]:
    """Return what the work of each project costs in each year: new work by its profile, promises kept."""
    due = _by_profile(course, course.work)
    for name, begun in zip(course.tally.projects, course.timing.begun, strict=True):
        if begun.share:
            kept = Fraction(course.begun.parts[name], BILLION) / begun.share
            due[name] = [new + kept * old for new, old in zip(due[name], begun.promised, strict=True)]
    return due


def _by_profile(course: Course, amounts: Sequence[Mapping[str, Fraction]]) -> dict[str, list[Fraction]]:
    """Return what is due in each year of amounts that stand before the first and at the end of each."""
    found = {}
    for name, parts in zip(course.tally.projects, course.timing.parts, strict=True):
        due = found[name] = [Fraction(0)] * len(course.years)
        steps = [amount[name] for amount in amounts]
        for year, new in enumerate(after - earlier for earlier, after in pairwise(steps)):
            for after, part in parts.items() if len(due) > 1 else [(0, 1)]:
                if year + after < len(due):
                    due[year + after] += part * new
    return found


def promises_kept(course: Course) -> Iterator[Check]:
    """Yield whether what was begun stands unless it is released, and each promise is kept."""
    begun, promised = dict(zip(course.tally.projects, course.timing.begun, strict=True)), _promised(course)
    for project in course.scenario.projects["id"]:
        known, have = begun[project], course.begun.parts[project]
        whole = int((known.delivered if known.released else known.share) * BILLION)
        if whole:
            yield Check("begun before", project, have, whole, have >= whole)
        for year, need in enumerate(promised.get(project, [])):
            have = course.paid[project][year]
            yield Check("commitment", f"{project} {course.years[year]}", have, need, have >= need)


def _promised(course: Course) -> dict[str, list[int]]:
    """Return the credits promised each project in each year, quanta, as far as what was begun is kept."""
    found = {}
    for project, begun in zip(course.tally.projects, course.timing.begun, strict=True):
        if begun.served is not None:
            kept = min(Fraction(course.begun.parts[project], BILLION) / begun.share, Fraction(1))
            found[project] = [int(kept * credits) for credits in begun.promised]
    return found
