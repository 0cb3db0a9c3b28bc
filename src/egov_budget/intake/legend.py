"""The data dictionary as a table of its own, written beside every scenario so that it explains itself."""

from __future__ import annotations

from egov_budget.language import all_digits
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Field

LEGEND = "columns"
HEADER = ("table", "column", "holds", "unit", "required", "empty means", "meaning")


def legend() -> list[tuple[str, ...]]:
    """Return the data dictionary as rows of text, a row for each column of each table.

    Returns
    -------
    list of tuple of str
        The header first. Readers pass it by.

    Examples
    --------
    >>> legend()[2]
    ('settings', 'pool', 'money', 'currency', 'yes', '', 'Credits in the central pool.')
    """
    rows: list[tuple[str, ...]] = [HEADER]
    for table in (SETTINGS, *TABLES):
        for column in table.columns:
            required = _written(column.required)
            otherwise = "" if column.default is None else _written(column.default)
            told = (_holds(column), column.unit, required, otherwise, column.meaning)
            rows.append((table.name, column.name, *told))
    return rows


def _holds(column: Field) -> str:
    if column.choices:
        return f"one of: {', '.join(column.choices)}"
    if column.refers_to:
        return f"id of {' or '.join(column.named)}"
    return f"{column.kind.value}, above 0" if column.above_zero else column.kind.value


def _written(default: str | float | bool) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return default if isinstance(default, str) else all_digits(default)
