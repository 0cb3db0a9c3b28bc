"""The frontier says at each pool what solving that pool alone says, however it got there."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import RuleError, Scenario, allocate, find_overlaps, formulate, frontier, solve, worlds
from egov_budget.errors import Conflict, ConflictingRules, Infeasible
from egov_budget.program.pool_bounds import moves_with_the_pool, pool_bounds
from egov_budget.rules import STANDARD, Block, Columns
from egov_budget.rules.holders import holding
from egov_budget.solving import SolveOptions
from egov_budget.solving.sweep import sweep
from random_scenarios import random_scenario

SEEDS = st.integers(0, 2**20)
FOUR = worlds.four_projects()


@dataclass(frozen=True)
class TaxGetsHalfThePool:
    """A rule of one's own that depends on the pool."""

    name: str = "tax gets half the pool at most"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        most = np.array([columns.pool / 2 / columns.unit])
        tax = holding(scenario, "agencies", ["tax"]) @ columns.credits
        yield Block(["tax"], tax.tocsr(), np.array([-np.inf]), most)

    def say(self, subject: str, price: str) -> str:
        return price


@settings(max_examples=4)
@given(SEEDS, st.booleans())
def test_each_point_is_what_its_pool_gains_alone(seed: int, divisible: bool) -> None:
    scenario = random_scenario(seed, divisible=divisible)
    overlaps = find_overlaps(scenario)
    pools = [scenario.settings.pool + step for step in (-7, 0, 9)]
    try:
        curve = frontier(scenario, overlaps, pools=pools, relative_gap=0)
    except ConflictingRules:
        return
    for pool, row in zip(pools, curve.points.to_dict("records"), strict=True):
        try:
            alone = solve(formulate(scenario.replace(pool=pool), overlaps), relative_gap=0)
            first = alone.reached[0]
        except (ConflictingRules, IndexError):
            assert row["status"] == "infeasible"
            continue
        # which lead is kept may differ; neither may pass the other's bound
        assert row["gain"] <= first.bound + 1e-6
        assert first.value <= row["bound"] + 1e-6
        plan = curve.allocation(pool)
        assert plan.audit().holds
        assert plan.scenario.settings.pool == pool


@settings(max_examples=4)
@given(SEEDS)
def test_a_sweep_of_a_linear_program_is_the_same_as_solving_each_anew(seed: int) -> None:
    scenario = random_scenario(seed, divisible=True)
    scenario = scenario.replace(
        projects=scenario.projects.assign(minimum_share=0.0), verdicts=scenario.verdicts.head(0)
    )
    try:
        program = formulate(scenario)
    except ConflictingRules:
        return
    pools = [scenario.settings.pool * part // 4 for part in (1, 4, 2, 3)]
    for low_high, outcome in zip(
        pool_bounds(program, pools), sweep(program, pool_bounds(program, pools), SolveOptions()), strict=True
    ):
        assert np.array_equal(outcome.program.row_upper, low_high[1])
        alone = solve(outcome.program)
        assert alone.status == outcome.status
        for one, two in zip(alone.reached, outcome.reached, strict=True):
            assert one.value == pytest.approx(two.value, abs=1e-5)


def test_limits_in_percent_of_the_pool_move_with_it() -> None:
    agencies = FOUR.agencies.assign(
        floor=[20, 10], floor_unit=["percent of pool", "credits"], ceiling=[70, np.nan],
        ceiling_unit=["percent of pool", "credits"],
    )  # fmt: skip
    scenario = FOUR.replace(agencies=agencies)
    program, other = formulate(scenario), formulate(scenario.replace(pool=77.0))
    assert moves_with_the_pool(program, other, 77.0)
    lower, upper = next(pool_bounds(program, [77.0]))
    assert np.array_equal(lower, other.row_lower)
    assert np.array_equal(upper, other.row_upper)
    assert not np.array_equal(lower, program.row_lower)


def test_a_frontier_goes_to_another_process_and_back() -> None:
    curve = frontier(FOUR, pools=[60, 120])
    back = pickle.loads(pickle.dumps(curve))  # noqa: S301  # made a line above
    assert back.points.equals(curve.points)
    assert back.allocation(120.0).gain == curve.allocation(120.0).gain


def test_a_rule_of_ones_own_that_depends_on_the_pool_is_found_out() -> None:
    rules = (*STANDARD, TaxGetsHalfThePool())
    curve = frontier(FOUR, pools=[60, 120], rules=rules)
    for pool in (60.0, 120.0):
        alone = allocate(FOUR.replace(pool=pool), rules=rules)
        assert curve.allocation(pool).gain == pytest.approx(alone.gain, abs=1e-6)


def test_more_money_never_gains_less_and_each_credit_brings_less_than_the_last() -> None:
    points = frontier(FOUR.replace(verdicts=FOUR.verdicts.head(0))).points
    assert len(points) == 50
    assert 100.0 in points["pool"].tolist()
    assert (points["gain"].diff().dropna() >= -1e-9).all()
    assert (points["price"].dropna().diff().dropna() <= 1e-9).all()
    assert points["price"].isna().sum() == 1


def test_a_tenth_of_the_pool_is_worth_what_the_plans_of_those_pools_gain() -> None:
    less, own, more = (allocate(FOUR.replace(pool=pool)).gain for pool in (90, 100, 110))
    told = f"10 % less costs {own - less:.3g} points, 10 % more brings {more - own:.3g}, before rounding."
    assert told in str(frontier(FOUR, pools=[90, 100, 110]))
    assert "10 %" not in str(frontier(FOUR, pools=[90, 100, 120]))


def test_a_pool_too_small_for_what_is_mandatory_is_a_point_without_a_plan() -> None:
    scenario = FOUR.replace(projects=FOUR.projects.assign(mandatory=FOUR.projects["id"] == "tax-login"))
    curve = frontier(scenario, pools=[40, 60, 100])
    assert curve.points["status"].tolist() == ["infeasible", "optimal", "optimal"]
    assert curve.points["gain"].isna().tolist() == [True, False, False]
    assert np.isfinite(curve.points["price"][1])
    assert "infeasible" in str(curve)
    with pytest.raises(Infeasible):
        curve.allocation(40)


def test_every_pool_that_is_none_is_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        frontier(FOUR, pools=[-1, 10.5, np.nan, 20])
    assert caught.value.faults["value"].tolist() == ["-1", "10.5", "nan"]
    with pytest.raises(RuleError, match="The next is 60"):
        frontier(FOUR, pools=[30, 60]).allocation(50)


def test_a_point_of_many_groups_is_bounded_by_what_no_plan_passes_and_spends_something() -> None:
    scenario = worlds.national_1400(services=200, projects=120)
    overlaps = find_overlaps(scenario)
    pools = [scenario.settings.pool * part // 4 for part in (3, 4, 5)]
    points = frontier(scenario, overlaps, pools=pools).points
    assert points["spent"].notna().all()
    for pool, bound in zip(pools, points["bound"], strict=True):
        assert allocate(scenario.replace(pool=pool), overlaps).gain <= bound + 1e-6
