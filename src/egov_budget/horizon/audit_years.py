"""audit_years: every rule of a schedule checked again from the scenario alone, in exact arithmetic.

Neither the programme nor the solver is read. Shares are counted in billionths, money in quanta.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from egov_budget.allocation.audit import Audit
from egov_budget.allocation.demands import DEMANDS, WHOLE, Check, Plan, paid, records
from egov_budget.horizon.calendar import years_of
from egov_budget.horizon.formulate_years import over_the_horizon

if TYPE_CHECKING:
    from egov_budget.horizon.schedule import Schedule

MONEY = "pool"
ROUNDED = 2  # quanta a year: one when a profile is made whole quanta of the cost, one when credits are


def audit_years(schedule: Schedule) -> Audit:
    """Check a schedule.

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
    begun, *plans = _plans(schedule)
    last = plans[-1]
    checks = [*_taken_back(schedule), *_paid_for(schedule, begun, plans), *_promises(schedule)]
    unchecked = []
    for rule in schedule.rules:
        if rule.name == MONEY:
            checks += _pools(schedule)
        elif getattr(rule, "by_each_year", False) and rule.name in DEMANDS:
            for year, plan in zip(schedule.years, plans, strict=True):
                checks += [
                    dataclasses.replace(check, subject=f"{check.subject} {year}")
                    for check in DEMANDS[rule.name](plan)
                ]
        elif rule.name in DEMANDS:
            checks += DEMANDS[rule.name](last)
        else:
            unchecked.append(rule.name)
    return Audit(tuple(checks), tuple(unchecked))


def _plans(schedule: Schedule) -> list[Plan]:
    """Return what was begun before, then what has started by each year, with the credits of all years."""
    ids = schedule.columns.projects.tolist()
    together = schedule.quanta.sum(axis=1).tolist()
    led = zip(schedule.columns.groups, schedule.leads.tolist(), strict=True)
    lead = {group: ids[at] for group, at in led if at >= 0}
    whole = over_the_horizon(schedule.scenario)
    members = None if schedule.overlaps is None else schedule.overlaps.members
    return [
        Plan.of(
            whole,
            members,
            quanta=dict(zip(ids, together, strict=True)),
            parts=dict(zip(ids, parts.tolist(), strict=True)),
            lead=lead,
        )
        for parts in (schedule.begun, *schedule.parts.T)
    ]


def _taken_back(schedule: Schedule) -> Iterator[Check]:
    """Yield whether nothing that has started is taken back."""
    begun = schedule.begun.tolist()
    for project, before, row in zip(schedule.columns.projects, begun, schedule.parts.tolist(), strict=True):
        steps = [0, before, *row]
        least = min(after - earlier for earlier, after in pairwise(steps))
        yield Check("start", str(project), least, 0, least >= 0 and steps[-1] <= WHOLE)


def _work(plan: Plan) -> dict[str, Fraction]:
    """Return what the work of each project costs, in quanta."""
    return {check.subject: Fraction(check.have) for check in paid(plan) if check.rule == "paid for"}


def _paid_for(schedule: Schedule, begun: Plan, plans: list[Plan]) -> Iterator[Check]:
    """Yield whether credits pay for the work: all of it exactly, and by each year's end to some quanta."""
    profile: dict[str, list[Fraction]] = {}
    for row in records(schedule.scenario.profiles.sort_values(["project", "year"])):
        profile.setdefault(row["project"], []).append(Fraction(repr(float(row["part"]))))
    before, by_year = _work(begun), [_work(plan) for plan in plans]
    promised = _promised(schedule)
    for project, credits in zip(schedule.columns.projects, schedule.quanta.tolist(), strict=True):
        parts = profile.get(project, [Fraction(1)])
        promise = promised.get(project, [0] * len(credits))
        kept = min(sum(credits), sum(promise)) if before[project] else 0
        work = by_year[-1][project] - ceil(before[project]) + kept  # what was begun is paid in whole quanta
        yield Check("paid for", str(project), work, sum(credits), work <= sum(credits) and min(credits) >= 0)
        for year in range(len(credits) - 1):
            due, earlier = Fraction(sum(promise[: year + 1]) if before[project] else 0), before[project]
            for start in range(year + 1):
                new, earlier = by_year[start][project] - earlier, by_year[start][project]
                due += new * sum(parts[: year - start + 1]) / sum(parts)
            have = sum(credits[: year + 1])
            need = due - ROUNDED * (year + 1)
            yield Check("paid in time", f"{project} {schedule.years[year]}", have, need, have >= need)


def _promised(schedule: Schedule) -> dict[str, list[int]]:
    """Return the credits promised each project in each year, quanta, as far as what was begun is kept."""
    scenario, years = schedule.scenario, schedule.years
    begun = dict(zip(schedule.columns.projects, schedule.begun.tolist(), strict=True))
    quantum = Plan.of(scenario, None, quanta={}, parts={}, lead={}).quantum_count
    found: dict[str, list[int]] = {}
    share = {row["id"]: row["started"] for row in records(scenario.projects)}
    for row in records(scenario.commitments):
        project = row["project"]
        part = share[project] if share[project] == share[project] else 1.0  # NaN: all of it
        kept = Fraction(begun[project], WHOLE) / Fraction(repr(float(part)))
        amount = quantum(row["credits"]) * min(kept, Fraction(1))
        found.setdefault(project, [0] * len(years))[int(row["year"]) - years[0]] = int(amount)
    return found


def _promises(schedule: Schedule) -> Iterator[Check]:
    """Yield whether what was begun stands unless it is released, and each promise is kept."""
    scenario, ids = schedule.scenario, schedule.columns.projects.tolist()
    begun = dict(zip(ids, schedule.begun.tolist(), strict=True))
    credits = dict(zip(ids, schedule.quanta.tolist(), strict=True))
    promised = _promised(schedule)
    released = set(scenario.commitments.loc[scenario.commitments["released"], "project"])
    for row in records(scenario.projects):
        project, part = row["id"], row["started"]
        if part != part:  # noqa: PLR0124  # NaN: all of it if there is a promise
            part = float(project in promised)
        whole = int(Fraction(repr(float(row["delivered"] if project in released else part))) * WHOLE)
        if whole:
            yield Check("begun before", project, begun[project], whole, begun[project] >= whole)
        for year, need in enumerate(promised.get(project, [])):
            have = credits[project][year]
            yield Check("commitment", f"{project} {schedule.years[year]}", have, need, have >= need)


def _pools(schedule: Schedule) -> Iterator[Check]:
    """Yield whether each year spends its pool and what was carried into it at most."""
    _, pools, carry = years_of(schedule.scenario)
    carried = 0
    for year, spent in enumerate(schedule.quanta.sum(axis=0).tolist()):
        have = int(pools[year]) + carried
        yield Check(MONEY, str(schedule.years[year]), spent, have, spent <= have)
        carried = max(min(have - spent, int(carry[year])), 0)
