"""Four projects, two of them the same work: solvable on paper."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from egov_budget.intake.shipped import shipped

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario


@cache  # nothing can change it
def four_projects() -> Scenario:
    """Return a scenario of four projects and a pool of 100 that can be solved on paper.

    Two agencies each ask for a sign-in platform (``tax-login`` 60, ``health-login`` 50): the same
    work under one verdict, 80 % of the smaller request in common, so 40 credits. ``e-filing``
    (40) needs a sign-in platform of its agency; ``e-booking`` (30) stands alone. All requests
    together are 180 against 100.

    Sharing the sign-in costs 60 for the lead plus 50 - 40 + 0.2 x 40 = 18 for the adopter (or 50
    and 28 the other way round): 78 instead of 110. What is left, 22, goes to the project that
    gains most per credit.

    Returns
    -------
    Scenario
        Four services of two agencies, one indicator each for sign-in and for application.

    Examples
    --------
    >>> four_projects()
    <Scenario 'Four projects': 2 agencies, 4 services, 4 projects, pool 100 credits>
    """
    return shipped("egov_budget.worlds", "four_projects.toml")
