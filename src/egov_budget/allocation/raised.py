"""raised: which funded project raises which service, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from egov_budget.columns import Columns, Delivery


def raised(columns: Columns, delivery: Delivery) -> pd.DataFrame:
    """Return one row for each project and service that gains by it, by project and service.

    Parameters
    ----------
    columns : Columns
        Projects, services and effects.
    delivery : Delivery
        What is delivered.

    Returns
    -------
    DataFrame
        project, service, gain (points, above 0; they sum to the gain of the plan). An effect that is not
        delivered, or without points below full marks, raises nothing.
    """
    cell = columns.effect_cell
    frame = pd.DataFrame(
        {
            "project": columns.projects[columns.effect_project],
            "service": columns.attainment.services[columns.service[cell]],
            "gain": delivery.offered * delivery.kept[cell] * columns.value[cell],
        }
    )
    sums = frame[frame["gain"] > 0].groupby(["project", "service"])["gain"].sum()
    return sums.reset_index()
