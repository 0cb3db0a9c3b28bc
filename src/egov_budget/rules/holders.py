"""Floors and ceilings of agencies, categories and projects in whole quanta, whatever their unit."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.counting.holders import COLUMN
from egov_budget.counting.plan import records
from egov_budget.money import exact
from egov_budget.scenario.listed import listed
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.scenario import Scenario

Holder = Literal["agencies", "categories", "projects"]
Side = Literal["floor", "ceiling"]
HOLDS: dict[Holder, str] = {"agencies": "agency", "categories": "category", "projects": "project"}


class _Stated(NamedTuple):
    """A bound: an amount in currency units, or a part of the pool."""

    name: str
    amount: Fraction
    part: Fraction


@once
def bounds_of(scenario: Scenario, holder: Holder, side: Side, pool: float | None = None) -> Mapping[str, int]:
    """Return the floors or ceilings of agencies, categories or single projects.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    holder : {"agencies", "categories", "projects"}
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
    for name, amount, part in _stated(scenario, holder, side):
        quanta = (amount + part * whole) / unit
        found[name] = -(-quanta.numerator // quanta.denominator) if side == "floor" else int(quanta)
    return MappingProxyType(found)


@once
def _stated(scenario: Scenario, holder: Holder, side: Side) -> list[_Stated]:
    """Return the bounds as they stand, sorted by id."""
    table = scenario.tables[holder]
    amounts = table[side].to_numpy()
    there = ~np.isnan(amounts) & ((amounts != 0) | (side == "ceiling"))
    found = []
    for row in sorted(records(table[there]), key=itemgetter("id")) if there.any() else ():
        amount, part = Fraction(repr(float(row[side]))), Fraction(0)
        given_in = row.get(f"{side}_unit", "credits")
        if given_in == "percent of pool":
            amount, part = part, amount / 100
        elif given_in == "percent of last year":
            amount *= Fraction(repr(float(row["last_year"]))) / 100
        found.append(_Stated(row["id"], amount, part))
    return found


def holding(scenario: Scenario, holder: Holder, names: list[str]) -> sparse.csr_array:
    """Tell which project belongs to which holder.

    Parameters
    ----------
    scenario : Scenario
        What is asked for.
    holder : {"agencies", "categories", "projects"}
        Whose projects.
    names : list of str
        Ids of the holders, one a row.

    Returns
    -------
    csr_array
        0/1, shape (names, projects), these sorted by id.
    """
    from scipy import sparse

    code, ids = _held(scenario, holder)
    row = pd.Index(names).get_indexer(ids)[code]
    held = np.flatnonzero(row >= 0)
    return sparse.csr_array((np.ones(len(held)), (row[held], held)), shape=(len(names), len(row)))


@once
def _held(scenario: Scenario, holder: Holder) -> tuple[NDArray[np.intp], pd.Index]:
    """Return the place of each project's holder among those that hold any, and these."""
    code, ids = pd.factorize(listed(scenario, COLUMN[holder]))
    return code, pd.Index(ids)
