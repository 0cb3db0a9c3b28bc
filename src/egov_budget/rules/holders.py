"""Floors and ceilings of agencies and categories in whole quanta, whatever unit they are given in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isnan
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from egov_budget.language import all_digits, figures
from egov_budget.money import exact, to_amounts
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario

Holder = Literal["agencies", "categories"]
Side = Literal["floor", "ceiling"]
HOLDS = {"agencies": "agency", "categories": "category"}


@once
def bounds_of(scenario: Scenario, holder: Holder, side: Side, pool: float | None = None) -> Mapping[str, int]:
    """Return the floors or ceilings of agencies or categories.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    holder : {"agencies", "categories"}
        Whose limits.
    side : {"floor", "ceiling"}
        Which limit.
    pool : float or None
        Pool that percentages are taken of, currency units; ``None`` means the scenario's.

    Returns
    -------
    mapping of str to int
        Whole quanta by id, sorted; a floor is rounded up, a ceiling down. Ids without a limit
        (a floor of 0, an empty ceiling) are left out.
    """
    unit = exact(scenario.settings.quantum)
    whole = Fraction(repr(float(scenario.settings.pool if pool is None else pool)))
    found = {}
    for row in scenario.tables[holder].sort_values("id").to_dict("records"):
        amount = row[side]
        if isnan(amount) or (side == "floor" and amount == 0):
            continue
        credits = Fraction(repr(float(amount)))
        if row[f"{side}_unit"] == "percent of pool":
            credits *= whole / 100
        elif row[f"{side}_unit"] == "percent of last year":
            credits *= Fraction(repr(float(row["last_year"]))) / 100
        quanta = credits / unit
        found[row["id"]] = -(-quanta.numerator // quanta.denominator) if side == "floor" else int(quanta)
    return MappingProxyType(found)


def holding(scenario: Scenario, columns: Columns, holder: Holder, names: list[str]) -> sparse.csr_array:
    """Tell which project belongs to which holder.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    columns : Columns
        Keys of the projects.
    holder : {"agencies", "categories"}
        Whose projects.
    names : list of str
        Ids of the holders, one a row.

    Returns
    -------
    csr_array
        0/1, shape (names, projects).
    """
    from scipy import sparse

    projects = scenario.projects
    row = pd.Index(names).get_indexer(pd.Index(projects[HOLDS[holder]]))
    column = columns.places(projects["id"])
    held = row >= 0
    shape = (len(names), columns.n_projects)
    return sparse.csr_array((np.ones(int(held.sum())), (row[held], column[held])), shape=shape)


def places_held(
    scenario: Scenario, columns: Columns, holder: Holder, side: Side
) -> Iterator[tuple[NDArray[np.int64], int]]:
    """Yield the places of the projects of each holder with a bound, sorted, and its bound in quanta."""
    bounds = bounds_of(scenario, holder, side)
    held = holding(scenario, columns, holder, list(bounds))
    for row, amount in enumerate(bounds.values()):
        yield np.sort(held.indices[held.indptr[row] : held.indptr[row + 1]]).astype(np.int64), amount


def part_of_pool(scenario: Scenario, holder: Holder, side: Side) -> dict[str, float]:
    """Return which part of the pool each bound is, by id; 0 for one that does not move with it."""
    table = scenario.tables[holder]
    percent = table[side].where(table[f"{side}_unit"] == "percent of pool", 0.0) / 100
    parts = dict(zip(table["id"], percent.tolist(), strict=True))
    return {name: parts[name] for name in bounds_of(scenario, holder, side)}


def amount_of(scenario: Scenario, holder: Holder, side: Side, name: str) -> str:
    """Return a floor or ceiling in words: its amount, and what it is a percentage of."""
    amount = float(to_amounts(bounds_of(scenario, holder, side)[name], scenario.settings.quantum))
    table = scenario.tables[holder].set_index("id")
    most, unit = (table[column].to_dict()[name] for column in (side, f"{side}_unit"))
    percent = "" if unit == "credits" else f" ({figures(most, 6)} {unit})"
    return f"{all_digits(amount)} {scenario.settings.currency}{percent}"
