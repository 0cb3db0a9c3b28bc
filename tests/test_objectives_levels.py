"""Services at a level, worst-off first and targets: the best of all plans, counted as the bands are."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import (
    Allocation,
    ConflictingRules,
    Infeasible,
    RuleError,
    Scenario,
    allocate,
    find_overlaps,
    formulate,
    settle,
    solve,
    worlds,
)
from egov_budget.allocation.drive import keeps
from egov_budget.objectives import LeastCost, Objective, ServicesAt, TotalGain, WorstOff
from egov_budget.rules import STANDARD, MeanTarget, Rule, ServicesTarget
from oracle_exact import attained
from random_scenarios import EXACT, random_scenario

pytestmark = pytest.mark.once

SEEDS = range(5)
LEVELS = (0.5, 0.75, 0.9)
EDGE = 1e-6


def best(scenario: Scenario, objective: list[Objective] | Objective, *rules: Rule) -> Allocation | None:
    try:
        return allocate(scenario, objective=objective, rules=[*EXACT, *rules], relative_gap=0)
    except (ConflictingRules, Infeasible):
        return None


@cache
def plans(seed: int) -> list[tuple[dict[str, float], int]]:
    scenario = random_scenario(seed)
    return attained(scenario, find_overlaps(scenario).members)


def at(after: dict[str, float], level: float) -> int:
    return sum(reached >= level - EDGE for reached in after.values())


def means(scenario: Scenario, after: dict[str, float]) -> pd.Series:
    """Mean attainment by agency of the services, weighted by importance."""
    services = scenario.services.set_index("id").loc[list(after)]
    reached = pd.Series(after) * services["importance"]
    return reached.groupby(services["agency"]).sum() / services.groupby("agency")["importance"].sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_count_is_the_largest_of_all_plans_and_the_next_count_the_largest_of_those(seed: int) -> None:
    scenario = random_scenario(seed)
    allocation = best(scenario, [ServicesAt(0.75), ServicesAt(0.5)])
    tried = plans(seed)
    if allocation is None:
        assert tried == []
        return
    top = max((at(after, 0.75), at(after, 0.5)) for after, _ in tried)
    least = min(cost for after, cost in tried if (at(after, 0.75), at(after, 0.5)) == top)
    after = allocation.attainment["after"].dropna().to_dict()
    assert (at(after, 0.75), at(after, 0.5), allocation.spent) == (*top, least)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_worst_off_agency_stands_as_high_as_in_any_plan(seed: int) -> None:
    scenario = random_scenario(seed)
    allocation = best(scenario, WorstOff())
    if allocation is None:
        return
    helped = helped_agencies(scenario)
    if not helped:
        return
    highest = max(means(scenario, after)[helped].min() for after, _ in plans(seed))
    after = allocation.attainment["after"].dropna().to_dict()
    assert means(scenario, after)[helped].min() == pytest.approx(highest, abs=1e-6)
    assert allocation.outcome is not None
    assert allocation.outcome.reached[0].value == pytest.approx(highest, abs=1e-6)


def helped_agencies(scenario: Scenario) -> list[str]:
    """Agencies with a service that some project raises."""
    open_cells = scenario.effects.merge(scenario.scores, on=["service", "indicator"])
    open_cells = open_cells[(open_cells["score"] < 1) & (open_cells["points"] > 0)]
    served = scenario.services.set_index("id")["agency"]
    return sorted(set(served[open_cells["service"]]))


@pytest.mark.parametrize("groups", [1, 2, 3, 7])
def test_the_few_worst_off_count_with_their_mean(groups: int) -> None:
    scenario = random_scenario(3, divisible=True)
    allocation = allocate(scenario, objective=WorstOff(groups=groups))
    after = means(scenario, allocation.attainment["after"].dropna().to_dict())[helped_agencies(scenario)]
    assert allocation.outcome is not None
    assert allocation.outcome.reached[0].value == pytest.approx(after.nsmallest(groups).mean(), abs=0.02)
    assert allocation.outcome.program.goals[0].at(allocation.values) == pytest.approx(
        after.nsmallest(groups).mean(), abs=1e-9
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_target_of_services_is_reached_with_the_least_credits_of_all_plans(seed: int) -> None:
    scenario = random_scenario(seed)
    tried = plans(seed)
    for count in (1, 3, 5):
        allocation = best(scenario, LeastCost(), ServicesTarget(count, 0.5))
        costs = [cost for after, cost in tried if at(after, 0.5) >= count]
        assert (None if allocation is None else allocation.spent) == (min(costs) if costs else None)
        if allocation is not None:
            assert allocation.audit()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_target_of_means_is_reached_with_the_least_credits_of_all_plans(seed: int) -> None:
    scenario = random_scenario(seed)
    allocation = best(scenario, LeastCost(), MeanTarget(0.5))
    costs = [cost for after, cost in plans(seed) if (means(scenario, after) >= 0.5 - EDGE).all()]
    assert (None if allocation is None else allocation.spent) == (min(costs) if costs else None)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("objective", [ServicesAt(0.5), WorstOff()])
def test_another_solver_reaches_as_much(seed: int, objective: Objective) -> None:
    scenario = random_scenario(seed, divisible=seed % 2 == 1)
    program = formulate(scenario, find_overlaps(scenario), objective=objective, rules=EXACT)
    one, other = (solve(program, solver=name, relative_gap=0).reached[0] for name in ("HiGHS", "COIN_CMD"))
    assert one.value == pytest.approx(other.value, abs=1e-4)


@settings(max_examples=15)
@given(st.integers(0, 400), st.sampled_from(LEVELS))
def test_the_count_that_is_reported_is_the_count_of_the_settled_plan(seed: int, level: float) -> None:
    """Quanta are coarse here: a request is paid out in some dozens of them."""
    scenario = random_scenario(seed, divisible=True)
    allocation = best(scenario, [ServicesAt(level), TotalGain()])
    if allocation is None:
        return
    assert allocation.outcome is not None
    reported = allocation.outcome.reached[0]
    assert reported.value == at(allocation.attainment["after"].dropna().to_dict(), level)
    assert reported.value == allocation.outcome.program.goals[0].at(allocation.values)
    assert reported.bound is not None
    assert reported.bound >= reported.value - 1e-6
    assert allocation.audit()


@settings(max_examples=8)
@given(st.integers(0, 400))
def test_a_plan_that_reaches_a_target_still_does_so_in_whole_quanta(seed: int) -> None:
    scenario = random_scenario(seed, divisible=True)
    for target in (ServicesTarget(3, 0.5), MeanTarget(0.4)):
        allocation = best(scenario, LeastCost(), target)
        assert allocation is None or allocation.audit()


def test_the_count_is_that_of_the_bands_of_the_national_evaluation() -> None:
    scenario = worlds.national_1400(services=300, projects=120)
    allocation = allocate(scenario, objective=[ServicesAt(0.9), ServicesAt(0.5), TotalGain()])
    assert allocation.outcome is not None
    high, medium = (goal.value for goal in allocation.outcome.reached[:2])
    bands = allocation.bands["after"]
    assert (high, medium) == (bands["high"], bands["high"] + bands["medium"])
    assert high > allocation.bands.loc["high", "before"]


def test_rounding_alone_would_lose_a_service() -> None:
    """The plan of the solver, settled, falls under a level: what ``allocate`` does about it is needed."""
    scenario = random_scenario(8, divisible=True)
    goals = [ServicesAt(0.9), TotalGain()]
    outcome = solve(formulate(scenario, find_overlaps(scenario), objective=goals))
    settled = settle(outcome)
    assert outcome.program.goals[0].at(settled.values) < outcome.reached[0].value
    assert settled.audit()
    assert not keeps(settled)


@pytest.mark.parametrize("tolerance", [0.0, 0.05, 0.3])
def test_a_goal_gives_up_no_more_than_its_tolerance_for_the_next(tolerance: float) -> None:
    scenario = worlds.national_1400(services=100, projects=40)
    alone = allocate(scenario, objective=ServicesAt(0.9))
    both = allocate(scenario, objective=[ServicesAt(0.9, tolerance=tolerance), TotalGain()])
    free = allocate(scenario)
    top, kept = alone.bands.loc["high", "after"], both.bands.loc["high", "after"]
    assert kept >= top * (1 - tolerance) - 1e-9
    assert both.gain <= free.gain * 1.001
    if tolerance == 0:
        assert kept == top


def test_more_tolerance_never_lowers_the_next_goal() -> None:
    scenario = worlds.four_projects()
    gains = [
        allocate(scenario, objective=[WorstOff(tolerance=part), TotalGain()]).gain
        for part in (0, 0.1, 0.5, 1)
    ]
    assert gains == sorted(gains)
    assert gains[-1] == pytest.approx(allocate(scenario).gain)
    assert gains[0] < gains[-1]


def test_the_last_goal_is_always_least_cost() -> None:
    scenario = worlds.four_projects()
    for objective in (None, TotalGain(), [LeastCost(tolerance=0.1), TotalGain()], LeastCost(), []):
        goals = formulate(scenario, objective=objective).goals
        assert goals[-1].name == "least cost"
    assert [goal.name for goal in formulate(scenario, objective=LeastCost()).goals] == ["least cost"]


def test_more_than_the_least_credits_may_buy_more_gain() -> None:
    scenario, rules = worlds.four_projects(), [*STANDARD, ServicesTarget(2, 0.5)]
    least = allocate(scenario, objective=LeastCost(), rules=rules)
    more = allocate(scenario, objective=[LeastCost(tolerance=0.2), TotalGain()], rules=rules)
    assert least.spent < more.spent <= 1.2 * least.spent + len(more.parts[more.parts > 0])  # whole quanta
    assert more.gain > least.gain


def test_a_target_above_what_all_projects_reach_is_told_with_both_numbers_and_two_remedies() -> None:
    with pytest.raises(ConflictingRules) as caught:
        allocate(worlds.four_projects(), objective=LeastCost(), rules=[*STANDARD, ServicesTarget(9, 0.5)])
    (conflict,) = caught.value.conflicts
    assert (conflict.have, conflict.need, conflict.fix, conflict.unit) == (4.0, 9.0, 5.0, "services")
    assert str(conflict) == (
        "target of services at 50 % (services): all projects that may be funded, funded in full, reach "
        "fewer: have 4, need 9 services. For this alone, either lower the target to 4 or request projects "
        "that lift 5 more services to 50 %."
    )


def test_a_mean_above_what_all_projects_reach_is_told_for_each_group() -> None:
    with pytest.raises(ConflictingRules) as caught:
        allocate(worlds.four_projects(), objective=LeastCost(), rules=[*STANDARD, MeanTarget(0.95)])
    told = {conflict.subject: (conflict.have, conflict.need) for conflict in caught.value.conflicts}
    assert told == {"health": (0.875, 0.95), "tax": (0.875, 0.95)}


@pytest.mark.parametrize(
    "make",
    [
        lambda: ServicesAt(0),
        lambda: ServicesAt(90),
        lambda: ServicesAt(float("nan")),
        lambda: ServicesTarget(-1),
        lambda: MeanTarget(1.5),
        lambda: TotalGain(tolerance=2),
        lambda: LeastCost(tolerance=-0.1),
        lambda: WorstOff(groups=0),
        lambda: formulate(worlds.four_projects(), objective=WorstOff(by="ministry")),
        lambda: formulate(worlds.four_projects(), rules=[*STANDARD, MeanTarget(0.5, by="agencies")]),
    ],
)
def test_what_is_off_its_scale_or_not_there_is_refused(make: object) -> None:
    with pytest.raises(RuleError) as caught:
        make()  # type: ignore[operator]
    assert len(caught.value.faults) == 1
    assert "." in str(caught.value)


def test_any_column_of_the_services_groups_them_and_lists_count_in_each() -> None:
    scenario = worlds.four_projects()
    services = scenario.services
    services["sector"] = ["taxes;all", "taxes", "health;all", ""]
    sorted_out = scenario.replace(services=services)
    goal = formulate(sorted_out, objective=WorstOff(by="sector")).goals[0]
    assert goal.block is not None
    assert goal.block.subjects == ["all", "health", "taxes"]
    allocation = allocate(sorted_out, objective=LeastCost(), rules=[*STANDARD, MeanTarget(0.6, by="sector")])
    after = allocation.attainment["after"]
    assert after[["tax-return", "appointment"]].mean() >= 0.6 - EDGE
    assert after[["tax-return", "tax-refund"]].mean() >= 0.6 - EDGE
    assert after["appointment"] >= 0.6 - EDGE
