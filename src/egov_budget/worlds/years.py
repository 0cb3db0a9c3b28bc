"""Five years of a world: their pools, what projects cost in each of their years, how readiness grows."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.terms import FISCAL_YEAR

# later pools are mostly kept for requests still to come
GIVEN = given("years")


def years_table(pool: int) -> pd.DataFrame:
    """Return the table ``years`` of a scenario.

    Parameters
    ----------
    pool : int
        Pool of the first year.

    Returns
    -------
    DataFrame
        Five years; each pool is a whole number.
    """
    return pd.DataFrame(
        {
            "year": [FISCAL_YEAR + after for after in range(len(GIVEN.pools_in_percent))],
            "pool": [float(pool * percent // 100) for percent in GIVEN.pools_in_percent],
            "carry_over": GIVEN.carried_in_percent / 100,
        }
    )


def profiles_table(projects: pd.Series, seed: int) -> pd.DataFrame:
    """Return the table ``profiles`` of a scenario.

    Parameters
    ----------
    projects : Series of str
        Ids of the projects.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        Rows for the projects that are paid in more than one year, sorted by project.
    """
    rng = dice(seed, "years")
    upto = np.cumsum(GIVEN.lengths_in_percent)
    length = 1 + np.searchsorted(upto, rng.integers(100, size=len(projects)), side="right")
    lot = rng.integers(6, size=len(projects))  # each length has 1 or 3 shapes
    shapes = dict(enumerate(GIVEN.shapes.values(), start=1))
    rows = [
        (project, year, percent / 100)
        for project, years, drawn in zip(projects, length.tolist(), lot.tolist(), strict=True)
        for year, percent in enumerate(shapes[years][drawn % len(shapes[years])], start=1)
        if years > 1
    ]
    table = pd.DataFrame(rows, columns=["project", "year", "part"])
    return table.sort_values(["project", "year"], ignore_index=True)


def readiness_growth(agencies: int, seed: int) -> NDArray[np.float64]:
    """Return what the readiness of each agency gains with a year, in whole hundredths."""
    rng = dice(seed, "growth")
    return rng.integers(GIVEN.most_growth + 1, size=agencies) / 100
