"""A split made by hand is scored as it is: nothing is repaired, everything that is wrong is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, RuleError, Scenario, allocate, find_overlaps, score, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.rules import STANDARD, AllOrNothing
from oracle_exact import tried
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)


def allocated(scenario: Scenario) -> Allocation | None:
    try:
        return allocate(scenario)
    except (ConflictingRules, Infeasible):
        return None


@settings(max_examples=6)
@given(SEEDS, st.booleans())
def test_the_credits_of_an_allocation_score_what_it_gains_and_break_nothing(seed: int, whole: bool) -> None:
    plan = allocated(random_scenario(seed, divisible=not whole))
    if plan is None:
        return
    scored = score(plan.scenario, plan.credits, plan.overlaps)
    assert scored.breaches.empty
    if (
        plan.scenario.alternatives.empty
    ):  # whole quanta can overshoot a sum of 1, and which to cut is not told
        assert scored.gain >= plan.gain - 1e-6
    assert scored.spent == plan.spent


@settings(max_examples=6)
@given(SEEDS)
def test_no_split_that_keeps_every_rule_beats_trying_everything(seed: int) -> None:
    scenario = random_scenario(seed, projects=4)
    overlaps = find_overlaps(scenario)
    rng = np.random.default_rng(seed)
    cost = scenario.projects.set_index("id")["cost"] * rng.integers(0, 2, 4)
    if cost.sum() > scenario.settings.pool:
        return
    scored = score(scenario, cost, overlaps)
    best = tried(scenario, overlaps.members)
    if scored.breaches.empty:
        assert best is not None
        assert scored.gain <= best[0] + 1e-6


@settings(max_examples=6)
@given(SEEDS)
def test_what_is_neither_used_nor_left_is_idle(seed: int) -> None:
    scenario = random_scenario(seed, divisible=True)
    rng = np.random.default_rng(seed)
    cost = scenario.projects.set_index("id")["cost"]
    split = (cost * scenario.settings.pool * rng.random(len(cost)) / cost.sum()).astype(int)
    scored = score(scenario, split)
    assert (scored.idle >= 0).all()
    used = score(scenario, scored.credits - scored.idle, scored.overlaps)
    assert used.gain <= scored.gain + 1e-6
    assert scored.spent + scored.left == scenario.settings.pool


def test_nothing_given_gains_nothing_and_breaks_only_what_demands_something() -> None:
    scored = score(worlds.four_projects(), {})
    assert (scored.gain, scored.spent, scored.breaches.empty) == (0.0, 0.0, True)
    assert scored.leads.tolist() == [-1]


def test_half_the_money_of_an_indivisible_project_is_a_breach_and_gains_nothing() -> None:
    scenario = worlds.four_projects()
    scenario = scenario.replace(projects=scenario.projects.assign(divisible=False))
    scored = score(scenario, {"e-booking": 15})
    assert (scored.gain, scored.idle["e-booking"]) == (0.0, 15.0)
    assert scored.breaches["rule"].tolist() == ["all or nothing"]
    waived = score(
        scenario, {"e-booking": 15}, rules=[r for r in STANDARD if not isinstance(r, AllOrNothing)]
    )
    assert waived.gain == pytest.approx(0.25)


def test_an_adopter_pays_its_own_work_and_its_connection_alone() -> None:
    scored = score(worlds.four_projects(), {"health-login": 50, "tax-login": 28, "e-booking": 22})
    assert scored.roles["tax-login"] == "adopter of health-login"
    assert scored.share["tax-login"] == 1.0
    assert scored.idle.sum() == 0.0


def test_an_agency_that_may_not_lead_does_not_and_its_group_is_scored_apart() -> None:
    scenario = worlds.four_projects()
    scenario = scenario.replace(agencies=scenario.agencies.assign(conflict=0.9))
    scored = score(scenario, {"health-login": 50, "tax-login": 28})
    assert scored.breaches.empty
    assert scored.share["tax-login"] == pytest.approx(28 / 60)


def test_every_fault_of_a_split_is_told_at_once() -> None:
    split = pd.Series([90, 20.5, -1, 1], index=["tax-login", "e-booking", "e-filing", "tax-logn"])
    with pytest.raises(RuleError) as caught:
        score(worlds.four_projects(), split)
    faults = caught.value.faults
    assert faults["column"].tolist() == ["project", "credits", "credits", "credits"]
    assert faults["value"].tolist() == ["tax-logn", "20.5", "-1.0", "111"]
    assert "did you mean 'tax-login'" in str(caught.value).lower()
    assert "Take 11 out of it" in str(caught.value)


def test_a_project_that_stands_twice_is_a_fault() -> None:
    scenario = worlds.four_projects()
    with pytest.raises(RuleError, match="twice"):
        score(scenario, pd.Series([1.0, 2.0], index=["e-booking", "e-booking"]))


def test_a_scored_split_prints_as_a_plan_and_shows_its_breaches() -> None:
    scored = score(worlds.four_projects(), {"e-filing": 40})
    assert "1 demand broken" in repr(scored)
    assert "a split made by hand" in str(scored)
