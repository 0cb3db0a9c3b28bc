"""A round is measured against what was paid, a schedule can be carried out, a plan stands what is said."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from egov_budget import (
    Allocation,
    Outcome,
    allocate,
    evaluate,
    find_overlaps,
    next_scenario,
    plan_years,
    price_of_robustness,
    roll,
    worlds,
)
from egov_budget.columns import Columns, Delivery
from egov_budget.columns.calendar import Calendar
from egov_budget.rules.budgeted import worst
from egov_budget.worlds import delivered
from random_scenarios import random_scenario, some_plan
from small_scenarios import apart, one_work
from test_horizon_plan import several

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 10_000)


def planned(seed: int) -> Allocation:
    """Return the plan of a random scenario, or let the example go if there is none."""
    with some_plan():
        return allocate(random_scenario(seed, divisible=True))


def in_full(plan: Allocation) -> pd.DataFrame:
    """Return the scores if every funded project keeps all it promises."""
    return delivered(plan, plan.share * 0 + 1)


@given(seed=SEEDS)
@settings(max_examples=6)
def test_nothing_paid_is_nothing_realised_and_nothing_learnt_and_all_is_asked_again(seed: int) -> None:
    plan = planned(seed)
    asked = plan.scenario
    scores = asked.scores.assign(score=np.random.default_rng(seed).uniform(0, 1, len(asked.scores)).round(3))
    found = evaluate(plan, scores, plan.credits * 0)
    assert found.total["realised"] == 0
    assert found.without_money["realised"].eq(0).all()
    ahead = next_scenario(found)
    assert ahead.agencies["readiness"].equals(asked.agencies["readiness"])
    assert ahead.projects[["id", "cost"]].equals(asked.projects[["id", "cost"]])
    assert ahead.effects["points"].equals(asked.effects["points"])


@given(seed=SEEDS)
@settings(max_examples=6)
def test_what_is_paid_and_delivered_in_full_keeps_every_promise(seed: int) -> None:
    plan = planned(seed)
    found = evaluate(plan, in_full(plan), plan.credits)
    projects = found.projects
    np.testing.assert_allclose(projects["realised"], projects["promised"], atol=1e-9)
    np.testing.assert_allclose(projects["factor"].dropna(), 1.0)
    assert found.total["promised"] == pytest.approx(plan.promised)


def test_half_paid_and_half_delivered_keeps_its_promise_and_asks_for_the_other_half() -> None:
    plan = allocate(worlds.four_projects())
    before, after = plan.scenario.scores["score"], in_full(plan)["score"]
    half = plan.scenario.scores.assign(score=(before + after) / 2)
    found = evaluate(plan, half, plan.credits / 2)
    np.testing.assert_allclose(found.projects["factor"], 1.0)
    assert found.total["realised"] == pytest.approx(plan.promised / 2)
    assert found.factors.tolist() == pytest.approx([1.0, 1.0])


def test_an_adopter_that_owes_nothing_comes_as_far_as_what_its_lead_is_paid() -> None:
    asked = apart([60, 60], 60, agency=["a", "b"], verdicts=one_work(("p0", "p1", 1.0), connection=0.0))
    plan = allocate(asked)
    assert sorted(plan.credits) == [0, 60]
    found = evaluate(plan, in_full(plan), plan.credits * 0)
    assert found.total["realised"] == 0
    assert next_scenario(found).projects["cost"].tolist() == [60, 60]


@given(seed=SEEDS, divisible=st.booleans())
@example(seed=19, divisible=True)  # the credits of a lead that is done build for those who come later
@settings(max_examples=3)
def test_what_a_schedule_leaves_to_be_done_can_be_carried_out_after_its_first_year(
    seed: int, divisible: bool
) -> None:
    asked = several(seed, divisible=divisible)
    overlaps = find_overlaps(asked)
    with some_plan():
        schedule = plan_years(asked, overlaps, relative_gap=0)
    assume(schedule.audit().holds)
    after = roll(schedule)
    columns = Columns.of(after, overlaps)
    rest = dataclasses.replace(
        schedule, scenario=after, columns=columns, calendar=Calendar.of(after, columns),
        quanta=schedule.quanta[:, 1:], parts=schedule.parts[:, 1:], begun=schedule.parts[:, 0],
    )  # fmt: skip
    assert rest.audit().breaches.empty


@pytest.mark.parametrize("against", ["costs", "effects"])
def test_no_plan_breaks_more_often_than_is_said(against: Literal["costs", "effects"]) -> None:
    """Every project goes wrong by all it may or not at all, tossed by coin; or each by half, for certain."""
    four = worlds.four_projects().replace(pool=120)
    risky = four.replace(
        projects=four.projects.assign(cost_more=four.projects["cost"] / 2),
        effects=four.effects.assign(points_less=four.effects["points"] / 2),
    )
    curve = price_of_robustness(risky, against=against)
    for gamma, outcome, chance in zip(curve.gammas, curve.outcomes, curve.points["chance"], strict=True):

        def breaks(wrong: np.ndarray, gamma: float = gamma, outcome: Outcome = outcome) -> bool:
            columns, share = outcome.program.columns, outcome.values[:4]
            more = columns.cost / 2 * share
            if against == "costs":
                return float(more @ wrong) > worst(more, gamma) + 1e-6
            left = columns.with_points(columns.points * (1 - wrong / 2)[columns.effect_project])
            gain = float(columns.value @ Delivery.of(left, share).points)
            return gain < outcome.reached[0].value - 1e-5

        tossed = [breaks(np.array(wrong)) for wrong in product([0.0, 1.0], repeat=4)]
        assert max(np.mean(tossed), breaks(np.full(4, 0.5))) <= chance
