"""Write the files of this folder that follow from the data dictionary, scenario/columns.toml.

Run it after a change there::

    python docs/reference/from_columns.py
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from egov_budget.intake import scenario_schema
from egov_budget.intake.legend import HEADER, legend
from egov_budget.reporting import plan_schema
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Kind, TableSchema

FOLDER = Path(__file__).parent
BEGINNING = """\
# Data dictionary

<!-- written by docs/reference/from_columns.py; edit src/egov_budget/scenario/columns.toml instead -->

Every table and column of a scenario. A table is a CSV file, a sheet of a workbook or a key of a JSON
document of that name; the settings are `scenario.toml`, the sheet or the key `settings`. A column that is not
required may be left out, which means the same as empty cells. A column whose name begins with `#` is a note
and is passed by.

How to read and write them: [read and write](../how-to/read-and-write.md). As a JSON Schema:
[the document](json-schema.md).

## What a column holds
"""
KINDS = {
    Kind.ID: "a name that other tables refer to; capitals count, blanks around it do not",
    Kind.TEXT: "any text of up to 100,000 characters, kept as it stands",
    Kind.LIST: "texts with `;` between them; in JSON a list of texts",
    Kind.MONEY: "an amount of 0 or more, in currency units, a whole number of quanta",
    Kind.NUMBER: "a number of 0 or more",
    Kind.FRACTION: "a number from 0 to 1",
    Kind.FLAG: "`yes` or `no` (also true and false, 1 and 0, بله and خیر, نعم and لا); in JSON true or false",
    Kind.WHOLE: "a whole number of at most 18 digits",
    Kind.CHOICE: "one of the words listed",
    Kind.DATE: "year-month-day of one calendar, such as `1404-02-31` or `2026-05-21`",
}
ON_NUMBERS = """
Numbers may have Persian or Arabic digits and separators between thousands (`1,250,000`, `۱٬۲۵۰٬۰۰۰`);
decimals stand behind a point or `٫`. JSON has its own numbers.
"""


def data_dictionary() -> str:
    """Return the page data-dictionary.md."""
    kinds = [("holds", "is written as"), *((kind.value, KINDS[kind]) for kind in Kind)]
    parts = [BEGINNING, *_grid(kinds), ON_NUMBERS]
    for table in (SETTINGS, *TABLES):
        rows = [HEADER, *(row for row in legend() if row[0] == table.name)]
        parts += [f"## {table.name}\n", f"{_about(table)}\n", *_grid([row[1:] for row in rows]), ""]
    return "\n".join(parts)


def schema() -> str:
    """Return the text of scenario.schema.json."""
    return json.dumps(scenario_schema(), indent=2) + "\n"


def _about(table: TableSchema) -> str:
    needed = " At least one row is required." if table.required else ""
    key = " and ".join(f"`{name}`" for name in table.key)
    return f"{table.meaning}{needed}" + (f" No two rows share {key}." if key else "")


def _grid(rows: list[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]


def schema_of_a_plan() -> str:
    """Return the text of plan.schema.json."""
    return json.dumps(plan_schema(), indent=2) + "\n"


FILES: dict[str, Callable[[], str]] = {
    "data-dictionary.md": data_dictionary,
    "scenario.schema.json": schema,
    "plan.schema.json": schema_of_a_plan,
}

if __name__ == "__main__":
    for name, text in FILES.items():
        (FOLDER / name).write_text(text(), encoding="utf-8", newline="\n")
