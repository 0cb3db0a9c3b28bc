"""pools_of: the years of a scenario with the pool of each and what moves on, in whole quanta."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
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
        Pool of each year, and the most that moves on from it, quanta, both in prices of the requests.
    kept : tuple of Fraction
        What a unit of money that moves into each year buys there of what it bought in the year before; 1
        where prices stand still, and for the first year.
    """

    years: tuple[int, ...]
    pools: NDArray[np.int64]
    carry: NDArray[np.int64]
    kept: tuple[Fraction, ...] = (Fraction(1),)

    def moved_on(self, year: int, left: int | Fraction) -> int | Fraction:
        """Return what moves on from a year, counted from 0, of what is left in it, in prices of the next."""
        out, kept = max(min(left, int(self.carry[year])), 0), [*self.kept, Fraction(1)][year + 1]
        return out if kept == 1 else out * kept


def pools_of(scenario: Scenario) -> Pools:
    """Return the years of a scenario with their pools.

    A scenario without years has one, its fiscal year if that is a number, with its pool. The pool of a
    year is divided by its deflator, and rounded down to a quantum.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import worlds
    >>> years = pd.DataFrame({"year": [1401, 1402], "pool": [60.0, 60.0], "deflator": [1.0, 1.25]})
    >>> money = pools_of(worlds.four_projects().replace(years=years))
    >>> money.pools.tolist(), [*map(str, money.kept)]
    ([60, 48], ['1', '4/5'])
    """
    settings = scenario.settings
    table = scenario.years.sort_values("year", ignore_index=True)
    if table.empty:
        year = int(settings.fiscal_year) if settings.fiscal_year.isdecimal() else 1
        return Pools((year,), to_quanta([settings.pool], settings.quantum), np.zeros(1, dtype=np.int64))
    level = [exact(number) for number in table["deflator"]]
    own = to_quanta(table["pool"], settings.quantum).tolist()
    pools = np.array([pool // prices for pool, prices in zip(own, level, strict=True)], dtype=np.int64)
    carry = [int(int(pool) * exact(part)) for pool, part in zip(pools, table["carry_over"], strict=True)]
    years = tuple(table["year"].astype(int).tolist())
    kept = (Fraction(1), *(earlier / now for earlier, now in pairwise(level)))
    return Pools(years, pools, np.array([*carry[:-1], 0], dtype=np.int64), kept)
