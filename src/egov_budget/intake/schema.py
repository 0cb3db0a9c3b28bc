"""The JSON Schema of a scenario document, generated from the data dictionary."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from egov_budget.language.toml_of import toml_of
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Field, TableSchema

DOCUMENT, CELLS, IF_REQUIRED = toml_of("egov_budget.intake", "schema.toml").values()


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
    tables = {SETTINGS.name: _record(SETTINGS), **{table.name: _list(table) for table in TABLES}}
    required = [SETTINGS.name, *(table.name for table in TABLES if table.required)]
    return deepcopy(DOCUMENT | _object(tables, required))  # cells of one kind share what they may be


def _list(table: TableSchema) -> dict[str, Any]:
    least = {"minItems": 1} if table.required else {}
    return {"description": table.meaning, "type": "array", **least, "items": _record(table)}


def _record(table: TableSchema) -> dict[str, Any]:
    cells = {column.name: _value(column) for column in table.columns}
    required = [column.name for column in table.columns if column.required]
    return {"description": table.meaning, **_object(cells, required)}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    rest = {"patternProperties": {"^[#$]": True}, "required": required, "additionalProperties": False}
    return {"type": "object", "properties": properties, **rest}


def _value(column: Field) -> dict[str, Any]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    refers = f" An id of {' or '.join(column.named)}." if column.named else ""
    holds = IF_REQUIRED.get(column.kind, {}) if column.required else {}
    value = {"description": f"{column.meaning}{refers}{unit}", **CELLS[column.kind], **holds}
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
