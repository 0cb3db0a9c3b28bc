"""Prices of years: pools in their own, all else in those of the requests, exact and proved."""

from __future__ import annotations

import copy
import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from egov_budget import IntakeError, Scenario, allocate, plan_years, roll, verify
from egov_budget.certificate.sealed import seal
from egov_budget.language import language_of
from egov_budget.rules import STANDARD, RobustPool
from small_scenarios import apart
from years_drawn import gains_what_the_best_start_does, is_proved_by_its_linear_bound, run_on, several, years

pytestmark = pytest.mark.once


def dated(scenario: Scenario, *levels: float) -> Scenario:
    return scenario.replace(years=scenario.years.assign(deflator=levels))


def rising() -> Scenario:
    """A project of 20 in the first year leaves 20; the second has 24 / 1.5 = 16 and gets 20 / 1.5 = 13."""
    asked = apart([20, 30, 40], 40, years=years(40, 24, carry_over=1.0), points=[0.5, 0.4, 0.3])
    return dated(asked, 1.0, 1.5)


def test_a_pool_is_divided_by_its_prices_and_what_moves_on_buys_less(tmp_path: Path) -> None:
    plan = plan_years(rising().replace(projects=rising().projects.assign(ceiling=[np.nan, 0, 29])))
    spent = plan.quanta.sum(axis=0)
    left = 40 - int(spent[0])
    assert plan.pools["pool"].tolist() == [40, 16]
    assert plan.pools["carried in"].tolist() == [0, left * 2 // 3]
    assert plan.spent == 49
    more = dataclasses.replace(plan, quanta=plan.quanta + np.array([[0, 0], [0, 0], [0, 20]]))
    broken = more.audit().breaches
    assert ((broken["rule"] == "pool") & (broken["need"] == 16 + Fraction(2 * left, 3))).any()
    assert "in prices of the requests" in str(plan)
    plain = plan_years(apart([10], 10, years=years(10, 12)))
    assert "in prices of the requests" not in str(plain)
    for lang in ("en", "fa"):
        told = language_of(lang).say("schedule.as_asked")
        for each, dear in ((plan, True), (plain, False)):
            each.to_html(tmp_path / "years.html", lang)
            assert (told in (tmp_path / "years.html").read_text("utf-8")) == dear


@pytest.mark.parametrize("seed", range(3))
def test_pools_and_prices_twice_as_high_change_nothing(seed: int) -> None:
    asked = several(seed, count=3)
    plain = plan_years(asked)
    table = asked.years.assign(pool=2 * asked.years["pool"], deflator=2.0)
    twice = plan_years(asked.replace(years=table))
    assert twice.quanta.tolist() == plain.quanta.tolist()
    assert twice.pools.equals(plain.pools)
    one, other = (allocate(asked.replace(years=each)) for each in (asked.years, table))
    assert one.quanta.tolist() == other.quanta.tolist()  # a plan of one year reads no table of years


@pytest.mark.parametrize("seed", range(4))
def test_a_plan_at_prices_of_its_years_equals_trying_every_start(seed: int) -> None:
    asked = dated(run_on(several(seed, divisible=False, projects=4, count=3), seed), 1.0, 1.25, 1.5)
    gains_what_the_best_start_does(asked.replace(verdicts=pd.DataFrame()))


@pytest.mark.parametrize("seed", [4, 8])
def test_what_is_proved_at_prices_of_the_years_is_the_linear_bound_also_a_year_later(seed: int) -> None:
    asked = dated(run_on(several(seed, divisible=seed % 2 == 0, count=3), seed), 1.0, 1.3, 1.7)
    first = plan_years(asked)
    for plan in (first, plan_years(roll(first), first.overlaps)):
        is_proved_by_its_linear_bound(plan)
        written = json.loads(plan.to_json() or "")
        assert verify(written)
    planted = copy.deepcopy(written)
    planted["by_year"][1]["pool"] += 1.0
    planted["certificate"]["seal"] = seal(planted)
    assert verify(planted).faults["column"].tolist() == ["pool"]


@pytest.mark.parametrize("seed", range(4))
def test_a_year_later_the_pool_is_the_same_in_prices_of_the_requests(seed: int) -> None:
    plan = plan_years(dated(several(seed, count=3), 1.0, 1.3, 1.7))
    after = plan_years(roll(plan), plan.overlaps)
    assert after.pools["pool"][0] == plan.pools[["pool", "carried in"]].iloc[1].sum()
    assert after.audit().breaches.empty


def test_a_robust_pool_keeps_back_in_the_prices_in_which_it_pays() -> None:
    asked = rising().replace(projects=rising().projects.assign(cost_more=[4.0, 5.0, 6.0]))
    plan = plan_years(asked, rules=[*STANDARD, RobustPool(1)])
    assert plan.audit().holds
    assert (plan.quanta.sum(axis=0) > 0).all()


def test_prices_are_above_zero_and_promises_are_held_against_the_pool_they_leave() -> None:
    with pytest.raises(IntakeError, match="above 0"):
        dated(rising(), 1.0, 0.0)
    promised = pd.DataFrame({"project": ["p0"], "year": [1402], "credits": [20.0]})
    early = rising().replace(years=years(0, 24), commitments=promised)
    with pytest.raises(IntakeError, match="sum to 20, its pool to 16"):
        dated(early, 1.0, 1.5)
