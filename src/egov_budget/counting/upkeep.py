"""Upkeep: what delivered work costs to run a year, in whole quanta."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from egov_budget.counting.plan import BILLION

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan


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
