"""A column of the table of projects, in the order that columns of a program have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.scenario.once import once

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.scenario.scenario import Scenario


def listed(scenario: Scenario, name: str) -> pd.Series:
    """Return a column of the table projects in the order of their ids."""
    return in_order(scenario)[name]


@once
def in_order(scenario: Scenario) -> pd.DataFrame:
    """Return the table projects in the order of their ids."""
    return scenario.projects.sort_values("id", ignore_index=True)
