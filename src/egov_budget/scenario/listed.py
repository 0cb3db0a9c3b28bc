"""A column of the table of projects, in the order that columns of a program have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from egov_budget.scenario.scenario import Scenario


def listed(scenario: Scenario, projects: pd.Index, name: str) -> pd.Series:
    """Return a column of the table projects in the order of their ids."""
    asked = scenario.projects
    return asked[name].take(pd.Index(asked["id"]).get_indexer(projects))
