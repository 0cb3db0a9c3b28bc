"""deliverable: whether credits pay for the shares that a plan delivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.counting.check import Check
from egov_budget.counting.plan import BILLION

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan


def deliverable(plan: Plan) -> Iterator[Check]:
    """Check that every share lies between 0 and 1 and is paid for by the credits of its project.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.

    Yields
    ------
    Check
        Two for each project.
    """
    for project, work in plan.work.items():
        part, paid = plan.parts[project], plan.quanta[project]
        yield Check("share", project, part, BILLION, 0 <= part <= BILLION)
        yield Check("paid for", project, work, paid, work <= paid and paid >= 0)


def cost_of_work(plan: Plan, built: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return what the work of each project costs, in quanta: its credits less what rounding added.

    An adopter pays its own work and the connection; the lead pays its own work and the common work.
    In a group that nobody leads each pays for all of its work.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    built : mapping of str to Fraction
        Common work of each group, in billionths of a quantum.
    """
    found = {}
    for project, cost in plan.cost.items():
        part = plan.parts[project]
        price: int | Fraction = cost * part
        group = plan.group.get(project, "")
        if group in plan.lead:
            price -= plan.common[project] * part
            leads = plan.lead[group] == project
            price += built.get(group, 0) if leads else plan.connection[project] * part
        found[project] = Fraction(price, BILLION)
    return found


def common_work(plan: Plan, least: Mapping[str, Fraction] | None = None) -> dict[str, Fraction]:
    """Return the common work of each group, in billionths of a quantum.

    It is as large as its most demanding user needs, and as what is known to be built.
    """
    built = dict(least or {})
    for project, group in plan.group.items():
        work = Fraction(plan.common[project] * plan.parts[project])
        built[group] = max(built.get(group, Fraction(0)), work)
    return built
