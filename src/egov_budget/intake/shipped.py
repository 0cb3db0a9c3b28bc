"""Scenarios that ship with the package, as TOML: settings, and a list of records for each table."""

from __future__ import annotations

import pandas as pd

from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.columns import SETTINGS
from egov_budget.scenario.scenario import Scenario


def shipped(package: str, name: str) -> Scenario:
    """Return a scenario from a TOML file of the package.

    Parameters
    ----------
    package : str
        Where the file stands, such as ``egov_budget.worlds``.
    name : str
        Name of the file.

    Returns
    -------
    Scenario
        Typed and checked like any other.

    Examples
    --------
    >>> shipped("egov_budget.worlds", "four_projects.toml").settings.pool
    100.0
    """
    told = toml_of(package, name)
    tables = {
        table: pd.DataFrame(rows, dtype=object) for table, rows in told.items() if table != SETTINGS.name
    }
    return Scenario.from_frames(told[SETTINGS.name], **tables)
