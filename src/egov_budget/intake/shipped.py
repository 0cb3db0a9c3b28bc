"""Scenarios that ship with the package, as TOML: settings, and a list of records for each table."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

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
    settings, tables = _told(package, name)
    return Scenario.from_frames(
        settings, **{table: pd.DataFrame(rows, dtype=object) for table, rows in tables.items()}
    )


@cache
def _told(package: str, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    tables = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    return tables.pop(SETTINGS.name), tables
