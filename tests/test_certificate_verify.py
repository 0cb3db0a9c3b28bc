"""A document of a plan is found out whatever is changed in it; as it was written test_oracle verifies it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Infeasible, IntakeError, allocate, worlds
from egov_budget.certificate.canonical import digest
from egov_budget.certificate.inputs import inputs
from egov_budget.certificate.sealed import seal
from egov_budget.certificate.verify import verify
from egov_budget.errors import RuleError
from egov_budget.reporting.document import document
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SCENARIOS = 24
Tampering = Callable[[dict[str, Any], np.random.Generator], None]


@cache
def written(seed: int) -> str:
    """Return the document of a plan, or nothing where no plan keeps every rule."""
    try:
        plan = allocate(random_scenario(seed, divisible=bool(seed % 2)))
    except (Infeasible, RuleError):
        return ""
    return json.dumps(document(plan))


def plans() -> Iterator[dict[str, Any]]:
    found = map(written, range(SCENARIOS))
    return (json.loads(text) for text in found if text)


def accepted(plan: dict[str, Any]) -> bool:
    try:
        return bool(verify(plan))
    except IntakeError:
        return False


def one(rng: np.random.Generator, of: Any) -> Any:
    return list(of)[int(rng.integers(len(of)))]


def share(plan: dict[str, Any], rng: np.random.Generator) -> None:
    parts = plan["plan"]["billionths"]
    project = one(rng, parts)
    parts[project] += -1 if parts[project] else 1


def shown(plan: dict[str, Any], rng: np.random.Generator) -> None:
    one(rng, plan["projects"])["credits"] += 1.0


def score(plan: dict[str, Any], rng: np.random.Generator) -> None:
    cell = one(rng, plan["inputs"]["scores"])
    cell["score"] = 0.25 if cell["score"] == 0.5 else 0.5


def request(plan: dict[str, Any], rng: np.random.Generator) -> None:
    one(rng, plan["inputs"]["projects"])["cost"] += 1


def limit(plan: dict[str, Any], rng: np.random.Generator) -> None:
    agency = one(rng, plan["inputs"]["agencies"])
    agency["ceiling"] = agency.get("ceiling", 1000.0) + 1


def multiplier(plan: dict[str, Any], rng: np.random.Generator) -> None:
    plan["certificate"]["trees"] = []  # where nothing takes its place
    prices = plan["certificate"]["multipliers"].setdefault("pool", {})
    prices["pool"] = prices.get("pool", 0.0) * 1.01 + 1e-9


def gain(plan: dict[str, Any], rng: np.random.Generator) -> None:
    plan["certificate"]["gain"] += 0.001


def bound(plan: dict[str, Any], rng: np.random.Generator) -> None:
    plan["certificate"]["bound"] -= 0.001


def leaves(content: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place that holds a number, a text, a flag or nothing."""
    for key in content if isinstance(content, dict) else range(len(content)):
        if isinstance(content[key], dict | list):
            yield from leaves(content[key])
        else:
            yield content, key


@settings(max_examples=40)
@given(st.data())
def test_any_change_of_any_value_is_found(data: st.DataObject) -> None:
    plan = json.loads(written(1))
    holder, key = data.draw(st.sampled_from(list(leaves(plan))))
    other = st.one_of(st.integers(), st.floats(allow_nan=False), st.text(), st.booleans(), st.none())
    new = data.draw(other.filter(lambda value: json.dumps(value) != json.dumps(holder[key])))
    holder[key] = new
    assert not accepted(plan)


@pytest.mark.parametrize("tamper", [share, score, request, limit, multiplier, gain, bound, shown])
def test_a_forged_seal_does_not_help(tamper: Tampering) -> None:
    rng = np.random.default_rng(1)
    for plan in islice(plans(), 3):
        tamper(plan, rng)
        plan["certificate"]["seal"] = seal(plan)
        assert not accepted(plan)


