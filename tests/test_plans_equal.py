"""Plans are equal that give the same, wherever they have been, and no others."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pandas as pd
import pytest

import egov_budget as eb
from egov_budget.objectives import NAMED, CVaR, Objective, ProtectedGain
from random_scenarios import random_scenario


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_that_went_elsewhere_is_equal_to_what_it_was(seed: int, tmp_path: Path) -> None:
    scenario = random_scenario(seed)
    plan = eb.allocate(scenario)
    plan.to_json(tmp_path / "plan.json")
    eb.write_scenario(scenario, tmp_path / "requests.json")
    for other in (pickle.loads(pickle.dumps(plan)), eb.read_plan(tmp_path), eb.allocate(scenario)):  # noqa: S301
        assert other == plan


@pytest.mark.parametrize("objective", [*NAMED, CVaR(0.9), ProtectedGain(1)])
def test_a_plan_can_be_sent_whatever_it_was_good_at(objective: str | Objective) -> None:
    plan = eb.allocate(eb.worlds.four_projects(), objective=objective)
    assert pickle.loads(pickle.dumps(plan)) == plan  # noqa: S301


def test_plans_that_give_something_else_differ() -> None:
    plan = eb.allocate(eb.worlds.four_projects())
    others = (
        dataclasses.replace(plan, quanta=plan.quanta + 1),
        dataclasses.replace(plan, leads=plan.leads - 1),
        dataclasses.replace(plan, rules=plan.rules[1:]),
        eb.allocate(plan.scenario.replace(pool=99)),
        eb.score(plan.scenario, plan.credits),
    )
    assert plan not in others


def test_a_schedule_that_was_pickled_is_equal_to_what_it_was() -> None:
    years = pd.DataFrame({"year": [1401, 1402], "pool": [50.0, 50.0]})
    found = eb.plan_years(eb.worlds.four_projects().replace(years=years))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
