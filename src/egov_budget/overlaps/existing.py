"""Requests that a platform may answer which exists already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.overlaps.default import DEFAULT
from egov_budget.overlaps.degree import LIKELY, grades
from egov_budget.similarity import similarity_graph

if TYPE_CHECKING:
    from egov_budget.overlaps.calibration import Calibration
    from egov_budget.scenario import Scenario

TEXTS = ["title", "description"]
MOST = 100  # candidates of a record: many requests may be like one platform, and like each other
PLATFORM, REQUEST = "0 ", "1 "  # in front of ids, so that a platform stands first and none is a request's


def existing(scenario: Scenario, calibration: Calibration = DEFAULT) -> pd.DataFrame:
    """Return the requests that may be for what a platform of the scenario does already.

    Nothing follows from it by itself. Whoever finds that the platform does it sets the cost of the request to
    what adopting costs by a decision whose ground names the platform: the plan then counts with that cost.

    Parameters
    ----------
    scenario : Scenario
        Its projects and platforms.
    calibration : Calibration, optional
        From likeness to probability.

    Returns
    -------
    DataFrame
        A row for each pair graded overlap or more, most money first: project, platform, title, owner,
        overlap (0-1), asked, adopt_cost, spared (asked less adopt_cost; currency units). Empty without
        platforms.

    Examples
    --------
    >>> from egov_budget import worlds
    >>> sign_in = {"id": "sso", "title": "Single sign-in platform for tax", "adopt_cost": 5}
    >>> scenario = worlds.four_projects().replace(platforms=pd.DataFrame([sign_in]))
    >>> existing(scenario)[["project", "platform", "spared"]].values.tolist()
    [['tax-login', 'sso', 55.0], ['health-login', 'sso', 45.0]]
    """
    platforms, projects = scenario.platforms, scenario.projects
    there = platforms[["id", "owner", *TEXTS]].rename(columns={"owner": "agency"})
    asked = projects[["id", "agency", *TEXTS]]
    both = pd.concat([there.assign(id=PLATFORM + there["id"]), asked.assign(id=REQUEST + asked["id"])])
    if not len(platforms):
        both = both.head(0)
    graph = similarity_graph(both, within_agencies=True, most=MOST)
    across = (graph.left < len(platforms)) & (graph.right >= len(platforms))
    left, right = graph.left[across], graph.right[across]
    told = grades(graph, left, right, calibration, always=np.zeros(len(left), dtype=bool))
    told = told[told["overlap"] >= LIKELY]
    one = told["project_b"].str.removeprefix(REQUEST).reset_index(drop=True)
    other = told["project_a"].str.removeprefix(PLATFORM).reset_index(drop=True)
    platform = platforms.set_index("id").reindex(other)
    found = pd.DataFrame(
        {
            "project": one,
            "platform": other,
            "title": platform["title"].to_numpy(),
            "owner": platform["owner"].to_numpy(),
            "overlap": told["overlap"].to_numpy(),
            "asked": projects.set_index("id")["cost"].reindex(one).to_numpy(),
            "adopt_cost": platform["adopt_cost"].to_numpy(),
        }
    )
    found["spared"] = found["asked"] - found["adopt_cost"]
    order = ["spared", "project", "platform"]
    return found.sort_values(order, ascending=[False, True, True], kind="stable", ignore_index=True)
