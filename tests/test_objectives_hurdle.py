"""The hurdle: money that brings less than it asks for stays in the pool, whatever else the plan keeps."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from egov_budget import (
    RuleError,
    allocate,
    explain,
    find_overlaps,
    price_of_robustness,
    prices,
    verify,
    withholding,
)  # fmt: skip
from egov_budget.certificate.certify import certify
from egov_budget.reporting import document
from oracle_exact import cells_of, plans
from random_scenarios import EXACT, random_scenario, with_exchanges
from small_scenarios import apart

HURDLE = 0.02  # points for a credit; random scenarios bring some 0.01 to 0.2


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_of_the_rules_gains_more_above_the_hurdle(seed: int) -> None:
    """Whole projects, with groups, prerequisites, floors and ceilings: every one is tried."""
    scenario = random_scenario(seed, projects=5).replace(hurdle=HURDLE)
    overlaps = find_overlaps(scenario)
    cells = cells_of(scenario, overlaps.members).values()
    above = [
        float(sum(cell.gained(chosen) for cell in cells)) - HURDLE * float(min(costs))
        for chosen, costs in plans(scenario, overlaps.members).items()
    ]
    if above:
        plan = allocate(scenario, overlaps, rules=EXACT, relative_gap=1e-9)
        assert plan.gain - HURDLE * plan.spent == pytest.approx(max(above), abs=1e-6)


@pytest.mark.parametrize("seed", [1, 2, 4, 5])
def test_what_is_left_is_proved_to_bring_no_more_than_the_hurdle_asks(seed: int) -> None:
    scenario = random_scenario(seed, divisible=seed % 2 == 0)
    scenario = scenario.replace(hurdle=HURDLE, quantum=0.001)
    plan = allocate(scenario)
    asked = HURDLE * plan.left
    assert plan.audit()
    assert verify(document(plan), scenario)
    assert float(certify(plan).gap) <= asked + 2e-4 * plan.gain + 1e-3


def test_a_hurdle_leaves_money_and_says_why_and_what_it_costs() -> None:
    asked = apart([10, 10, 10], 30, points=[0.5, 0.3, 0.1])
    plan = allocate(asked.replace(hurdle=0.02))
    assert plan.credits.tolist() == [10, 10, 0]
    assert (
        "  optimal: 10 credits are left in the pool: by them no plan gains more than the 0.2 points"
        in str(plan)
    )
    found = explain(plan).set_index("project")
    assert found.at["p2", "words"].endswith("0.01 points for 1 credit, and the hurdle asks for 0.02")
    [line] = prices(plan, rules=["setting"]).to_dict("records")
    assert line["lifted"] == pytest.approx(0.1)
    assert line["words"].startswith("What brings less than 0.02 points for a unit of money stays out")


def test_what_is_needed_or_decided_goes_ahead_under_the_hurdle() -> None:
    needs = [{"project": "p0", "requires": "p1"}]
    told = {"floor": [None, None, 4, None], "mandatory": [False, False, False, True]}
    asked = apart([10, 10, 10, 10], 40, points=[0.9, 0.01, 0.01, 0.01], hurdle=0.02, projects=told)
    plan = allocate(asked.replace(prerequisites=pd.DataFrame(needs)))
    assert plan.credits.tolist() == [10, 10, 4, 10]


@pytest.mark.parametrize("seed", [0, 3])
def test_what_withheld_data_and_robustness_cost_is_counted_in_total_gain(seed: int) -> None:
    plan = allocate(with_exchanges(random_scenario(seed), seed))
    priced = dataclasses.replace(plan, scenario=plan.scenario.replace(hurdle=HURDLE))
    pd.testing.assert_frame_equal(withholding(plan).registers, withholding(priced).registers)
    with pytest.raises(RuleError, match="counted in total gain"):
        price_of_robustness(priced.scenario)
