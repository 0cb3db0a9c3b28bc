"""The columns of the tables of papers and sheets, as columns.toml tells them."""

from __future__ import annotations

from egov_budget.language.toml_of import toml_of


def told_columns(section: str, name: str) -> str:
    """Return the columns of a table of a section, told in one line."""
    told: str = toml_of("egov_budget.reporting", "columns.toml")[section][name]
    return told
