"""The JSON Schema of a plan's document: what other programs may rely on.

It stands in plan_schema.json beside this file, but for what the data dictionary says of the inputs.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from egov_budget.certificate.inputs import NO_INPUT, decides
from egov_budget.certificate.sealed import FORMAT
from egov_budget.intake.schema import scenario_schema
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Kind


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
    text = files("egov_budget.reporting").joinpath("plan_schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    known, given = schema["properties"], scenario_schema()["properties"]
    known["format"]["const"] = FORMAT
    known["settings"] = given[SETTINGS.name]
    known["inputs"]["properties"] = inputs = _tables(given) | known["inputs"]["properties"]
    known["inputs"]["required"] = [*inputs]
    return schema


def _tables(given: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas of the tables as a plan states them: what decides, each list as one text."""
    tables = {}
    for table in TABLES:
        if table.name not in NO_INPUT:
            tables[table.name], row = given[table.name], given[table.name]["items"]
            kept = {column.name: column for column in table.columns if decides(column)}
            row["properties"] = {name: row["properties"][name] for name in kept}
            for name, column in kept.items():
                if column.kind is Kind.LIST:
                    about = f"{column.meaning} Items are parted by semicolons."
                    row["properties"][name] = {"description": about, "type": "string", "minLength": 1}
            row["required"] = [name for name in row["required"] if name in kept]
            del row["patternProperties"]
    return tables
