"""What is said of a project is true when the scenario is changed so and solved from scratch."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from egov_budget import Scenario, formulate, settle, solve
from egov_budget.errors import RuleError
from egov_budget.reasons.explain import explain
from egov_budget.reasons.replacement_costs import replacement_costs
from egov_budget.solving import Outcome
from random_scenarios import random_scenario

pytestmark = pytest.mark.once

CLOSE = 1e-6
LINEAR, MIXED = (2, 5, 8, 11, 14, 17, 20, 23), (0, 1, 3, 4, 6)


def outcome(scenario: Scenario) -> Outcome | None:
    try:
        found = solve(formulate(scenario), relative_gap=1e-9)
    except RuleError:
        return None
    return found if found.status.has_plan else None


def best(scenario: Scenario) -> float:
    """Return the best gain, found from scratch; minus infinity where no plan keeps every rule."""
    found = outcome(scenario)
    return -np.inf if found is None else found.reached[0].value


def small(seed: int, *, linear: bool) -> Scenario:
    """Return a random scenario without shared work, whose request does not change what is common."""
    scenario = random_scenario(seed, divisible=linear or seed % 2 == 0)
    scenario = scenario.replace(verdicts=scenario.verdicts.head(0))
    return scenario.replace(projects=scenario.projects.assign(minimum_share=0.0)) if linear else scenario


def changed(scenario: Scenario, project: str, **cells: Any) -> Scenario:
    projects = scenario.projects.set_index("id")
    for column, value in cells.items():
        projects.loc[project, column] = value
    return scenario.replace(projects=projects.reset_index())


@cache
def explained(seed: int, linear: bool) -> tuple[Scenario, float, pd.DataFrame]:
    scenario = small(seed, linear=linear)
    found = outcome(scenario)
    if found is None:
        pytest.skip("no plan keeps every rule")
    return scenario, found.reached[0].value, explain(settle(found))


cases = [*((seed, True) for seed in LINEAR), *((seed, False) for seed in MIXED)]


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_a_larger_request_than_stated_keeps_a_project_out(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    for line in table[table["not_above"] < table["asked"]].itertuples():
        larger = changed(scenario, str(line.project), cost=line.not_above + 1, mandatory=True)
        assert best(larger) <= gain + CLOSE


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_no_less_is_lost_without_a_project_than_stated(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    for line in table[table["loss_at_least"] > 0].itertuples():
        without = changed(scenario, str(line.project), mandatory=False, excluded=True)
        assert best(without) <= gain - line.loss_at_least + CLOSE


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_a_plan_with_a_project_in_full_gains_no_more_than_stated(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    for line in table[table["more_at_most"].notna()].itertuples():
        assert best(changed(scenario, str(line.project), mandatory=True)) <= gain + line.more_at_most + CLOSE


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_a_plan_with_a_project_in_full_at_the_request_it_is_told_gains_more(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    for line in table[table["enters_at"].notna()].itertuples():
        assert best(changed(scenario, str(line.project), cost=line.enters_at, mandatory=True)) > gain


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_what_is_worth_its_credits_is_missed_whatever_rule_demands_it(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    free = scenario.replace(
        agencies=scenario.agencies.assign(floor=0.0), prerequisites=scenario.prerequisites.head(0)
    )
    for project in table.loc[table["reason"] == "worth its credits", "project"]:
        ceiling = best(changed(free, project, mandatory=False, excluded=True))
        assert best(changed(scenario, project, mandatory=False, excluded=True)) < gain <= best(free) + CLOSE
        assert ceiling < best(free)


@pytest.mark.parametrize(("seed", "linear"), [(2, True), (8, True), (1, False), (4, False)])
def test_replacement_costs_are_what_the_plan_gains_above_one_solved_from_scratch(
    seed: int, linear: bool
) -> None:
    scenario, _, _ = explained(seed, linear)
    found = outcome(scenario)
    assert found is not None
    plan = settle(found)
    for line in replacement_costs(plan).itertuples():
        without = outcome(changed(scenario, str(line.project), mandatory=False, excluded=True))
        if without is None:
            assert line.lost == np.inf
            continue
        assert line.lost == pytest.approx(plan.gain - without.reached[0].value, abs=CLOSE)
        assert line.lost - line.gap <= plan.gain - settle(without).gain + CLOSE


@pytest.mark.parametrize(("seed", "linear"), cases)
def test_without_the_ceiling_that_is_blamed_the_plan_gains_more(seed: int, linear: bool) -> None:
    scenario, gain, table = explained(seed, linear)
    if (table["reason"] == "ceiling").any():
        assert best(scenario.replace(agencies=scenario.agencies.assign(ceiling=np.nan))) > gain
