"""Figures of a plan that its tables show, counted again in whole numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from egov_budget.certificate.stated import stated
from egov_budget.certificate.stated_work import members_of
from egov_budget.counting import BILLION
from egov_budget.counting.attained import attained, levels
from egov_budget.counting.offers import gain_by_project
from egov_budget.counting.plan import records
from egov_budget.money import exact, to_amounts
from egov_budget.scenario import bands

if TYPE_CHECKING:
    from egov_budget.counting import Plan
    from egov_budget.counting.audit import Audit

MONEY, POINTS = Fraction(1, 10**12), Fraction(1, 10**9)  # floats of sums differ by less, as a part
LAST = Fraction(1, 10**15)  # of an importance: a difference of two attainments as floats
UNFUNDED = re.compile(r"not funded|retired in favour of .+", re.DOTALL)  # the document holds no verdicts
Lines = dict[str, dict[str, Any]]


class Near(NamedTuple):
    """An exact figure, and how far from it the float that shows it may be."""

    exact: Fraction
    slack: Fraction


def figures(plan: Plan, gain: Fraction, most: Fraction, audit: Audit) -> dict[str, Lines]:
    """Return what the tables of a plan's document have to show.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    gain, most : Fraction
        What it gains, and what no plan exceeds, points.
    audit : Audit
        Its rules, checked.

    Returns
    -------
    dict of str to dict
        By table and key of its line: figures by column, a ``Near``, a pattern or what must
        stand there. A line without figures has to be there all the same.
    """
    saved, tally = _saved(plan), plan.tally
    gains = dict(zip(tally.projects, gain_by_project(tally, tally.parts(plan)).tolist(), strict=True))
    projects = _projects(plan, gains)
    return {
        "projects": projects,
        "agencies": _agencies(plan, gains),
        **_services(plan),
        "indicators": _indicators(plan),
        "shared_work": _shared_work(plan, saved, projects),
        "summary": _summary(plan, gain, most, audit, sum(saved.values())),
    }


def _projects(plan: Plan, gains: dict[str, float]) -> Lines:
    quantum, roles = plan.scenario.settings.quantum, _roles(plan)
    return {
        row["id"]: {
            "agency": row["agency"],
            "category": row["category"],
            "role": roles.get(row["id"], UNFUNDED),
            "asked": row["cost"],
            "credits": float(to_amounts(plan.quanta[row["id"]], quantum)),
            "share": plan.parts[row["id"]] / BILLION,
            "gain": shown_points(Fraction(gains[row["id"]])),
        }
        for row in plan.projects
    }


def _roles(plan: Plan) -> dict[str, str]:
    """Return the role of each funded project."""
    found = {
        name: "funded" if part == BILLION else "partly funded" for name, part in plan.parts.items() if part
    }
    for group, members in members_of(plan).items():
        funded, lead = [project for project in members if plan.parts[project]], plan.lead.get(group)
        if lead and len(funded) > 1:
            found |= dict.fromkeys(funded, f"adopter of {lead}") | {lead: f"lead of {group}"}
    return found


def _agencies(plan: Plan, gains: dict[str, float]) -> Lines:
    of: dict[str, list[dict[str, Any]]] = {name: [] for name in plan.scenario.agencies["id"]}
    listed = plan.scenario.agencies
    last = dict(zip(listed["id"], listed["last_year"].fillna(0.0).tolist(), strict=True))
    for row in plan.projects:
        of[row["agency"]].append(row)
    return {
        agency: {
            "last_year": last[agency],
            "projects": len(rows),
            "funded": sum(plan.parts[row["id"]] > 0 for row in rows),
            "asked": shown_money(sum((exact(row["cost"]) for row in rows), Fraction(0))),
            "credits": _paid(plan, sum(plan.quanta[row["id"]] for row in rows)),
            "gain": shown_points(Fraction(sum(gains[row["id"]] for row in rows))),
        }
        for agency, rows in of.items()
    }


def _services(plan: Plan) -> dict[str, Lines]:
    """Return the lines of services and of their bands."""
    shares = np.zeros(len(plan.tally.projects), dtype=object), plan.tally.parts(plan)
    before, after = (attained(plan, parts) for parts in shares)
    services: Lines = {}
    for row in records(plan.scenario.services):
        name, importance = row["id"], exact(row["importance"])
        rated = name in after
        raised = (after[name] - before[name]) * importance if rated else Fraction(0)
        services[name] = {
            "agency": row["agency"],
            "importance": row["importance"],
            "before": shown_points(before[name]) if rated else None,
            "after": shown_points(after[name]) if rated else None,
            "gain": Near(raised, POINTS * raised + LAST * importance) if rated else None,
        }
    floats = []
    for parts, reached in zip(shares, (before, after), strict=True):
        known = levels(plan, parts, reached)
        floats.append(np.array([float(known.get(name, np.nan)) for name in services], dtype=np.float64))
    earlier, later = (bands(each).to_dict() for each in floats)
    return {
        "services": services,
        "bands": {str(name): {"before": earlier[name], "after": later[name]} for name in earlier},
    }


def _indicators(plan: Plan) -> Lines:
    tally, whole = plan.tally, BILLION * plan.tally.scale
    weight = {row["id"]: row["weight"] for row in records(plan.scenario.indicators)}
    raised, gained = dict.fromkeys(weight, 0), defaultdict[tuple[str, int], int](int)  # by divisor
    for (_, name), points, worth, divisor in zip(
        tally.keys, tally.points_at(tally.parts(plan)), tally.worth, tally.divisor, strict=True
    ):
        raised[name] += points
        gained[name, divisor] += points * worth
    gain = dict.fromkeys(weight, Fraction(0))
    for (name, divisor), points in gained.items():
        gain[name] += Fraction(points, divisor * whole)
    return {
        name: {
            "weight": weight[name],
            "points": shown_points(Fraction(raised[name], whole)),
            "gain": shown_points(gain[name]),
        }
        for name in weight
    }


def _saved(plan: Plan) -> dict[str, int]:
    """Return what each group saves, quanta: the work of its members alone less what they are paid."""
    found = {}
    for group, members in members_of(plan).items():
        funded = [project for project in members if plan.parts[project]]
        alone = -(-sum(plan.cost[project] * plan.parts[project] for project in funded) // BILLION)
        together = sum(plan.quanta[project] for project in members)
        found[group] = alone - together if group in plan.lead and len(funded) > 1 else 0
    return found


def _shared_work(plan: Plan, saved: dict[str, int], projects: Lines) -> Lines:
    shown = ("agency", "role", "asked", "credits", "share")
    return {
        project: {"group": group, "group_saves": _paid(plan, saved[group])}
        | {column: projects[project][column] for column in shown}
        for project, group in plan.group.items()
    }


def _summary(plan: Plan, gain: Fraction, most: Fraction, audit: Audit, saved: int) -> Lines:
    settings, spent = plan.scenario.settings, sum(plan.quanta.values())
    told: dict[str, Any] = {
        "scenario": settings.name,
        "fiscal year": settings.fiscal_year,
        "currency": settings.currency,
        "quantum": settings.quantum,
        "pool": settings.pool,
        "spent": _paid(plan, spent),
        "left": _paid(plan, int(plan.quantum_count(settings.pool)) - spent),
        "gain": shown_points(gain),
        "bound on the gain": stated(most, up=True),
        "saved by shared work": _paid(plan, saved),
        "projects funded": sum(part > 0 for part in plan.parts.values()),
    }
    lines: Lines = {fact: {"value": value} for fact, value in told.items()}
    for fact in ("gain promised", "status", "solver", "every rule holds"):
        lines[fact] = {}  # what the plan's maker says; no count of the plan confirms it
    if not audit.unchecked:
        lines["every rule holds"] = {"value": "yes" if audit.holds else "no"}
    return lines


def _paid(plan: Plan, quanta: int) -> Near:
    return shown_money(quanta * exact(plan.scenario.settings.quantum))


def shown_money(amount: Fraction) -> Near:
    """Return an amount of money as a table shows it."""
    return Near(amount, MONEY * abs(amount))


def shown_points(number: Fraction) -> Near:
    """Return points as a table shows them."""
    return Near(number, POINTS * number)
