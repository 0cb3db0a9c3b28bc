"""The data dictionary, as columns.toml beside this file lists tables and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.field import Field, Kind, TableSchema

SHARED = "..."  # in place of a column: those that several tables have


def schemas(room: str, name: str) -> Iterator[TableSchema]:
    """Yield the tables that a file beside the code lists.

    Parameters
    ----------
    room : str
        Package that holds the file.
    name : str
        The file; ``scenario/columns.toml`` says how it is laid out.

    Yields
    ------
    TableSchema
        In the order of the file.

    Examples
    --------
    >>> [table.name for table in schemas("egov_budget.scenario", "columns.toml")][:3]
    ['settings', 'indicators', 'agencies']
    """
    told = toml_of(room, name)
    for table, listed in told["tables"].items():
        columns = tuple(_fields(listed["columns"], told))
        yield TableSchema(table, **{**listed, "key": tuple(listed["key"]), "columns": columns})


def _fields(columns: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Field]:
    for name, column in columns.items():
        if name == SHARED:
            yield from _fields(told["shared"][column], told)
        else:
            choices = tuple(told["choices"][column["choices"]]) if "choices" in column else ()
            yield Field(name, **{**column, "kind": Kind(column["kind"]), "choices": choices})


SETTINGS, *_rest = schemas("egov_budget.scenario", "columns.toml")
TABLES = tuple(_rest)
BY_NAME = {table.name: table for table in TABLES}
*_, ASSUMED = BY_NAME["effects"]["evidence"].choices  # of effects that nobody has stated
ENDS = [*BY_NAME["verdicts"].key[:2]]  # columns of a pair of projects, wherever one stands
