"""The published schema says what a document must be: what is written keeps to it, what breaks it is not."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from egov_budget import worlds
from egov_budget.errors import IntakeError
from egov_budget.intake import read_scenario, scenario_schema, write_scenario
from egov_budget.intake.document import read_document
from egov_budget.intake.progress import silent
from egov_budget.intake.template import template
from egov_budget.scenario import Scenario
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.conform import conform
from egov_budget.scenario.field import Field, TableSchema
from odd_scenarios import scenarios
from raw_tables import Raw, raw_tables, save

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
VALIDATOR = Draft202012Validator(scenario_schema())
ODD_CELLS: list[Any] = [
    None, True, False, 0, 1, -1, 0.5, 1.5, 1e308, 10**18, 10**400, "", " ", "x", "yes", "accept", "Accept",
    "none", "credits", "open", "other", "nothing done", "10", "a\0b", "a;b", "x" * 100_001, [], ["a"],
    ["a", "a"], ["a;b"], [None], [""], {}, {"a": 1}, "1404-02-31",
]  # fmt: skip


def written(scenario: Scenario) -> Any:
    with TemporaryDirectory() as folder:
        write_scenario(scenario, f"{folder}/it.json")
        return json.loads(Path(folder, "it.json").read_text("utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(scenario_schema())


def test_a_schema_given_out_is_ones_own() -> None:
    scenario_schema()["properties"]["services"]["items"]["properties"]["channel"]["items"].clear()
    assert scenario_schema() == VALIDATOR.schema


@pytest.mark.parametrize("scenario", [worlds.four_projects(), template()], ids=lambda it: it.settings.name)
def test_what_ships_keeps_to_the_schema(scenario: Scenario) -> None:
    VALIDATOR.validate(written(scenario))


@settings(max_examples=15)
@given(scenario=scenarios())
def test_whatever_is_written_keeps_to_the_schema(scenario: Scenario) -> None:
    VALIDATOR.validate(written(scenario))


def _cells_of(schema: Any, table: TableSchema, column: Field) -> list[Any]:
    """Return the odd cells that the schema lets into a column."""
    held = schema["properties"][table.name]
    validator = Draft202012Validator(held.get("items", held)["properties"][column.name])
    return [cell for cell in ODD_CELLS if validator.is_valid(cell)]


@pytest.mark.parametrize("table", [SETTINGS, *TABLES], ids=lambda table: table.name)
def test_a_cell_that_keeps_to_the_schema_can_be_read(table: TableSchema, tmp_path: Path) -> None:
    schema, path = scenario_schema(), tmp_path / "it.json"
    for column in table.columns:
        cells = _cells_of(schema, table, column)
        assert 0 < len(cells) < len(ODD_CELLS)
        records = [{column.name: cell} for cell in cells]
        for content in records if table is SETTINGS else [records]:
            path.write_text(json.dumps({table.name: content}), encoding="utf-8")
            draft = read_document(path, silent)
            raw = pd.DataFrame([draft.settings]) if table is SETTINGS else draft.tables[table.name]
            faults = [*draft.faults, *conform(table, raw)[1]]
            assert [fault for fault in faults if fault.column == column.name] == []


SPOILT: dict[str, Callable[[Raw], object]] = {
    "no settings": lambda raw: raw.pop("settings"),
    "settings that are a list": lambda raw: raw.update(settings=[]),
    "no name": lambda raw: raw["settings"].pop("name"),
    "no projects": lambda raw: raw.pop("projects"),
    "an empty table": lambda raw: raw.update(effects=[]),
    "a table that is an object": lambda raw: raw.update(projects={}),
    "a table that is null": lambda raw: raw.update(verdicts=None),
    "a table nobody knows": lambda raw: raw.update(requests=[]),
    "a record that is a list": lambda raw: raw["projects"].append([]),
    "a record without an id": lambda raw: raw["projects"].append({"agency": "tax", "cost": 1}),
    "a column nobody knows": lambda raw: raw["projects"][0].update(price=3),
    "a setting nobody knows": lambda raw: raw["settings"].update(pol=3),
    "a required cell that is null": lambda raw: raw["projects"][0].update(cost=None),
    "an id of blanks": lambda raw: raw["projects"][7].update(id="  "),
    "a cost of nothing": lambda raw: raw["projects"][0].update(cost=0),
    "a score above one": lambda raw: raw["scores"][0].update(score=1.5),
    "a number as text": lambda raw: raw["projects"][0].update(cost="10"),
    "a flag as text": lambda raw: raw["projects"][0].update(divisible="no"),
    "a list as text": lambda raw: raw["services"][0].update(channel="online"),
    "a word that is no choice": lambda raw: raw["verdicts"][0].update(verdict="perhaps"),
    "half a year": lambda raw: raw["projects"][0].update(start_year=1401.5),
}


@pytest.mark.parametrize("way", SPOILT)
def test_what_reading_refuses_by_its_shape_the_schema_refuses(way: str, tmp_path: Path) -> None:
    raw = raw_tables()
    assert VALIDATOR.is_valid(raw)
    SPOILT[way](raw)
    assert not VALIDATOR.is_valid(raw)
    with pytest.raises(IntakeError):
        read_scenario(save(raw, tmp_path, ".json"))


def test_notes_and_the_schema_of_an_editor_are_passed_by(tmp_path: Path) -> None:
    raw = {**raw_tables(), "$schema": "scenario.schema.json", "# to do": ["ask"]}
    raw["projects"][0]["# why"] = {"asked": "tax"}
    VALIDATOR.validate(raw)
    assert len(read_scenario(save(raw, tmp_path, ".json")).projects) == 8


def test_the_pages_of_the_reference_follow_from_the_data_dictionary() -> None:
    files = runpy.run_path(str(REFERENCE / "from_columns.py"))["FILES"]
    assert set(files) == {"data-dictionary.md", "scenario.schema.json", "plan.schema.json"}
    for name, text in files.items():
        assert (REFERENCE / name).read_text("utf-8") == text(), f"run docs/reference/from_columns.py: {name}"


def test_every_column_stands_in_the_data_dictionary_with_its_meaning() -> None:
    page = (REFERENCE / "data-dictionary.md").read_text("utf-8")
    for table in (SETTINGS, *TABLES):
        section = page.split(f"\n## {table.name}\n")[1].split("|---|\n")[1].split("\n## ")[0]
        for column in table.columns:
            (row,) = [line for line in section.splitlines() if line.startswith(f"| {column.name} |")]
            assert row.endswith(f"| {column.meaning} |")
