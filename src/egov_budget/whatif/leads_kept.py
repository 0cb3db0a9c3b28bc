"""Leads that a plan has, named for a search, and taken for named no more once a plan was found."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from egov_budget.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Collection

    from egov_budget.allocation import Allocation
    from egov_budget.overlaps import Overlaps


def led_on(plan: Allocation, projects: Collection[str]) -> Overlaps | None:
    """Return the common work of a plan with those of some projects that lead it named as leads."""
    if plan.overlaps is None:
        return None
    members = plan.overlaps.members
    leads = plan.columns.projects[plan.leads[plan.leads >= 0]].intersection(list(projects))
    named = members["lead"] | members["project"].isin(leads)
    return dataclasses.replace(plan.overlaps, members=members.assign(lead=named))


def as_found(made: Allocation, overlaps: Overlaps | None) -> Allocation:
    """Return a plan that rests on common work as it was found: no verdict names the leads it was held to."""
    return dataclasses.replace(made, overlaps=overlaps, columns=Columns.of(made.scenario, overlaps))
