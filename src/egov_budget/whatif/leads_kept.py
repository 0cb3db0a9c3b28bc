"""Leads that a plan has, named for a search, and taken for named no more once a plan was found."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

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


def leading(plan: Allocation, columns: Columns) -> NDArray[np.int64]:
    """Return the place of the plan's lead for each group of other columns, -1 where it has none there."""
    lead = plan.counted.lead
    return columns.places(pd.Series([lead.get(group, "") for group in columns.groups], dtype="str"))
