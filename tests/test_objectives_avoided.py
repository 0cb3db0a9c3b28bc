"""Avoided cost: no plan saves more by common work; the screen tells what several goals pay for."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from egov_budget import allocate, find_overlaps
from oracle_exact import plans
from random_scenarios import EXACT, random_scenario
from small_scenarios import apart, one_work


@pytest.mark.parametrize("seed", [1, 7, 16, 24, 27, 33, 37])  # of 40, those where work can be shared
def test_no_plan_of_the_rules_saves_more_by_common_work(seed: int) -> None:
    """Whole projects, with groups, prerequisites, floors and ceilings: every one is tried."""
    scenario = random_scenario(seed, projects=5)
    overlaps = find_overlaps(scenario)
    cost = scenario.projects.set_index("id")["cost"]
    saved = [
        float(cost[sorted(chosen)].sum()) - float(min(costs))
        for chosen, costs in plans(scenario, overlaps.members).items()
    ]
    plan = allocate(scenario, overlaps, objective="avoided-cost", rules=EXACT, relative_gap=1e-9)
    assert plan.saved.sum() == pytest.approx(max(saved), abs=1e-6)
    assert max(saved) > 0


def test_what_saves_costs_no_gain_where_it_comes_second_and_the_screen_tells_its_money() -> None:
    """p0 serves somebody, p1 and p2 are the same pay system, p3 is alone: 40 of 100 are common work."""
    asked = apart([100, 100, 100, 100], 400, verdicts=one_work(("p1", "p2", 0.4)))
    asked = asked.replace(effects=asked.effects.query("project == 'p0'"))
    told = allocate(asked, objective=["gain", "avoided-cost"])
    alone = allocate(asked)
    assert told.gain == alone.gain
    assert (alone.spent, told.spent, told.saved.sum()) == (100, 268, 32)
    line = re.search(r"^No gain: (\d+) .* take (\d+) \((.*)% of", str(told), re.MULTILINE)
    assert line is not None
    assert line.groups() == ("2", "168", "62.7")
    assert "\nAimed at: total gain, then avoided cost, then least cost\n" in str(told)
    assert "Aimed at" not in str(alone)
    no_work = asked.replace(verdicts=pd.DataFrame(asked.verdicts.iloc[:0]))
    assert "No gain" not in str(allocate(no_work, objective=["gain", "avoided-cost"]))
