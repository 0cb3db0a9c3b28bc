"""What a plan stands on is told: weak effects attract no money, and a plan on soft ground is a draft."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, Scenario, allocate, explain, find_overlaps, prices, verify
from egov_budget.allocation.ground import STRENGTHS
from egov_budget.language import language_of
from egov_budget.reporting import document
from egov_budget.reporting.ground_words import ground_words
from random_scenarios import random_scenario, some_plan
from small_scenarios import apart


def weakened(seed: int, **changes: float) -> Scenario:
    """Return a random scenario whose effects are of any strength, and a third of them assumed."""
    scenario, rng = random_scenario(seed, divisible=seed % 2 == 0), np.random.default_rng(seed)
    effects = scenario.effects
    strength = rng.choice([0.1, 0.25, 0.3, 0.5, 0.7, 1.0], len(effects))
    evidence = rng.choice(["not stated", "not stated", "assumed"], len(effects))
    return scenario.replace(effects=effects.assign(strength=strength, evidence=evidence), **changes)


@settings(max_examples=6)
@given(st.integers(0, 10_000))
def test_effects_under_the_least_strength_are_as_if_nobody_had_asked_for_them(seed: int) -> None:
    scenario = weakened(seed, least_strength=0.3)
    without = scenario.effects[scenario.effects["strength"] >= 0.3]
    overlaps = find_overlaps(scenario)
    with some_plan():
        plan, other = (allocate(asked, overlaps) for asked in (scenario, scenario.replace(effects=without)))
    assert plan.credits.equals(other.credits)
    assert plan.gain == other.gain
    assert plan.counted.gain == other.counted.gain
    assert verify(document(plan), scenario)


@settings(max_examples=6)
@given(st.integers(0, 10_000))
def test_what_rests_on_weaker_effects_is_what_the_same_credits_lose_without_them(seed: int) -> None:
    scenario = weakened(seed)
    with some_plan():
        plan = allocate(scenario)
    effects, ground = scenario.effects, plan.brief.ground
    soft = (effects["evidence"] == "assumed") | (effects["strength"] < 0.5)
    for lost, gone in [
        (ground.assumed, effects["evidence"] == "assumed"),
        (ground.soft, soft),
        *zip(ground.under, (effects["strength"] < at for at in STRENGTHS), strict=True),
    ]:
        if gone.all():
            assert lost == plan.gain
            continue
        left = dataclasses.replace(plan.counted, scenario=scenario.replace(effects=effects[~gone]))
        assert lost == pytest.approx(float(plan.counted.gain - left.gain), abs=1e-9)
    assert plan.brief.draft == (ground.soft > plan.gain / 2)


def told(plan: Allocation) -> list[str]:
    return [*ground_words(plan.brief, language_of("en"))]


def test_a_plan_is_a_draft_from_where_most_of_its_gain_is_soft_and_says_so_first() -> None:
    four = apart([10] * 4, 40)
    strong, weak = (
        allocate(four.replace(effects=four.effects.assign(strength=strength)))
        for strength in ([0.2, 0.3, 1.0, 1.0], [0.2, 0.3, 0.49, 1.0])
    )
    assert told(strong) == [
        "The gain by strength of its effects: 25.0% under 0.25, 25.0% from 0.25 to under 0.5 and 50.0% full"
    ]
    assert told(weak)[0].startswith("A DRAFT, no plan to decide on: 75.0% of its gain")
    assert "  draft: " in str(weak) and "optimal" not in str(weak)
    assert "  optimal: " in str(strong)


def test_a_project_is_refused_for_weak_ground_where_nothing_else_of_it_counts() -> None:
    asked = apart([10, 10, 10], 30, least_strength=0.5)
    plan = allocate(asked.replace(effects=asked.effects.assign(strength=[0.4, 0.5, 1.0])))
    found = explain(plan).set_index("project")
    assert found["reason"].tolist() == ["weak ground", "worth its credits", "worth its credits"]
    assert found.at["p0", "words"].endswith("a strength under 0.5, which do not count")
    assert plan.left == 10


def test_the_price_of_the_least_strength_is_what_a_plan_that_counts_every_effect_gains_more() -> None:
    asked = apart([10, 10, 10], 20, points=[0.5, 0.3, 0.2], least_strength=0.5)
    plan = allocate(asked.replace(effects=asked.effects.assign(strength=[0.4, 1.0, 1.0])))
    [line] = prices(plan, rules=["setting"]).to_dict("records")
    assert plan.gain == pytest.approx(0.5)
    assert line["lifted"] == pytest.approx(0.3)
    assert line["words"].startswith("Effects of a strength under 0.5 do not count; without it no plan would")
