"""What is spent by the middle of a made-up year, and the pool that is left then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.terms import FISCAL_YEAR

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation

DATE = f"{FISCAL_YEAR}-06-31"
GIVEN = given("spending")


def spent_so_far(plan: Allocation, seed: int) -> pd.DataFrame:
    """Return what the projects of a plan of ``national_1400`` have spent by the middle of the year.

    Parameters
    ----------
    plan : Allocation
        What was decided.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        Project, date, amount: half or more of the credits of projects that have begun, and these have half of
        the credits of the plan at most.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> plan = allocate(worlds.national_1400(services=60, projects=60))
    >>> spent = worlds.spent_so_far(plan, 1400)
    >>> bool(spent["amount"].sum() <= plan.spent / 2)
    True
    """
    rng, credits = dice(seed, "spending"), plan.credits.to_numpy()
    order = rng.permutation(len(credits))
    lot = rng.integers(GIVEN.least_in_percent, GIVEN.most_in_percent + 1, size=len(credits))
    begun = np.zeros(len(credits), dtype=bool)
    begun[order] = np.cumsum(credits[order]) <= plan.spent * GIVEN.begun_in_percent / 100
    amount = np.where(begun, credits * lot // 100, 0)
    table = plan.credits.rename("amount").rename_axis("project").reset_index().assign(amount=amount)
    table.insert(1, "date", DATE)
    return table[amount > 0].reset_index(drop=True)


def pool_after_the_cut(plan: Allocation) -> float:
    """Return the pool of a plan of ``national_1400`` after the cut in the middle of the year.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> pool_after_the_cut(allocate(worlds.four_projects()))
    95.0
    """
    return float(plan.scenario.settings.pool * GIVEN.left_in_percent // 100)