def test_every_part_of_a_certificate_but_the_seal_itself_is_sealed() -> None:
    plan = json.loads(written(1))
    for name in plan["certificate"]:
        other = {**plan, "certificate": {**plan["certificate"], name: "other"}}
        assert (seal(other) == seal(plan)) == (name == "seal")


def test_a_plan_made_without_a_rule_says_so() -> None:
    plan = document(allocate(worlds.four_projects()))
    plan["inputs"]["rules"] = [rule for rule in plan["inputs"]["rules"] if rule["name"] != "pool"]
    known = {**plan["inputs"], "settings": plan["settings"]}
    plan["certificate"] |= {"inputs": digest(known)}
    plan["certificate"]["multipliers"].pop("pool")
    found = verify(plan)
    assert found.left_out == ("pool",)
    assert "made without: pool" in str(found)


def test_the_order_of_rows_changes_no_hash() -> None:
    scenario = worlds.four_projects()
    turned = scenario.replace(projects=scenario.projects.iloc[::-1], scores=scenario.scores.iloc[::-1])
    assert digest(inputs(scenario, None, ())) == digest(inputs(turned, None, ()))


def parts(content: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document, whatever it holds."""
    for key in list(content) if isinstance(content, dict) else range(len(content)):
        yield content, key
        if isinstance(content[key], dict | list):
            yield from parts(content[key])


STRANGE = st.sampled_from([None, -1, 10**40, 5e-324, True, "x", [], {}, [1], {"a": {"b": 1e300}}, [None]])


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_put_in_its_place_a_document_is_refused_in_words(data: st.DataObject) -> None:
    plan = json.loads(written(1))
    holder, key = data.draw(st.sampled_from(list(parts(plan))))
    new = data.draw(STRANGE.filter(lambda value: json.dumps(value) != json.dumps(holder[key])))
    holder[key] = new
    assert not accepted(plan)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "the document has no plan"),
        ("{", "no JSON"),
        ('{"plan": {}, "plan": {}}', "a key stands twice"),
        ('{"plan": NaN}', "NaN is no number"),
    ],
)
def test_what_is_no_document_is_one_clear_error(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(IntakeError, match=fault):
        verify(path)


SHAPE = {
    "inputs": ("common_work", "rules"),
    "plan": ("quanta", "billionths", "leads"),
    "certificate": ("gain", "bound", "multipliers", "trees", "inputs", "texts", "seal"),
}


@pytest.mark.parametrize(("part", "name"), [(part, name) for part in SHAPE for name in SHAPE[part]])
def test_each_part_that_was_taken_out_is_named(part: str, name: str) -> None:
    plan = json.loads(written(1))
    del plan[part][name]
    with pytest.raises(IntakeError) as raised:
        verify(plan)
    assert raised.value.faults[["table", "column", "fault"]].to_numpy().tolist() == [
        [part, name, f"{name} is missing"]
    ]


def test_a_document_out_of_shape_is_refused_with_every_fault() -> None:
    plan = document(allocate(worlds.four_projects()))
    changed = copy.deepcopy(plan)
    changed["plan"]["quanta"]["e-filing"] = -1
    changed["plan"]["billionths"].pop("tax-login")
    changed["plan"]["leads"]["G:health-login"] = "e-booking"
    changed["certificate"]["multipliers"] = {"agency floor": 1, "pool": {"pool": -0.5}}
    changed["certificate"]["trees"] = [1, {"rule": "pool", "subject": 1}]
    with pytest.raises(IntakeError) as raised:
        verify(changed)
    assert raised.value.faults["table"].tolist() == ["quanta", "billionths", "leads", *["certificate"] * 4]


def test_the_screen_lists_the_first_ten_faults_and_counts_the_others() -> None:
    plan = document(allocate(worlds.four_projects()))
    for row in plan["projects"]:
        row.update({name: row[name] + 1 for name in ("asked", "credits", "gain")})
    found = verify(plan)
    lines = str(found).splitlines()
    assert len(found.faults) == 1 + 3 * 4  # with the seal
    assert lines[10].startswith("  projects gain e-filing: ")
    assert lines[11] == "  ... and 3 more; .faults has them all"
