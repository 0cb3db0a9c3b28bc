"""What is frozen keeps its credits to the quantum; the rest is allocated as well as it can be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, Scenario, allocate, read_plan, reallocate, score, worlds
from egov_budget.errors import ConflictingRules, Infeasible
from egov_budget.reporting import write_files
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


def allocated(scenario: Scenario) -> Allocation | None:
    try:
        return allocate(scenario, relative_gap=0)
    except (ConflictingRules, Infeasible):
        return None


@settings(max_examples=5)
@given(SEEDS, st.booleans())
def test_a_plan_with_everything_frozen_stays_as_it_is(seed: int, divisible: bool) -> None:
    plan = allocated(random_scenario(seed, divisible=divisible))
    if plan is None:
        return
    again = reallocate(plan, plan.credits.index)
    assert again.credits.equals(plan.credits)
    assert again.gain >= plan.gain - 1e-6
    assert again.audit().holds


@settings(max_examples=5)
@given(SEEDS, st.booleans())
def test_frozen_projects_keep_their_credits_and_the_rest_loses_nothing(seed: int, divisible: bool) -> None:
    plan = allocated(random_scenario(seed, divisible=divisible))
    if plan is None:
        return
    rng = np.random.default_rng(seed)
    frozen = plan.credits.index[rng.random(len(plan.credits)) < 0.5]
    again = reallocate(plan, frozen, relative_gap=0)
    assert again.credits[frozen].equals(plan.credits[frozen])
    # a prerequisite that is not frozen may be a quantum shorter than before
    rounded = 1e-8 if plan.scenario.prerequisites.empty else 1 / plan.columns.cost.min()
    assert (again.share[frozen] >= plan.share[frozen] - rounded).all()
    assert again.audit().holds
    # the plan itself is one way to allocate the rest: less is proved only by rounding
    assert again.outcome is not None
    assert again.outcome.reached[0].bound is not None
    assert again.outcome.reached[0].bound >= plan.gain - 1e-6


@settings(max_examples=5)
@given(SEEDS)
def test_freezing_never_gains(seed: int) -> None:
    plan = allocated(random_scenario(seed, divisible=True))
    if plan is None:
        return
    split = score(plan.scenario, {plan.credits.index[0]: 0.0}, plan.overlaps)
    try:
        again = reallocate(split, [plan.credits.index[0]], relative_gap=0)
    except (ConflictingRules, Infeasible):
        return
    assert plan.outcome is not None
    assert again.gain <= plan.outcome.reached[0].bound + 1e-6


def test_without_anything_frozen_all_is_allocated_anew() -> None:
    plan = allocate(FOUR)
    assert reallocate(plan, []).credits.equals(plan.credits)
    assert reallocate(reallocate(plan, ["e-filing"]), []).credits.equals(plan.credits)


def test_a_plan_with_a_lead_frozen_leaves_a_folder_that_can_be_read(tmp_path: Path) -> None:
    again = reallocate(allocate(FOUR), ["health-login"], scenario=FOUR.replace(pool=90.0))
    assert again.roles["health-login"].startswith("lead")
    write_files(again, tmp_path / "plan")
    assert read_plan(tmp_path / "plan").credits.equals(again.credits)


def test_with_a_larger_pool_what_is_frozen_stays_and_the_rest_gets_more() -> None:
    plan = allocate(FOUR)
    again = reallocate(plan, ["e-booking"], scenario=FOUR.replace(pool=130.0))
    assert again.credits["e-booking"] == plan.credits["e-booking"] == 22.0
    assert again.credits["e-filing"] == 30.0


def test_contradictory_freezes_are_told_all_at_once() -> None:
    scenario = FOUR.replace(
        projects=FOUR.projects.assign(divisible=[True, True, False, False]),
        alternatives=pd.DataFrame({"set": ["one", "one"], "project": ["e-filing", "e-booking"]}),
    )
    split = score(FOUR, {"tax-login": 20, "e-filing": 10, "e-booking": 30, "health-login": 40})
    changed = scenario.replace(
        pool=90.0, projects=scenario.projects.assign(excluded=[False, False, False, True])
    )
    with pytest.raises(ConflictingRules) as caught:
        reallocate(split, [*split.credits.index, "e-boking"], scenario=changed)
    found = {(conflict.subject, conflict.fault) for conflict in caught.value.conflicts}
    assert ("e-boking", 0, 1, "project", "there is no such project") in {
        (each.subject, each.have, each.need, each.unit, each.fault) for each in caught.value.conflicts
    }
    assert ("e-booking", "'e-booking' is excluded and cannot be frozen as it is") in found
    told_as_whole = {subject for subject, fault in found if "is all or nothing" in fault}
    assert told_as_whole == {"e-filing"}  # e-booking is whole, and frozen whole
    assert all(conflict.have != conflict.need for conflict in caught.value.conflicts)
    assert ("pool", "what is frozen costs more than the pool") in found
    assert ("one", "more than one project of the set 'one' is frozen") in found


def test_a_frozen_project_may_not_pass_what_it_needs() -> None:
    split = score(FOUR.replace(prerequisites=FOUR.prerequisites.head(0)), {"e-filing": 40, "tax-login": 30})
    with pytest.raises(ConflictingRules, match="frozen at less"):
        reallocate(split, ["e-filing", "tax-login"], scenario=FOUR)
