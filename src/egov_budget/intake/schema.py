"""The JSON Schema of a scenario document, generated from the data dictionary."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import Any

from egov_budget.scenario.cells import LONGEST_TEXT
from egov_budget.scenario.column import Column, Kind, Table
from egov_budget.scenario.columns import SETTINGS, TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTES = {"^[#$]": True}
TEXT = {"type": "string", "maxLength": LONGEST_TEXT}
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.ID: TEXT,
    Kind.TEXT: TEXT,
    Kind.LIST: {"type": "array", "items": {"type": "string", "pattern": "^[^;]*$"}, "uniqueItems": True},
    Kind.MONEY: {"type": "number", "minimum": 0},
    Kind.NUMBER: {"type": "number", "minimum": 0},
    Kind.PART: {"type": "number", "minimum": 0, "maximum": 1},
    Kind.FLAG: {"type": "boolean"},
    Kind.WHOLE: {"type": "integer"},
    Kind.CHOICE: {"type": "string"},
}


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that a scenario document keeps to.

    Returns
    -------
    dict
        What single cells must be. What must hold between rows and tables (known ids, whole quanta,
        no circles) is beyond a schema and is checked when the document is read.

    Examples
    --------
    >>> scenario_schema()["properties"]["projects"]["items"]["required"]
    ['id', 'agency', 'cost']
    """
    return {
        "$schema": DIALECT,
        "$id": "urn:egov-budget:scenario",
        "title": "Scenario",
        "description": "The requests of all agencies against one pool of e-government credits.",
        "type": "object",
        "properties": {SETTINGS.name: _object(SETTINGS), **{table.name: _list(table) for table in TABLES}},
        "patternProperties": NOTES,
        "required": [SETTINGS.name, *(table.name for table in TABLES if table.required)],
        "additionalProperties": False,
    }


def write_schema(path: str | PathLike[str]) -> None:
    """Write the JSON Schema to a file; docs/reference/scenario.schema.json is made so.

    Parameters
    ----------
    path : str or path-like
        File to write.
    """
    Path(path).write_text(json.dumps(scenario_schema(), indent=2) + "\n", encoding="utf-8", newline="\n")


def _list(table: Table) -> dict[str, Any]:
    least = {"minItems": 1} if table.required else {}
    return {"description": table.meaning, "type": "array", **least, "items": _object(table)}


def _object(table: Table) -> dict[str, Any]:
    return {
        "description": table.meaning,
        "type": "object",
        "properties": {column.name: _value(column) for column in table.columns},
        "patternProperties": NOTES,
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, Any]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    refers = f" An id of {column.refers_to}." if column.refers_to else ""
    value = {"description": f"{column.meaning}{refers}{unit}", **TYPES[column.kind]}
    if column.choices:
        value["enum"] = list(column.choices)
    if column.above_zero:
        value["exclusiveMinimum"] = value.pop("minimum")
    if column.required:
        return {**value, "minLength": 1} if value["type"] == "string" else value
    if column.choices:
        value["enum"].append(None)
    if column.default is not None:
        value["default"] = column.default
    value["type"] = [value["type"], "null"]
    return value
