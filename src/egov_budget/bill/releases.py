"""Releases: what each agency gets in each tranche, and the milestone that releases it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.bill.order import places
from egov_budget.columns import Delivery
from egov_budget.counting import BILLION
from egov_budget.money import to_amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation import Allocation
    from egov_budget.whatif import Tranches

DIGITS = 10_000  # a level is stated to the hundredth of a percent, downwards
OVERSIGHT = "oversight body"  # judges where nobody else is named
INSPECTED = "inspected"  # the evidence of a score that shows a milestone
MONTHS = 12
NAMES = (
    "tranche", "agency", "credits", "part", "milestone", "service", "indicator", "before", "level", "due",
    "evidence", "judge", "late",
)  # fmt: skip


def releases(order: Tranches, judge: str) -> pd.DataFrame:
    """Tabulate the tranches of a plan, agency by agency.

    A tranche is released once the tranches before it show something that no earlier release has asked
    to see: of all that the agency's projects were to raise by then, the service and indicator on which
    most of its gain is still to be shown has reached the level expected of it, by the end of the month in
    which the tranche is due (tranches are spread evenly over the year), by a score that was inspected, as
    somebody else than the agency finds. Where there is none the
    money comes without a milestone: with the first tranche, with an agency's first money, and where all
    that its money was to raise by then has been shown.

    Parameters
    ----------
    order : Tranches
        The plan, its money arriving in parts.
    judge : str
        Who judges; milestones of its own go to the oversight body.

    Returns
    -------
    DataFrame
        One row for each agency and tranche with money: tranche (from 1), agency, credits (currency
        units), part (of all that the agency gets), milestone (its number, 0 for none), service, indicator,
        before, level (0-1), due (month of the fiscal year, 1 to 12), evidence, judge, late (whether it is not
        the agency's first money).
    """
    plan, columns = order.plans[-1], order.plans[-1].columns
    agency = plan.scenario.projects.set_index("id")["agency"].reindex(columns.projects).to_numpy()
    place, found, shown = places(plan.scenario.agencies), [], 1 - columns.room
    given = [np.zeros(columns.n_projects, dtype=np.int64), *(one.quanta for one in order.plans)]
    for tranche, (before, after) in enumerate(pairwise(given), start=1):
        money = pd.Series(after - before).groupby(agency).sum()
        money = money[money != 0].sort_index(key=lambda names: names.map(place))
        goals = _goals(None if tranche == 1 else order.plans[tranche - 2], agency, shown)
        rows = goals.reindex(money.index)
        there = rows[rows["cell"].notna()]
        np.maximum.at(shown, there["cell"].to_numpy(dtype=np.int64), there["level"].to_numpy(dtype=float))
        amounts = to_amounts(money.to_numpy(dtype=np.int64), columns.quantum)
        found.append(rows.assign(tranche=tranche, agency=money.index, credits=amounts))
    table = pd.concat(found, ignore_index=True)
    has = table["cell"].notna()
    at, known = table["cell"].fillna(0).to_numpy(dtype=np.int64), columns.attainment
    table["part"] = table["credits"] / table.groupby("agency")["credits"].transform("sum")
    months = MONTHS * (table["tranche"] - 1) // len(order.parts)
    table["due"] = np.where(has, np.maximum(months, 1), 0)
    table["late"] = table["agency"].duplicated()
    table["evidence"] = np.where(has, INSPECTED, "")
    table["milestone"] = np.where(has, has.cumsum(), 0)
    table["judge"] = np.where(has, np.where(table["agency"] == judge, OVERSIGHT, judge), "")
    for name, ids, row in (
        ("service", known.services, columns.service), ("indicator", known.indicators, columns.indicator),
    ):  # fmt: skip
        table[name] = np.where(has, ids[row[at]], "") if len(row) else ""
    return table.astype({"before": float, "level": float})[[*NAMES]]


def _goals(plan: Allocation | None, agency: NDArray[Any], shown: NDArray[np.float64]) -> pd.DataFrame:
    """Return by agency the cell, with its levels, on which most of its gain is still to be shown."""
    names = ["cell", "before", "level"]
    if plan is None:
        return pd.DataFrame(columns=names, dtype=float)
    columns = plan.columns
    delivery = Delivery.of(columns, plan.parts / BILLION, plan.leads)
    cell = columns.effect_cell
    gain = delivery.offered * delivery.kept[cell] * columns.value[cell]
    by_cell = pd.DataFrame({"agency": agency[columns.effect_project], "cell": cell, "gain": gain})
    sums = by_cell.groupby(["agency", "cell"], as_index=False)["gain"].sum()
    level = np.floor((1 - columns.room + delivery.points) * DIGITS + 1e-6) / DIGITS
    sums["before"], sums["level"] = 1 - columns.room[sums["cell"]], level[sums["cell"]]
    unseen = sums["level"] - shown[sums["cell"]]
    sums["open"] = sums["gain"] * unseen / (sums["level"] - sums["before"])
    best = sums[(unseen > 0) & (sums["gain"] > 0)]
    best = best.sort_values(["agency", "open", "cell"], ascending=[True, False, True])
    return pd.DataFrame(best.drop_duplicates("agency").set_index("agency")[names])
