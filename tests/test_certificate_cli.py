"""The command that checks a plan's document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egov_budget import allocate, worlds, write_scenario
from shell import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plan")
    scenario = worlds.four_projects()
    allocate(scenario).to_json(place / "plan.json")
    write_scenario(scenario, place / "requests.json")
    write_scenario(scenario.replace(pool=120), place / "other.json")
    return place


def test_a_sound_plan_is_verified(folder: Path) -> None:
    ran = run("verify", folder / "plan.json")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Verified: Four projects, a pool of 100 credits\n")


def test_requests_of_ones_own_are_what_it_is_checked_against(folder: Path) -> None:
    plan = str(folder / "plan.json")
    assert run("verify", plan, "--requests", folder / "requests.json").exit_code == 0
    ran = run("verify", plan, "--requests", folder / "other.json")
    assert ran.exit_code == 2
    assert "the plan was made from other inputs" in ran.stdout


def test_a_changed_plan_is_told_and_its_faults_are_written(folder: Path, tmp_path: Path) -> None:
    content = json.loads((folder / "plan.json").read_text())
    content["plan"]["quanta"]["e-booking"] += 1000
    changed, out = tmp_path / "plan.json", tmp_path / "faults.csv"
    changed.write_text(json.dumps(content))
    ran = run("verify", changed, "--out", out)
    assert ran.exit_code == 2
    assert ran.stdout.startswith("NOT verified, ")
    assert "pool pool: have 1,100, need 100" in ran.stdout
    assert "changed after it was sealed" in out.read_text("utf-8-sig")


def test_what_is_no_plan_is_told(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    place.write_text("{}")
    ran = run("verify", place)
    assert ran.exit_code == 2
    assert "the document has no certificate" in ran.stderr
