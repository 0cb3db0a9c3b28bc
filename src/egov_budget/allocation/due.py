"""What the solver's numbers say in money: delivered shares, who leads, what is due to each project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.allocation.rounding import NEAR
from egov_budget.counting import BILLION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns

SNAP = 1e-6  # a share this close to 0 or 1 is 0 or 1: the precision of a search with whole numbers


def snapped(share: NDArray[np.float64], whole: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return shares from 0 to 1, those next to 0 or 1 as such, whole ones rounded."""
    share = np.clip(share, 0.0, 1.0)
    share = np.where(share < SNAP, 0.0, np.where(share > 1 - SNAP, 1.0, share))
    return np.where(whole, np.rint(share), share)


def billionths(share: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return shares in whole billionths, the nearest ones."""
    return np.floor(share * BILLION + 0.5).astype(np.int64)


def leading(columns: Columns, values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the leading project of each group, -1 where nobody leads."""
    led = values[columns.starts["b"] : columns.starts["n"]]
    apart = np.maximum(values[columns.starts["n"] : columns.starts["y"]], SNAP)
    leads = np.full(len(columns.groups), -1, dtype=np.int64)
    for member in np.argsort(led, kind="stable"):
        if led[member] > apart[columns.group[member]]:
            leads[columns.group[member]] = columns.member[member]
    return leads


def builders(columns: Columns, leads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return who builds the common work of each member: its lead, or itself where nobody leads."""
    lead = leads[columns.group]
    return np.where(lead >= 0, lead, columns.member)


def common_work(
    columns: Columns, share: NDArray[np.float64], built: NDArray[np.float64] | float = 0.0
) -> NDArray[np.float64]:
    """Return the common work of each group in quanta, shape (groups,).

    It is as large as its largest user needs, or as what is built where that is more: to reach a floor, or in
    a year that has the money.
    """
    needed = columns.largest(columns.common * share[columns.member])
    return np.where(built > needed + NEAR * np.maximum(1.0, needed), built, needed)


def built_in(columns: Columns, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the common work of each group that the solver built, quanta, shape (groups,)."""
    built = np.zeros(len(columns.groups))
    np.add.at(built, columns.group, values[columns.starts["h"] :][: len(columns.member)] * columns.unit)
    return built


def amounts_due(
    columns: Columns, share: NDArray[np.float64], leads: NDArray[np.int64], built: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what the shares cost in quanta, the common work paid by its lead.

    Where nobody leads, each pays all of its work.
    """
    due = columns.cost * share
    member = columns.member
    shares_work, adopts = leads[columns.group] >= 0, builders(columns, leads) != member
    slope = np.where(shares_work, np.where(adopts, columns.connection, 0) - columns.common, 0)
    due[member] += slope * share[member]
    led = leads >= 0
    due[leads[led]] += built[led]
    return due
