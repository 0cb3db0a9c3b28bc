"""The axes of the evaluation and their indicators: how far services stand on each, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.reporting.html.plain import named, plain
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

SUMMED = ["worth", "stood", "gain"]


def axes(allocation: Allocation) -> dict[str, Any]:
    """Return where each axis stands: the mean of its scores, by the gain that a point of each is worth.

    That is the weight of its indicator among those of the service, times the importance of the service.

    Parameters
    ----------
    allocation : Allocation
        The plan.

    Returns
    -------
    dict
        rows, in the order of the indicators' table: the title of an axis, empty where none is stated, and
        its indicators; together; of each before and after (0-1, none where no score counts) and gain
        (points). stated: whether any indicator names an axis.
    """
    known, table = allocation.columns.attainment, allocation.by_indicator().set_index("indicator")
    worth = known.weight * known.importance[:, None]
    sums = {"worth": worth.sum(axis=0), "stood": np.nansum(worth * known.score, axis=0)}
    table = table[["axis", "gain"]].join(pd.DataFrame(sums, index=known.indicators))
    titles = table.index.map(named(allocation.scenario, "indicators"))
    inside = _levels(table).assign(title=titles, axis=table["axis"])
    of = inside.groupby("axis", sort=False)
    rows = rows_of(_levels(table.groupby("axis", sort=False)[SUMMED].sum()).reset_index())
    for row in rows:
        row["indicators"] = rows_of(of.get_group(row["axis"]))
        row["title"] = plain(row["axis"])
    together = rows_of(_levels(table[SUMMED].sum().to_frame().T))[0]
    return {"rows": rows, "together": together, "stated": any(row["title"] for row in rows)}


def _levels(sums: pd.DataFrame) -> pd.DataFrame:
    """Return the levels that sums over scores make, and the gain."""
    worth = sums["worth"].where(sums["worth"] > 0)
    return pd.DataFrame(
        {
            "before": sums["stood"] / worth,
            "after": (sums["stood"] + sums["gain"]) / worth,
            "gain": sums["gain"],
        }
    )
