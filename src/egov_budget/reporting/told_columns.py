"""The columns of the tables of papers and sheets, as columns.toml tells them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def told_columns() -> dict[str, dict[str, str]]:
    """Return the columns of each table, told in one line, by its section and name."""
    return tomllib.loads(files("egov_budget.reporting").joinpath("columns.toml").read_text("utf-8"))
