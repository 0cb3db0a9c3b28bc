"""Two plans side by side: every input that differs, and what that did."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, RuleError, allocate, compare, score, worlds
from egov_budget.rules import STANDARD, Ceiling
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


@pytest.fixture(scope="module")
def plan() -> Allocation:
    return allocate(FOUR)


def test_a_plan_does_not_differ_from_itself(plan: Allocation) -> None:
    same = compare(plan, plan)
    assert [len(frame) for frame in (same.inputs, same.projects, same.services)] == [0, 0, 0]
    assert (same.results["change"] == 0).all()


def test_the_order_of_rows_is_no_difference(plan: Allocation) -> None:
    turned = FOUR.replace(
        **{name: FOUR.tables[name].iloc[::-1] for name in ("projects", "effects", "scores")}
    )
    assert compare(plan, allocate(turned)).inputs.empty


@settings(max_examples=5)
@given(SEEDS)
def test_forth_is_back_with_the_sign_turned(seed: int) -> None:
    one = score(random_scenario(seed, divisible=True), {"p0": 1})
    two = score(random_scenario(seed + 1, divisible=True), {"p0": 2, "p1": 1})
    forth, back = compare(one, two), compare(two, one)
    assert (forth.results["change"] == -back.results["change"]).all()
    assert sorted(forth.projects["change"]) == sorted(-back.projects["change"])
    assert forth.projects["change"].sum() == two.spent - one.spent
    assert len(forth.inputs) == len(back.inputs)
    assert forth.agencies["gain change"].sum() == pytest.approx(two.gain - one.gain)


def test_each_kind_of_input_is_named_with_both_values(plan: Allocation) -> None:
    projects = FOUR.projects
    projects.loc[projects["id"] == "e-booking", "cost"] = 20.0
    extra = pd.DataFrame({"id": ["new"], "agency": ["tax"], "cost": [5.0]})
    changed = FOUR.replace(
        pool=118.0,
        projects=pd.concat([projects, extra]),
        prerequisites=FOUR.prerequisites.head(0),
        verdicts=FOUR.verdicts.assign(share=0.6),
    )
    rules = [rule for rule in STANDARD if not (isinstance(rule, Ceiling) and rule.of == "agencies")]
    found = compare(plan, allocate(changed, rules=rules)).inputs
    listed = {(row.table, row.key, row.column, row.before, row.after) for row in found.itertuples()}
    assert {
        ("settings", "", "pool", 100.0, 118.0),
        ("projects", "e-booking", "cost", 30.0, 20.0),
        ("projects", "new", "", "", "there"),
        ("prerequisites", "e-filing / tax-login", "", "there", ""),
        ("verdicts", "tax-login / health-login / budget office", "share", 0.8, 0.6),
        ("shared work", "tax-login", "common", 40.0, 30.0),
        ("rules", "agency ceiling", "", "there", ""),
    } <= listed


def test_a_flag_is_told_as_it_is_written(plan: Allocation) -> None:
    out = FOUR.replace(projects=FOUR.projects.assign(excluded=FOUR.projects["id"] == "e-booking"))
    assert "projects e-booking excluded: no -> yes" in str(compare(plan, allocate(out)))


def test_a_missing_cell_on_both_sides_is_no_difference(plan: Allocation) -> None:
    assert plan.scenario.agencies["ceiling"].isna().all()
    richer = FOUR.replace(agencies=FOUR.agencies.assign(last_year=[61, 40]))
    assert compare(plan, allocate(richer)).inputs["column"].tolist() == ["last_year"]


def test_one_screen_says_what_changed_and_what_it_did(plan: Allocation) -> None:
    text = str(compare(plan, allocate(FOUR.replace(pool=118.0))))
    assert "settings pool: 100 -> 118" in text
    assert "e-filing: not funded -> partly funded" in text
    assert "1 other input, 2 projects" in repr(compare(plan, allocate(FOUR.replace(pool=118.0))))


def test_two_currencies_are_not_compared(plan: Allocation) -> None:
    other = allocate(FOUR.replace(currency="euro"))
    with pytest.raises(RuleError, match="credits and in euro"):
        compare(plan, other)
