"""Releases: what each agency gets in each tranche, and the milestone that releases it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Delivery
from egov_budget.counting import BILLION
from egov_budget.money import to_amounts

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.scenario import ConflictIndex
    from egov_budget.whatif import Tranches

DIGITS = 10_000  # a level is stated to the hundredth of a percent, downwards
NAMES = ("tranche", "agency", "credits", "milestone", "service", "indicator", "before", "level", "judge")


def releases(order: Tranches, conflict: ConflictIndex, judge: str) -> pd.DataFrame:
    """Tabulate the tranches of a plan, agency by agency.

    A tranche is released once the tranches before it show: the service and indicator that the agency's
    projects were to raise most by then has reached the level expected of it. The first tranche is
    released with the bill, and so is an agency's first money, whenever it comes.

    Parameters
    ----------
    order : Tranches
        The plan, its money arriving in parts.
    conflict : ConflictIndex
        Who may judge its own milestones.
    judge : str
        Who judges the milestones of an agency above the threshold.

    Returns
    -------
    DataFrame
        One row for each agency and tranche with money: tranche (from 1), agency, credits (currency
        units), milestone (its number, 0 for none), service, indicator, before, level (0-1), judge
        (an agency's id, or ``judge``).
    """
    plan = order.plans[-1]
    columns = plan.columns
    agency = plan.scenario.projects.set_index("id")["agency"].reindex(columns.projects)
    found = []
    none = np.zeros(columns.n_projects, dtype=np.int64)
    steps = pairwise([none, *(one.quanta for one in order.plans)])
    goals = [
        pd.DataFrame(columns=["service", "indicator", "before", "level"]),
        *map(_goals, order.plans[:-1]),
    ]
    for tranche, ((before, after), goal) in enumerate(zip(steps, goals, strict=True), start=1):
        given = pd.Series(after - before).groupby(agency.to_numpy()).sum()
        given = given[given != 0]
        rows = goal.reindex(given.index)
        amounts = to_amounts(given.to_numpy(dtype=np.int64), columns.quantum)
        rows = rows.assign(tranche=tranche, agency=given.index, credits=amounts)
        found.append(rows)
    table = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0].reset_index(drop=True)
    has = table["service"].notna()
    own = table["agency"].map(conflict.may_judge).astype(bool)
    table["milestone"] = np.where(has, has.cumsum(), 0)
    table["judge"] = np.where(has, table["agency"].where(own, judge), "")
    table[["service", "indicator"]] = table[["service", "indicator"]].fillna("")
    return table.astype({"before": float, "level": float})[[*NAMES]]


def _goals(plan: Allocation) -> pd.DataFrame:
    """Return what each agency is to show once a plan is delivered: its strongest cell and the level there."""
    columns = plan.columns
    delivery = Delivery.of(columns, plan.parts / BILLION)
    cell = columns.effect_cell
    gain = delivery.offered * delivery.kept[cell] * columns.value[cell]
    agency = plan.scenario.projects.set_index("id")["agency"].reindex(columns.projects).to_numpy()
    by_cell = pd.DataFrame({"agency": agency[columns.effect_project], "cell": cell, "gain": gain})
    sums = by_cell.groupby(["agency", "cell"], as_index=False)["gain"].sum()
    level = np.floor((1 - columns.room + delivery.points) * DIGITS + 1e-6) / DIGITS
    sums["moved"] = level[sums["cell"]] > 1 - columns.room[sums["cell"]]
    best = sums[sums["moved"]].sort_values(["agency", "gain", "cell"], ascending=[True, False, True])
    best = best.drop_duplicates("agency").set_index("agency")
    at, known = best["cell"].to_numpy(dtype=np.int64), columns.attainment
    return pd.DataFrame(
        {
            "service": known.services[columns.service[at]],
            "indicator": known.indicators[columns.indicator[at]],
            "before": 1 - columns.room[at],
            "level": level[at],
        },
        index=best.index,
    )
