"""What agencies, categories and single projects are paid, and between which bounds, from the tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from egov_budget.counting.plan import records
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from egov_budget.counting.plan import Plan
    from egov_budget.scenario import Scenario

COLUMN = {"agencies": "agency", "categories": "category", "projects": "id"}  # of the projects


@dataclass(frozen=True, eq=False)
class Held:
    """Holders with a floor or a ceiling, one a row.

    Parameters
    ----------
    names : list of str
        Ids, sorted.
    bounds : list of Fraction
        Floor or ceiling of each, quanta.
    row : ndarray of int64, shape (n,)
        Row of the holder of each project, -1 for one without a bound.
    """

    names: list[str]
    bounds: list[Fraction]
    row: NDArray[np.int64]


def held_by(plan: Plan, holder: str, side: str) -> Held:
    """Return the holders with a bound, and whose projects are whose.

    Parameters
    ----------
    plan : Plan
        Its scenario has the bounds.
    holder : {"agencies", "categories", "projects"}
        Whose bounds.
    side : {"floor", "ceiling"}
        Which bound.
    """
    known = {row["id"]: row for row in _bounded(plan, holder, side)}
    names = sorted(known)
    owner = {row["id"]: row[COLUMN[holder]] for row in plan.projects}
    row = pd.Index(names).get_indexer(pd.Index([owner[project] for project in plan.tally.projects]))
    return Held(names, [plan.limit(known[name], side) for name in names], row.astype(np.int64))


def paid_to(plan: Plan, holder: str, side: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the record of each holder with a bound, and what its projects are paid together, in quanta."""
    bounded = _bounded(plan, holder, side)
    given = dict.fromkeys((row["id"] for row in bounded), 0)
    for row in plan.projects if bounded else ():
        owner = row[COLUMN[holder]]
        if owner in given:
            given[owner] += plan.quanta[row["id"]]
    for row in bounded:
        yield row, given[row["id"]]


def _bounded(plan: Plan, holder: str, side: str) -> list[dict[str, Any]]:
    rows = plan.projects if holder == "projects" else _rows(plan.scenario, holder)
    return [row for row in rows if not isnan(row[side])]


@once
def _rows(scenario: Scenario, holder: str) -> list[dict[str, Any]]:
    return records(scenario.tables[holder])
