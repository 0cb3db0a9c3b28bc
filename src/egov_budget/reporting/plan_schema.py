"""The JSON Schema of a plan's document: what other programs may rely on."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from egov_budget.certificate.inputs import NO_INPUT, decides
from egov_budget.certificate.sealed import FORMAT
from egov_budget.counting import BILLION
from egov_budget.intake.schema import DIALECT, scenario_schema
from egov_budget.scenario.attainment import BANDS, NOT_RATED
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Field, Kind

ID, TEXT = {"type": "string", "minLength": 1}, {"type": "string"}
MONEY = {"type": "number", "minimum": 0, "description": "Currency units."}
POINTS = {"type": "number", "description": "Points."}
PART = {"type": "number", "minimum": 0, "maximum": 1}
WEIGHT = {"type": "number", "minimum": 0, "description": "As given; weights are scaled to sum to 1."}
COUNT = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
REACHED = {"type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "Attainment."}
HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256."}
FACT = {"type": ["string", "number", "null"]}
TABLES_OF_A_PLAN: dict[str, dict[str, dict[str, Any]]] = {
    "summary": {"fact": ID, "value": FACT},
    "projects": {
        "id": ID, "agency": ID, "title": TEXT, "category": TEXT, "asked": MONEY, "credits": MONEY,
        "share": PART, "role": ID, "gain": POINTS, "promised": POINTS,
    },
    "agencies": {
        "agency": ID, "title": TEXT, "last_year": MONEY, "projects": COUNT, "funded": COUNT,
        "asked": MONEY, "credits": MONEY, "gain": POINTS, "promised": POINTS,
    },
    "services": {
        "service": ID, "agency": ID, "title": TEXT, "importance": {"type": "number", "exclusiveMinimum": 0},
        "before": REACHED, "after": REACHED, "gain": {**POINTS, "type": ["number", "null"]},
    },
    "bands": {"band": {"enum": [*BANDS, NOT_RATED]}, "before": COUNT, "after": COUNT},
    "indicators": {"indicator": ID, "title": TEXT, "weight": WEIGHT, "points": POINTS, "gain": POINTS},
    "shared_work": {
        "project": ID, "group": ID, "agency": ID, "title": TEXT, "role": ID, "share": PART,
        "asked": MONEY, "credits": MONEY, "group_saves": MONEY,
    },
}  # fmt: skip


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a plan's document.

    What ``to_json`` writes keeps to it. A record of a table may have further keys in a later release,
    which a reader passes by; none that is listed goes or changes its meaning without a note in the
    changelog. Whether a document proves what it says is beyond a schema: ``verify`` tells.

    Returns
    -------
    dict
        A copy of one's own; docs/reference/plan.schema.json holds the same.

    Examples
    --------
    >>> plan_schema()["required"][:5]
    ['format', 'settings', 'inputs', 'plan', 'certificate']
    """
    tables = {name: _list(_record(columns)) for name, columns in TABLES_OF_A_PLAN.items()}
    properties = {
        "format": {"const": FORMAT, "description": "Number of this shape."},
        "settings": scenario_schema()["properties"][SETTINGS.name],
        "inputs": _inputs(),
        "plan": _plan(),
        "certificate": _certificate(),
        **tables,
    }
    schema = {
        "$schema": DIALECT,
        "$id": "urn:egov-budget:plan",
        "title": "Plan",
        "description": "Credits of every project from one pool, what they rest on, and what proves them.",
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "$defs": {"tree": _tree()},
    }
    return deepcopy(schema)  # columns of one kind share what they may be


def _inputs() -> dict[str, Any]:
    given = scenario_schema()["properties"]
    tables = {}
    for table in TABLES:
        if table.name not in NO_INPUT:
            row = given[table.name]["items"]
            kept = {column.name for column in table.columns if decides(column)}
            row["properties"] = {name: value for name, value in row["properties"].items() if name in kept}
            for column in table.columns:
                if column.kind is Kind.LIST and column.name in kept:
                    row["properties"][column.name] = _joined(column)
            row["required"] = [name for name in row["required"] if name in kept]
            del row["patternProperties"]
            tables[table.name] = given[table.name]
    member = {"group": ID, "project": ID, "common": MONEY, "connection": MONEY, "lead": FLAG}
    tables["common_work"] = _list(_closed(member), "A member of a group that shares work.")
    rule = {**_record({"name": ID}), "description": "A rule, and what it was made with."}
    return _closed({**tables, "rules": _list(rule)}, "All that credits and gains depend on beside settings.")


def _joined(column: Field) -> dict[str, Any]:
    """Return the schema of a list as the inputs of a plan have it: one text."""
    return {"description": f"{column.meaning} Items are parted by semicolons.", **ID}


def _plan() -> dict[str, Any]:
    parts = {"type": "integer", "minimum": 0, "maximum": BILLION}
    return _closed(
        {
            "quanta": _map(COUNT, "Credits by project, in whole quanta."),
            "billionths": _map(parts, "Share delivered by project, in billionths."),
            "leads": _map(ID, "Leading project by group."),
        },
        "What is decided.",
    )


def _certificate() -> dict[str, Any]:
    least = {**POINTS, "description": "Gain in points, rounded down."}
    most = {**POINTS, "description": "No allocation under these rules gains more points; rounded up."}
    return _closed(
        {"gain": least, "bound": most, "inputs": HASH, "texts": HASH, **_branch(), "seal": HASH},
        "What proves the plan.",
    )


def _tree() -> dict[str, Any]:
    side = _closed(_branch(), "What is other on this side, and further choices.")
    return _closed({"rule": ID, "subject": ID, "no": side, "yes": side}, "A choice that every plan makes.")


def _branch() -> dict[str, Any]:
    multiplier = {"type": "number", "minimum": 0}
    return {
        "multipliers": _map(_map(multiplier, ""), "Points per unit of the bound, by rule and subject."),
        "trees": _list({"$ref": "#/$defs/tree"}, "Choices beside each other."),
    }


def _record(columns: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {"type": "object", "properties": columns, "required": [*columns]}


def _closed(columns: dict[str, Any], about: str = "") -> dict[str, Any]:
    return {**_said(about), **_record(columns), "additionalProperties": False}


def _list(row: dict[str, Any], about: str = "") -> dict[str, Any]:
    return {**_said(about), "type": "array", "items": row}


def _map(value: dict[str, Any], about: str) -> dict[str, Any]:
    return {**_said(about), "type": "object", "additionalProperties": value}


def _said(about: str) -> dict[str, Any]:
    return {"description": about} if about else {}
