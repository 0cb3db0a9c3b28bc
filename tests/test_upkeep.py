"""What is delivered has to be run: its upkeep is told, and counted as it is on paper."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from egov_budget import Scenario, allocate, certify, plan_years, roll, verify
from egov_budget.certificate.sealed import seal
from egov_budget.language import language_of
from egov_budget.reporting.html.headline import headline
from egov_budget.rules import STANDARD, RobustPool
from small_scenarios import apart
from years_drawn import gains_what_the_best_start_does, is_proved_by_its_linear_bound, run_on, several, years


def asked(*yearly: float) -> Scenario:
    """Return three projects of which the pool pays the first, two thirds of the second, and no third."""
    return apart([30, 30, 40], 50, points=[0.6, 0.3, 0.1], projects={"yearly_cost": [*yearly]})


def test_every_first_page_tells_the_upkeep_of_the_shares_delivered_rounded_up_once(tmp_path: Path) -> None:
    plan = allocate(asked(3, 7, 9))
    assert plan.credits.tolist() == [30, 20, 0]
    assert plan.brief.upkeep == 8  # 3 + 7 x 2 / 3 = 7.67
    told = "an upkeep of 8 credits a year from delivery on"
    plan.to_excel(tmp_path / "plan.xlsx")
    cover = load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    notes = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    pages = [str(plan), plan.to_text(), *headline(plan, language_of("en"))["to_run"], " ".join(notes)]
    assert [page.count(told) for page in pages] == [1] * 4
    assert "سالانه ۸" in plan.to_text(lang="fa")


def test_what_costs_nothing_to_run_is_not_spoken_of() -> None:
    for plan in (allocate(asked(0, 0, 0)), allocate(asked(0, 0, 9))):
        assert plan.brief.upkeep == 0
        assert "upkeep" not in str(plan) + plan.to_text()
        assert headline(plan, language_of("en"))["to_run"] == []


def over_years() -> Scenario:
    """Return two projects over two years; what is run of the first is paid from the pool of the second."""
    costs = {"yearly_cost": [4.0, 5.0]}
    return apart([10, 12], 10, points=[0.6, 0.3], projects=costs, years=years(10, 12), discount_rate=0.1)


def test_the_pool_of_a_later_year_pays_the_upkeep_of_what_has_delivered_before_it() -> None:
    plan = plan_years(over_years())
    assert plan.credits.to_numpy().tolist() == [[10, 0], [0, 8]]
    assert plan.pools[["spent", "upkeep", "lapsed"]].to_numpy().tolist() == [[10, 0, 0], [8, 4, 0]]
    more = dataclasses.replace(plan, quanta=plan.quanta + np.array([[0, 0], [0, 1]]))
    [broken] = more.audit().breaches.to_dict("records")
    assert (broken["rule"], broken["subject"], broken["have"], broken["need"]) == ("pool", "1402", 13, 12)
    head = str(plan).splitlines()[-3]
    assert "upkeep" in head and "upkeep" not in str(plan_years(apart([10], 10, years=years(10, 12))))


def test_a_document_tells_the_upkeep_of_each_year_and_verify_counts_it_again() -> None:
    written = json.loads(plan_years(over_years()).to_json() or "")
    assert [row["upkeep"] for row in written["by_year"]] == [0, 4]
    assert verify(written)
    planted = copy.deepcopy(written)
    planted["by_year"][1]["upkeep"] = 3.0
    planted["certificate"]["seal"] = seal(planted)
    assert verify(planted).faults["column"].tolist() == ["upkeep"]


@pytest.mark.parametrize("seed", range(3))
def test_a_plan_that_pays_upkeep_equals_trying_every_start(seed: int) -> None:
    asked = run_on(several(seed, divisible=False, projects=4, count=3), seed)
    gains_what_the_best_start_does(asked.replace(verdicts=pd.DataFrame()))


@pytest.mark.parametrize("seed", [8, 14])
def test_what_is_proved_of_plans_that_pay_upkeep_is_their_linear_bound_also_a_year_later(seed: int) -> None:
    first = plan_years(run_on(several(seed, divisible=seed % 2 == 0, count=2 + seed % 3), seed))
    freed = sorted(set(roll(first).commitments["project"]))[::2]
    for plan in (first, plan_years(roll(first, released=freed), first.overlaps)):
        is_proved_by_its_linear_bound(plan)
        assert verify(json.loads(plan.to_json() or ""))


def test_what_had_delivered_before_the_plan_is_run_from_its_first_year_on() -> None:
    """Half of p0 delivered before, the rest with its promise of 2 in 1402; p1 takes what is left."""
    costs = {"yearly_cost": [8.0, 0.0], "started": [1.0, 0.0], "delivered": [0.5, 0.0]}
    promised = pd.DataFrame({"project": ["p0"], "year": [1402], "credits": [2.0]})
    plan = plan_years(apart([10, 30], 10, projects=costs, years=years(10, 10, 10), commitments=promised))
    assert plan.pools[["spent", "upkeep"]].to_numpy().tolist() == [[6, 4], [6, 4], [2, 8]]
    assert plan.outcome.reached[0].bound == pytest.approx(plan.gain)
    assert float(certify(plan).bound) == pytest.approx(plan.gain, rel=1e-6)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_left_of_a_plan_pays_the_same_upkeep_after_a_year(seed: int) -> None:
    asked = run_on(several(seed, divisible=False, count=3), seed).replace(verdicts=pd.DataFrame())
    plan = plan_years(asked, relative_gap=0)
    after = plan_years(roll(plan), plan.overlaps, relative_gap=0)
    rest = plan.gain - plan.gains["discounted"][0]
    assert after.outcome.reached[0].value * plan.calendar.discount >= rest - 1e-6
    assert after.pools["upkeep"][0] == plan.pools["upkeep"][1]


def test_a_robust_pool_pays_upkeep_as_the_pool_does() -> None:
    plain = plan_years(over_years())
    robust = plan_years(over_years(), rules=[*STANDARD, RobustPool(1)])
    assert robust.quanta.tolist() == plain.quanta.tolist()
