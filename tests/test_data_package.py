"""A plan as a Fiscal Data Package: the frictionless library finds nothing wrong, and asks no network."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package
from jsonschema import Draft202012Validator

import egov_budget as eb
from egov_budget.errors import IntakeError
from egov_budget.intake.formulas import unguard
from egov_budget.reporting import write_files
from egov_budget.reporting.fiscal_tables import meanings
from random_scenarios import random_scenario

HOSTILE = '=HYPERLINK("http://example.org";"x")\r\n"quoted", <script> \u202e' + "x" * 10_000
CODE = {"type": "string", "pattern": r"^\w+$"}
SOURCED = {"type": "object", "required": ["source"], "properties": {"source": {"type": "string"}}}
MEASURE = {
    "required": ["source", "currency"],
    "properties": {
        "currency": {"pattern": "^[A-Z]{3}$"},
        "direction": {"enum": ["expenditure", "revenue"]},
        "phase": {"enum": ["proposed", "approved", "adjusted", "executed"]},
    },
}
DIMENSION = {
    "required": ["attributes", "primaryKey"],
    "properties": {
        "attributes": {"type": "object", "minProperties": 1, "additionalProperties": SOURCED},
        "dimensionType": {
            "enum": ["datetime", "entity", "classification", "activity", "fact", "location", "other"]
        },
        "classificationType": {"enum": ["functional", "administrative", "economic"]},
    },
}
# what fiscal-data-package.json asks for beyond a tabular package, and what frictionless lets pass
PROFILE = {
    "required": ["resources", "model", "profile"],
    "properties": {
        "profile": {"enum": ["tabular-data-package"]},
        "name": {"pattern": "^([-a-z0-9._/])+$"},
        "model": {
            "required": ["measures", "dimensions"],
            "properties": {
                "measures": {"additionalProperties": MEASURE, "propertyNames": CODE},
                "dimensions": {"additionalProperties": DIMENSION, "propertyNames": CODE},
            },
        },
        "resources": {
            "minItems": 1,
            "items": {
                "required": ["name", "path", "schema", "profile"],
                "properties": {
                    "profile": {"enum": ["tabular-data-resource"]},
                    "schema": {"required": ["fields"], "properties": {"foreignKeys": {"minItems": 1}}},
                },
            },
        },
    },
}
DATA_TYPES = {known["name"]: known.get("dataType") for known in meanings()["concepts"]}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a package is validated without a network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def plan() -> eb.Allocation:
    scenario = eb.worlds.four_projects()
    projects = scenario.projects.assign(function=["07.3", "01.1.2;04.6", "taxes", ""])
    return eb.allocate(scenario.replace(projects=projects, fiscal_year="1401-1402", currency="IRR"))


def faults(folder: Path) -> list[Any]:
    """Return what frictionless finds wrong with a package."""
    report = Package(str(folder / "datapackage.json")).validate()
    return [str(fault)[:200] for fault in report.flatten(["type", "fieldName", "message"])]


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def sheet(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, dtype={"function": "str"})


def test_frictionless_finds_nothing_wrong(plan: eb.Allocation, tmp_path: Path) -> None:
    plan.to_data_package(tmp_path / "package")
    assert faults(tmp_path / "package") == []


@pytest.mark.parametrize("seed", range(3))
def test_every_plan_makes_a_valid_package(seed: int, tmp_path: Path) -> None:
    eb.allocate(random_scenario(seed)).to_data_package(tmp_path / "package")
    assert faults(tmp_path / "package") == []


@pytest.mark.parametrize(("currency", "code"), [("IRR", "IRR"), ("million rials", "XXX")])
def test_a_package_keeps_to_the_fiscal_profile_with_and_without_a_year(
    currency: str, code: str, tmp_path: Path
) -> None:
    for year in ("", "1403"):
        scenario = random_scenario(1).replace(currency=currency, fiscal_year=year)
        eb.allocate(scenario).to_data_package(tmp_path / "package")
        told = described(tmp_path / "package")
        Draft202012Validator(PROFILE).validate(told)
        assert {one["currency"] for one in told["model"]["measures"].values()} == {code}
        columns = set(sheet(tmp_path / "package", "budget"))
        dimensions = told["model"]["dimensions"].values()
        assert {one["source"] for of in dimensions for one in of["attributes"].values()} <= columns
        for of in dimensions:
            assert of["primaryKey"] in of["attributes"]
        assert ("fiscal_year" in told["model"]["dimensions"]) == bool(year)


def test_hostile_texts_stay_texts_and_come_back_whole(tmp_path: Path) -> None:
    four = eb.worlds.four_projects()
    titles = {name: four.tables[name].assign(title=HOSTILE) for name in ("agencies", "projects", "services")}
    scenario = four.replace(name=HOSTILE, currency="=1+1", **titles)
    eb.allocate(scenario).to_data_package(tmp_path / "package")
    assert faults(tmp_path / "package") == []
    budget = sheet(tmp_path / "package", "budget")
    assert {unguard(title) for title in budget["title"]} == {HOSTILE.replace("\r\n", "\n")} or {
        unguard(title) for title in budget["title"]
    } == {HOSTILE}
    assert [text for text in [*budget["title"], *budget["currency"]] if text.startswith("=")] == []
    assert described(tmp_path / "package")["name"].startswith("hyperlink-http-example.org")


def test_the_budget_sums_to_what_was_asked_and_what_is_proposed(plan: eb.Allocation, tmp_path: Path) -> None:
    plan.to_data_package(tmp_path / "package")
    budget = sheet(tmp_path / "package", "budget")
    sums = budget.groupby("phase")["value"].sum()
    assert sums["proposed"] == plan.spent
    assert sums["requested"] == plan.scenario.projects["cost"].sum()
    assert len(budget) == 2 * len(plan.scenario.projects)


def test_every_column_of_the_budget_has_a_fiscal_meaning_of_its_type(
    plan: eb.Allocation, tmp_path: Path
) -> None:
    plan.to_data_package(tmp_path / "package")
    told = described(tmp_path / "package")
    for resource in told["resources"]:
        for column in resource["schema"]["fields"]:
            if resource["name"] == "budget" or "columnType" in column:
                assert DATA_TYPES[column["columnType"]] == column["type"], column["name"]
    assert {known["name"] for known in told["columnTypes"][0]} == set(DATA_TYPES)


def test_a_code_of_government_functions_is_one_code_or_none(plan: eb.Allocation, tmp_path: Path) -> None:
    plan.to_data_package(tmp_path / "package")
    budget = sheet(tmp_path / "package", "budget")
    assert dict(zip(budget["project"], budget["function"], strict=True)) == {
        "tax-login": "07.3", "health-login": "", "e-filing": "", "e-booking": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "year"), [("1401", 1401), ("۱۴۰۱", 1401), ("2023-2024", 2023), ("FY 2024/25", 2024)]
)
def test_the_fiscal_year_is_a_number(written: str, year: int, tmp_path: Path) -> None:
    eb.allocate(eb.worlds.four_projects().replace(fiscal_year=written)).to_data_package(tmp_path / "package")
    assert set(sheet(tmp_path / "package", "budget")["fiscal_year"]) == {year}


def test_without_a_year_there_is_no_such_column(tmp_path: Path) -> None:
    eb.allocate(eb.worlds.four_projects()).to_data_package(tmp_path / "package")
    assert "fiscal_year" not in sheet(tmp_path / "package", "budget")


def test_a_changed_amount_is_found(plan: eb.Allocation, tmp_path: Path) -> None:
    plan.to_data_package(tmp_path / "package")
    budget = tmp_path / "package" / "budget.csv"
    budget.write_bytes(budget.read_bytes().replace(b"28.0", b"29.0"))
    assert any("hash" in fault for fault in faults(tmp_path / "package"))


def test_a_project_that_is_nowhere_is_found(plan: eb.Allocation, tmp_path: Path) -> None:
    plan.to_data_package(tmp_path / "package")
    folder = tmp_path / "package"
    told = described(folder)
    for resource in told["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    assert faults(folder) == []
    budget = folder / "budget.csv"
    budget.write_bytes(budget.read_bytes().replace(b"tax-login", b"tex-login"))
    assert any("foreign" in fault for fault in faults(folder))


def test_two_writes_of_one_plan_are_the_same(plan: eb.Allocation, tmp_path: Path) -> None:
    for name in ("one", "two"):
        plan.to_data_package(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_package_replaces_a_package_and_nothing_else(plan: eb.Allocation, tmp_path: Path) -> None:
    folder = tmp_path / "package"
    plan.to_data_package(folder)
    plan.to_data_package(folder)
    (folder / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(IntakeError) as caught:
        plan.to_data_package(folder)
    assert "thesis.docx" in caught.value.faults["fault"][0]
    assert (folder / "thesis.docx").exists()
    with pytest.raises(IntakeError):
        plan.to_data_package(folder / "thesis.docx")


def test_a_failed_write_leaves_what_was_there(
    plan: eb.Allocation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    plan.to_data_package(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    with pytest.raises(OSError, match="no space"):
        plan.to_data_package(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_the_files_of_a_plan_include_its_package(plan: eb.Allocation, tmp_path: Path) -> None:
    assert tmp_path / "package" in write_files(plan, tmp_path)
    assert faults(tmp_path / "package") == []
