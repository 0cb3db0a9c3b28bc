"""starts: which requests would raise a service with which nothing has been done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from egov_budget.scenario.needed import needed
from egov_budget.scenario.strong import strong

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation


def starts(plan: Allocation, services: pd.Series) -> list[str]:
    """Name the projects that raise services, those that are funded, else those that would be open to it.

    Parameters
    ----------
    plan : Allocation
        The plan.
    services : Series
        Ids of services.

    Returns
    -------
    list of str
        For each service ids with a semicolon between them: of the projects whose gain on it the plan
        counts; where there is none, of the requests with points on it that need no exchange which is
        withheld, or not there, for them. Empty where none is left.
    """
    effects = strong(plan.scenario)
    asked = effects[(effects["points"] > 0) & effects["service"].isin(services)]
    held = needed(asked, plan.scenario.exchanges)
    shut = held.loc[~held["status"].isin(["open", "planned"]), "effect"]
    asked = asked.loc[~asked.index.isin(shut), ["service", "project"]].drop_duplicates()
    counted = plan.raised[plan.raised["service"].isin(services)]
    paid, open_to = (rows.groupby("service")["project"].agg(";".join) for rows in (counted, asked))
    return [str(paid.get(service, open_to.get(service, ""))) for service in services]
