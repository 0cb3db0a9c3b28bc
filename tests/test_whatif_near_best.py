"""Other plans stay within the loss they state, keep every rule, and differ."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_scenarios import drawn
from egov_budget import RuleError, allocate, near_best, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


@pytest.mark.parametrize("hurdle", [3e-4, 1e-5])
def test_under_a_hurdle_the_loss_is_told_of_what_is_aimed_at(hurdle: float) -> None:
    plan = allocate(drawn(5).replace(hurdle=hurdle), relative_gap=1e-9)
    found = near_best(plan, loss=0.05, plans=3)
    above = [each.gain - hurdle * each.spent for each in found.plans]
    assert found.table["loss"].tolist() == pytest.approx(
        [(above[0] - one) / plan.gain for one in above], abs=hurdle * len(plan.columns.projects)
    )  # credits are those before they are paid in whole quanta
    assert found.table["loss"].between(0, 0.05 + 1e-9).all()
    assert "The loss is one of gain above the hurdle." in str(found)


@settings(max_examples=4)
@given(SEEDS, st.booleans(), st.sampled_from([0.0, 0.05, 0.3]))
def test_every_plan_is_within_the_loss_and_keeps_every_rule(seed: int, divisible: bool, loss: float) -> None:
    try:
        plan = allocate(random_scenario(seed, divisible=divisible), relative_gap=0)
    except (ConflictingRules, Infeasible):
        return
    found = near_best(plan, loss=loss, plans=3, relative_gap=0)
    assert found.plans[0] is plan
    for other in found.plans[1:]:
        assert other.gain >= (1 - loss) * plan.gain - 1e-12
        assert other.audit().holds
        assert other.spent <= other.scenario.settings.pool
    assert all((one.quanta != two.quanta).any() for one, two in combinations(found.plans, 2))
    assert ((found.table["nearest"] <= found.table["moved"]) | (found.table.index == 0)).all()


def test_all_or_nothing_the_farthest_plan_is_the_farthest_of_all() -> None:
    scenario = FOUR.replace(
        projects=FOUR.projects.assign(divisible=False),
        verdicts=FOUR.verdicts.head(0),
        prerequisites=FOUR.prerequisites.head(0),
        binding="none",
    )
    plan = allocate(scenario)
    found = near_best(plan, loss=0.5, plans=1, relative_gap=0)
    ids, cost = plan.credits.index, scenario.projects.set_index("id")["cost"]
    best = 0.0
    for size in range(5):
        for chosen in combinations(ids, size):
            if cost[[*chosen]].sum() <= 100:
                split = dict.fromkeys(chosen, 1)
                gain = plan.gain_by_project.reindex([*chosen]).sum()
                apart = sum(cost[p] for p in ids if (p in split) != (plan.share[p] > 0))
                alone = allocate(scenario.replace(projects=scenario.projects.assign(
                    mandatory=scenario.projects["id"].isin(chosen),
                    excluded=~scenario.projects["id"].isin(chosen),
                )))  # fmt: skip
                assert gain <= alone.gain + 1e-9
                if alone.gain >= 0.5 * plan.gain:
                    best = max(best, apart)
    apart = abs(found.plans[1].credits - plan.credits).sum()
    assert apart == best > 0


def test_the_table_shows_each_plan_and_the_share_of_them_that_fund_a_project() -> None:
    found = near_best(allocate(FOUR), loss=0.2, plans=3)
    assert len(found.table) == len(found.plans) == len(found.projects.columns) - 1
    assert found.projects["funded"].between(0, 1).all()
    assert found.table["loss"].max() <= 0.2
    assert "within 20%" in repr(found)
    assert str(found).count("\n") == len(found.plans)


def test_where_nothing_else_is_as_good_there_is_no_other_plan() -> None:
    scenario = FOUR.replace(projects=FOUR.projects.assign(mandatory=True), pool=148.0)
    found = near_best(allocate(scenario), loss=0.5)
    assert len(found.plans) <= 2  # the other lead at most


def test_what_is_off_its_scale_is_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        near_best(allocate(FOUR), loss=1.2, plans=0)
    assert caught.value.faults["column"].tolist() == ["loss", "plans"]
