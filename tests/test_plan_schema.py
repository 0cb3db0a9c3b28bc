"""The published JSON Schema of a plan: every plan keeps to it, and what is no plan does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import egov_budget as eb
from egov_budget.reporting import document, plan_schema, tables
from random_scenarios import random_scenario

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
VALIDATOR = Draft202012Validator(plan_schema())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    eb.allocate(eb.worlds.four_projects()).to_json(path)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("seed", range(4))  # all of them have a plan
def test_every_plan_keeps_to_the_schema(seed: int) -> None:
    plan = eb.allocate(random_scenario(seed))
    found = json.loads(json.dumps(document(plan), allow_nan=False))
    assert [error.message[:200] for error in VALIDATOR.iter_errors(found)] == []


def test_a_plan_made_by_hand_and_a_plan_of_nothing_keep_to_it() -> None:
    scenario = eb.worlds.four_projects()
    for plan in (eb.score(scenario, {"tax-login": 60.0}), eb.allocate(scenario.replace(pool=0))):
        VALIDATOR.validate(json.loads(json.dumps(document(plan))))


def test_every_column_of_every_table_is_in_the_schema() -> None:
    plan = eb.allocate(eb.worlds.four_projects())
    there = {name.replace(" ", "_"): [*map(str, frame.columns)] for name, frame in tables(plan).items()}
    known = plan_schema()["properties"]
    assert {name: [*known[name]["items"]["properties"]] for name in there} == there
    assert not known.keys() - there.keys() - {"format", "settings", "inputs", "plan", "certificate"}


SPOILT: dict[str, Callable[[dict[str, Any]], Any]] = {
    "half a quantum": lambda plan: plan["plan"]["quanta"].update({"tax-login": 0.5}),
    "credits below nothing": lambda plan: plan["projects"][0].update(credits=-1),
    "more than all of a project": lambda plan: plan["plan"]["billionths"].update({"tax-login": 10**9 + 1}),
    "a seal that is none": lambda plan: plan["certificate"].update(seal="0"),
    "a multiplier below nothing": lambda plan: plan["certificate"]["multipliers"].update(pool={"pool": -1}),
    "no certificate": lambda plan: plan.pop("certificate"),
    "a project without its role": lambda plan: plan["projects"][0].pop("role"),
    "a band that is none": lambda plan: plan["bands"][0].update(band="splendid"),
    "a column that decides nothing": lambda plan: plan["inputs"]["projects"][0].update(title="x"),
    "a gain that is text": lambda plan: plan["agencies"][0].update(gain="2"),
}


@pytest.mark.parametrize("way", SPOILT)
def test_what_is_no_plan_is_refused(written: dict[str, Any], way: str) -> None:
    plan = copy.deepcopy(written)
    VALIDATOR.validate(plan)
    SPOILT[way](plan)
    assert not VALIDATOR.is_valid(plan)


def test_a_later_release_may_add_to_a_record(written: dict[str, Any]) -> None:
    plan = copy.deepcopy(written)
    plan["projects"][0]["new"] = 1
    assert VALIDATOR.is_valid(plan)
