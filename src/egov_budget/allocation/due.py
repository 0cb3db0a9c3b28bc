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


def amounts_due(
    columns: Columns, share: NDArray[np.float64], leads: NDArray[np.int64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what the shares cost in quanta, the common work paid by its lead.

    Common work is as large as its largest user needs, unless the solver built more of it to
    reach a floor. Where nobody leads, each pays all of its work.
    """
    due = columns.cost * share
    member = columns.member
    shares_work, adopts = leads[columns.group] >= 0, builders(columns, leads) != member
    slope = np.where(shares_work, np.where(adopts, columns.connection, 0) - columns.common, 0)
    due[member] += slope * share[member]
    built, h = columns.largest(columns.common * share[member]), columns.starts["h"]
    given = np.bincount(columns.group, values[h : h + len(member)] * columns.unit, len(columns.groups))
    built = np.where(given > built + NEAR * np.maximum(1.0, built), given, built)
    led = leads >= 0
    due[leads[led]] += built[led]
    return due
