"""Four numbers on one measure, ordered where theory orders them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_scenarios import drawn
from egov_budget import RuleError, Scenario, allocate, find_overlaps, four_numbers, score, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.rules import STANDARD, Columns
from egov_budget.whatif.envelopes import envelopes, last_years_split
from egov_budget.whatif.four_numbers import _apart, four_numbers_of
from egov_budget.whatif.score import scored
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


def free(seed: int, divisible: bool, projects: int | None = None) -> Scenario:
    """Return a random scenario in which anybody may lead and nothing but the pool limits money."""
    scenario = random_scenario(seed, divisible=divisible, projects=projects)
    agencies = scenario.agencies.assign(floor=0.0, ceiling=np.nan, conflict=0.0)
    agencies["last_year"] += 1
    return scenario.replace(agencies=agencies, projects=scenario.projects.assign(mandatory=False))


@settings(max_examples=4)
@given(SEEDS, st.booleans())
def test_own_envelopes_one_pool_and_shared_work_gain_more_in_this_order(seed: int, divisible: bool) -> None:
    second, third, fourth = four_numbers(free(seed, divisible), relative_gap=0).table["gain"][1:]
    assert second <= third + 1e-9
    assert third <= fourth + 1e-9


@settings(max_examples=4)
@given(SEEDS, st.booleans())
def test_the_gain_never_falls_after_the_second_number_whatever_the_rules(seed: int, divisible: bool) -> None:
    try:
        table = four_numbers(random_scenario(seed, divisible=divisible)).table
    except (ConflictingRules, Infeasible):
        return
    assert (table["gain"][1:].dropna().diff().dropna() >= -1e-9).all()
    assert (table["gain"] <= table["bound"] + 1e-9)[table["bound"].notna()].all()


@settings(max_examples=4)
@given(SEEDS)
def test_a_split_that_keeps_the_rules_never_beats_its_own_envelopes(seed: int) -> None:
    scenario = free(seed, True)
    rng = np.random.default_rng(seed)
    cost = scenario.projects.set_index("id")["cost"]
    split = (cost * rng.random(len(cost)) * scenario.settings.pool / cost.sum()).astype(int)
    numbers = four_numbers(scenario, split=split, relative_gap=0)
    if numbers.plans[0].breaches.empty:
        assert numbers.table["gain"][0] <= numbers.table["gain"][1] + 1e-9
    assert numbers.table["spent"][1] <= split.sum()


@settings(max_examples=3)
@given(SEEDS)
def test_one_pool_equals_trying_everything(seed: int) -> None:
    scenario = free(seed, False, projects=5)
    overlaps = find_overlaps(scenario)
    apart = _apart(Columns.of(scenario, overlaps))
    tried = (
        scored(scenario, None, apart, apart.cost * np.array(chosen), rules=STANDARD)
        for chosen in product((0, 1), repeat=5)
    )
    best = max(plan.gain for plan in tried if plan.audit().holds)
    assert four_numbers(scenario, overlaps, relative_gap=0).table["gain"][2] == pytest.approx(best, abs=1e-6)


def test_the_same_work_counts_once_in_every_number() -> None:
    twice = FOUR.effects
    twice.loc[twice["project"] == "health-login", "service"] = ["tax-return", "tax-refund"]
    scenario = FOUR.replace(pool=180.0, effects=twice)
    gains = four_numbers(scenario).table["gain"]
    assert gains[2] == pytest.approx(gains[3], abs=1e-9)  # money for all: shared work buys nothing more


def test_the_last_number_is_the_plan_that_allocate_makes() -> None:
    numbers = four_numbers(FOUR)
    assert numbers.plans[3].credits.equals(allocate(FOUR).credits)
    assert [plan.spent <= 100 for plan in numbers.plans] == [True] * 4
    assert "one pool, shared work" in str(numbers)
    assert "gain 1.5125 -> " in repr(numbers)


def test_the_fourth_number_of_a_plan_is_that_plan_unless_it_was_searched_less_far() -> None:
    plan = allocate(FOUR)
    assert four_numbers_of(plan).plans[3] is plan
    loose = allocate(FOUR, relative_gap=0.5)
    assert four_numbers_of(loose).plans[3] is not loose
    for known in (plan, loose):
        assert four_numbers_of(known).table.equals(four_numbers(FOUR, plan.overlaps).table)


@pytest.mark.parametrize("seed", [5, 8])
def test_under_a_hurdle_the_fourth_number_is_the_plan_of_that_hurdle(seed: int) -> None:
    asked = drawn(seed).replace(hurdle=5e-4)
    plan = allocate(asked, relative_gap=1e-9)
    numbers = four_numbers_of(plan)
    above = [each.gain - 5e-4 * each.spent for each in numbers.plans[1:] if not isinstance(each, str)]
    assert above[-1] >= max(above) - 1e-9
    assert (numbers.plans[3].quanta == plan.quanta).all()


def test_envelopes_sum_to_the_pool_and_cover_what_is_owed() -> None:
    agencies = FOUR.agencies.assign(floor=[70.0, 0.0])
    scenario = FOUR.replace(agencies=agencies)
    columns = Columns.of(scenario)
    assert envelopes(FOUR, Columns.of(FOUR)) == {"health": 40, "tax": 60}
    assert envelopes(scenario, columns) == {"health": 30, "tax": 70}


def test_what_ran_goes_on_and_the_rest_is_spread_evenly() -> None:
    scenario = FOUR.replace(projects=FOUR.projects.assign(last_year=[30.0, 0.0, 0.0, 10.0]))
    columns = Columns.of(scenario)
    split = last_years_split(scenario, columns, {"tax": 60, "health": 40})
    assert split.to_dict() == {"e-booking": 19, "health-login": 21, "e-filing": 17, "tax-login": 43}


def test_a_number_without_a_plan_says_why_and_the_others_stand() -> None:
    scenario = FOUR.replace(
        projects=FOUR.projects.assign(mandatory=FOUR.projects["id"].isin(["tax-login", "health-login"]))
    )
    numbers = four_numbers(scenario)
    assert numbers.table["gain"].isna().tolist() == [False, True, True, False]
    assert "mandatory" in numbers.reasons["one pool"]
    assert "no plan" in str(numbers)


def test_without_a_last_year_a_split_is_asked_for() -> None:
    scenario = FOUR.replace(agencies=FOUR.agencies.assign(last_year=0.0))
    with pytest.raises(RuleError, match="give a split"):
        four_numbers(scenario)
    numbers = four_numbers(scenario, split={"tax-login": 60, "e-booking": 30})
    assert numbers.plans[0].gain == pytest.approx(score(scenario, {"tax-login": 60, "e-booking": 30}).gain)
