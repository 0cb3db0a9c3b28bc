"""How far the milestones of a bill have come in a world, as the services are measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.scenario.columns import BY_NAME
from egov_budget.worlds.dice import dice
from egov_budget.worlds.terms import FISCAL_YEAR

if TYPE_CHECKING:
    from egov_budget.bill import Annex

DATE = f"{FISCAL_YEAR}-12-01"
DECLARED_IN_PERCENT = 10  # of what is reached, that which the agency alone says
OPEN, PARTLY, REACHED = BY_NAME["findings"]["state"].choices


def milestones_seen(bill: Annex, scores: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return how far the milestones of a bill of ``national_1400`` have come.

    Parameters
    ----------
    bill : Annex
        Its milestones.
    scores : DataFrame
        What is observed, as ``delivered`` returns it.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The table ``progress``: addressed where the level is observed, partly where the service has risen. Of
        some that are reached there is only the agency's own word.

    Examples
    --------
    >>> from egov_budget import allocate, annex, worlds
    >>> plan = allocate(worlds.four_projects())
    >>> as_before = milestones_seen(annex(plan), plan.scenario.scores, 1400)
    >>> as_before["state"].unique().tolist()
    ['unaddressed']
    """
    goals = bill.releases[bill.releases["milestone"] > 0]
    observed = scores.set_index(["service", "indicator"])["score"]
    found = observed.reindex(pd.MultiIndex.from_frame(goals[["service", "indicator"]])).to_numpy()
    state = np.select([found >= goals["level"], found > goals["before"]], [REACHED, PARTLY], OPEN)
    lot = dice(seed, "progress").integers(100, size=len(goals))
    own = (state == REACHED) & (lot < DECLARED_IN_PERCENT)
    evidence = np.where(own, "self-declared", np.where(state == OPEN, "", "inspected"))
    return pd.DataFrame(
        {"milestone": goals["milestone"].to_numpy(), "date": DATE, "state": state, "evidence": evidence}
    )
