"""levels: what the band of each service is read off, before a plan and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.columns import Delivery
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


def levels(plan: Allocation) -> pd.DataFrame:
    """Return what the band of each service is read off, as ``Attainment.levels`` says.

    Parameters
    ----------
    plan : Allocation
        The plan.

    Returns
    -------
    DataFrame
        ``before`` and ``after``, 0 to 1, by service id; NaN where not rated.
    """
    columns, known = plan.columns, plan.columns.attainment
    after = known.score.copy()
    points = Delivery.of(columns, plan.parts / BILLION, plan.leads).points
    after[columns.service, columns.indicator] += points
    sides = {"before": known.levels(known.score), "after": known.levels(after)}
    return pd.DataFrame(sides, index=pd.Index(known.services, name="service"))
