"""How far costs and effects of a world may be off: most by which one exceeds and the other falls short."""

from __future__ import annotations

import numpy as np
import pandas as pd

from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given

GIVEN = given("ranges")


def costs_with_ranges(projects: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the table ``projects`` with what each may cost more, in whole units.

    Parameters
    ----------
    projects : DataFrame
        The table of a scenario.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The same with ``cost_more``.
    """
    percent = dice(seed, "cost ranges").integers(GIVEN.more_in_percent + 1, size=len(projects))
    more = projects["cost"].to_numpy().astype(np.int64) * percent // 100
    return projects.assign(cost_more=more.astype(np.float64))


def points_with_ranges(effects: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the table ``effects`` with the points by which each may fall short.

    Parameters
    ----------
    effects : DataFrame
        The table of a scenario.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The same with ``points_less``, never more than the points.
    """
    lot = dice(seed, "point ranges").integers(len(GIVEN.less_in_percent), size=len(effects))
    percent = np.array(GIVEN.less_in_percent)[lot]
    return effects.assign(points_less=np.round(effects["points"] * percent / 100, 4))
