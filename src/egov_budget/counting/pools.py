"""pools_of: the years of a scenario with the pool of each and what moves on, in whole quanta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.money import exact, to_quanta

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Pools:
    """The years of a plan and the money of each.

    Parameters
    ----------
    years : tuple of int
        The years, following each other.
    pools, carry : ndarray of int64
        Pool of each year, and the most that moves on from it, quanta.
    """

    years: tuple[int, ...]
    pools: NDArray[np.int64]
    carry: NDArray[np.int64]


def pools_of(scenario: Scenario) -> Pools:
    """Return the years of a scenario with their pools.

    A scenario without years has one, its fiscal year if that is a number, with its pool.
    """
    settings = scenario.settings
    table = scenario.years.sort_values("year", ignore_index=True)
    if table.empty:
        year = int(settings.fiscal_year) if settings.fiscal_year.isdecimal() else 1
        return Pools((year,), to_quanta([settings.pool], settings.quantum), np.zeros(1, dtype=np.int64))
    pools = to_quanta(table["pool"], settings.quantum)
    carry = [int(int(pool) * exact(part)) for pool, part in zip(pools, table["carry_over"], strict=True)]
    years = tuple(table["year"].astype(int).tolist())
    return Pools(years, pools, np.array([*carry[:-1], 0], dtype=np.int64))
