"""What was not found in time is not told as what is not there, and a count is one of plans."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import egov_budget as eb
from egov_budget import Scenario
from egov_budget.whatif.near_best import moved
from shell import run
from small_scenarios import apart, folder_of


def torn() -> Scenario:
    """Return a floor of 80 for two alternatives of 50 each: no plan, and no arithmetic that shows it."""
    rivals = pd.DataFrame({"set": "one", "project": ["p0", "p1"]})
    floors = pd.DataFrame({"id": ["a"], "floor": [80.0]})
    return apart([50, 50], 100, alternatives=rivals, agencies=floors)


def test_conflicts_that_were_not_looked_for_are_not_told_to_be_none() -> None:
    assert eb.conflicts(torn())
    assert "can all be kept" not in str(eb.conflicts(torn(), time_limit=0))


def test_the_command_ends_otherwise_where_it_did_not_look(tmp_path: Path) -> None:
    folder = folder_of(torn(), tmp_path / "requests")
    assert run("conflicts", folder, "--time-limit", 0).exit_code == 3
    assert run("conflicts", folder).exit_code == 1


def test_a_pool_that_was_not_looked_for_is_not_told_to_be_none() -> None:
    with pytest.raises(eb.Unfinished):
        eb.smallest_pool(torn().replace(agencies=torn().agencies.assign(floor=30.0)), time_limit=0)


def test_a_way_out_that_was_not_looked_for_is_not_told_to_be_none() -> None:
    four = eb.worlds.four_projects()
    asked = four.replace(projects=four.projects.assign(mandatory=True), pool=140)
    assert not eb.conflicts(asked).relaxation.empty
    assert "No change" not in str(eb.conflicts(asked, time_limit=0))


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_as_many_plans_come_back_as_are_asked_for_and_exist(seed: int) -> None:
    rng = np.random.default_rng(seed)
    costs, points = rng.integers(10, 90, 5).astype(float), rng.uniform(0.1, 0.9, 5).round(2)
    asked = apart(costs, float(costs.sum() // 2), points=points, projects={"divisible": False})
    plan = eb.allocate(asked, relative_gap=0)
    there = [
        some
        for size in range(6)
        for some in map(list, combinations(range(5), size))
        if costs[some].sum() <= asked.settings.pool and points[some].sum() >= plan.gain / 2 - 1e-9
    ]
    assert len(there) > 6
    assert len(eb.near_best(plan, loss=0.5, plans=6, relative_gap=0).plans) == 7


def test_money_that_is_not_spent_is_not_told_as_moved() -> None:
    asked = apart([10, 10], 20)
    assert moved(eb.score(asked, {"p0": 10, "p1": 10}), eb.score(asked, {"p0": 10})) == 0


def test_what_is_called_core_is_core_over_its_whole_interval() -> None:
    table = eb.core_index(eb.worlds.four_projects(), samples=3).table
    assert (table.loc[table["verdict"] == "core", "low"] >= 0.5).all()
    assert (table.loc[table["verdict"] == "reject", "high"] <= 0.5).all()


@pytest.mark.parametrize("seed", [6, 15, 16])
def test_the_gap_on_the_screen_of_years_is_no_less_than_that_of_the_settled_plan(seed: int) -> None:
    rng = np.random.default_rng([seed, 3])
    costs, points = rng.integers(2, 12, 5).astype(float), rng.uniform(0.1, 0.9, 5).round(2)
    projects = {"minimum_share": rng.choice([0, 0.3], 5)}
    years = pd.DataFrame({"year": [1401, 1402], "pool": rng.integers(2, 9, 2)})
    needs = pd.DataFrame({"project": ["p1", "p3"], "requires": ["p0", "p2"]})
    asked = apart(costs, 10, points=points, projects=projects, years=years, prerequisites=needs)
    plan = eb.plan_years(asked, relative_gap=0)
    best = plan.outcome.reached[0].value
    (told,) = re.findall(r"proved: no plan of these pools .* more than ([\d.]+)% above it", str(plan))
    assert float(told) >= 100 * (best - plan.gain) / plan.gain - 0.001
