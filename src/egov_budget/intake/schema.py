"""The JSON Schema of a scenario document, generated from the data dictionary."""

from __future__ import annotations

import sys
from copy import deepcopy
from typing import Any

from egov_budget.scenario.cells import LONGEST_TEXT
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Field, Kind, TableSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOTES = {"^[#$]": True}
TEXT = {"type": "string", "maxLength": LONGEST_TEXT, "pattern": r"^[^\x00]*$"}
FILLED = {**TEXT, "minLength": 1}
NAMED = {**TEXT, "pattern": r"^[^\x00]*[^\x00\s][^\x00]*$"}  # blanks around an id are taken off
ITEM = {"type": "string", "pattern": r"^[^;\x00]*$"}
NUMBER = {"type": "number", "minimum": 0, "maximum": sys.float_info.max}
WHOLE = {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1}
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.ID: TEXT,
    Kind.TEXT: TEXT,
    Kind.LIST: {"type": "array", "items": ITEM, "uniqueItems": True},
    Kind.MONEY: NUMBER,
    Kind.NUMBER: NUMBER,
    Kind.FRACTION: {"type": "number", "minimum": 0, "maximum": 1},
    Kind.FLAG: {"type": "boolean"},
    Kind.WHOLE: WHOLE,
    Kind.CHOICE: {"type": "string"},
    Kind.DATE: {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
}
IF_REQUIRED = {Kind.ID: NAMED, Kind.TEXT: FILLED}


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a scenario document.

    What ``write_scenario`` writes keeps to it, and in a document that keeps to it each single cell can
    be read. What must hold between rows and tables (known ids, whole quanta, no circles) is beyond a
    schema and is checked when the document is read. Reading asks a little less than the schema: it takes
    a choice in capitals, too, and a list that names an item twice.

    Returns
    -------
    dict
        A copy of one's own; docs/reference/scenario.schema.json holds the same.

    Examples
    --------
    >>> scenario_schema()["properties"]["projects"]["items"]["required"]
    ['id', 'agency', 'cost']
    """
    schema = {
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
    return deepcopy(schema)  # cells of one kind share what they may be


def _list(table: TableSchema) -> dict[str, Any]:
    least = {"minItems": 1} if table.required else {}
    return {"description": table.meaning, "type": "array", **least, "items": _object(table)}


def _object(table: TableSchema) -> dict[str, Any]:
    return {
        "description": table.meaning,
        "type": "object",
        "properties": {column.name: _value(column) for column in table.columns},
        "patternProperties": NOTES,
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }


def _value(column: Field) -> dict[str, Any]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    refers = f" An id of {' or '.join(column.named)}." if column.named else ""
    holds = IF_REQUIRED.get(column.kind, {}) if column.required else {}
    value = {"description": f"{column.meaning}{refers}{unit}", **TYPES[column.kind], **holds}
    if column.choices:
        value["enum"] = list(column.choices)
    if column.above_zero:
        value["exclusiveMinimum"] = value.pop("minimum")
    if column.required:
        return value
    if column.choices:
        value["enum"].append(None)
    if column.default is not None:
        value["default"] = column.default
    value["type"] = [value["type"], "null"]
    return value
