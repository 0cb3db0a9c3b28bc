"""A round amount of money, small beside the pool, to tell gains by."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.columns import Columns


def round_step(columns: Columns) -> int:
    """Return the power of ten below a thousandth of the pool, in quanta.

    Parameters
    ----------
    columns : Columns
        Of a plan of the pool.

    Returns
    -------
    int
        One quantum at least.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> round_step(allocate(worlds.four_projects()).columns)
    1
    """
    thousandth = columns.pool / 1000
    return int(10 ** floor(log10(thousandth))) if thousandth >= 1 else 1
