"""Conflicts: what is named excludes each other, the way out is the cheapest, and both are said in words."""

from __future__ import annotations

import dataclasses
import json
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from egov_budget import (
    Infeasible,
    Scenario,
    allocate,
    find_overlaps,
    formulate,
    solve,
    worlds,
)
from egov_budget.allocation.conflict import Conflicts
from egov_budget.allocation.conflicts import conflicts, smallest_pool
from egov_budget.program import Program, with_binaries
from egov_budget.program.grounds import Ground, grounds
from egov_budget.rules import STANDARD, MeanTarget, ServicesTarget
from egov_budget.solving import Status
from oracle_exact import plans
from random_scenarios import random_scenario
from small_scenarios import apart

pytestmark = pytest.mark.once

INFINITE = np.inf


def tight(seed: int, *, divisible: bool = False) -> Scenario:
    """Return a random scenario whose floors, ceilings and obligations are likely to exclude each other."""
    scenario = random_scenario(seed, projects=5, divisible=divisible)
    rng = np.random.default_rng(seed)
    asked = scenario.projects.groupby("agency")["cost"].sum()
    agencies, pool = scenario.agencies, scenario.settings.pool
    most = agencies["id"].map(asked).fillna(0).to_numpy()
    unit = rng.choice(["credits", "percent of pool"], 3)
    floor = np.floor(np.minimum(most, pool) * rng.uniform(0, 0.8, 3))
    agencies["floor"] = np.where(unit == "credits", floor, np.floor(100 * floor / pool))
    agencies["floor_unit"] = unit
    agencies["ceiling"] = np.where(rng.random(3) < 0.5, np.floor(pool * rng.uniform(0.3, 0.9, 3)), np.nan)
    projects = scenario.projects.assign(mandatory=rng.random(5) < 0.3)
    return scenario.replace(
        agencies=agencies,
        projects=projects,
        alternatives=scenario.alternatives.head(0),
        pool=max(pool // 2, 5),
    )


def feasible(scenario: Scenario) -> bool:
    program = with_binaries(formulate(scenario, find_overlaps(scenario), check=False))
    return solve(dataclasses.replace(program, goals=program.goals[-1:])).status is not Status.INFEASIBLE


def relaxed_by(scenario: Scenario, changes: pd.DataFrame, *, but: float = 0.0) -> Scenario:
    """Apply a relaxation to the tables, the last change smaller by so many credits."""
    agencies, pool = scenario.agencies, scenario.settings.pool
    for place, row in enumerate(changes.to_dict("records")):
        less = but * np.sign(row["change"]) if place == len(changes) - 1 else 0.0
        if row["rule"] == "pool":
            pool = row["then"] - less
            continue
        side = row["rule"].removeprefix("agency ")
        at = agencies["id"] == row["subject"]
        agencies.loc[at, side], agencies.loc[at, f"{side}_unit"] = row["then"] - less, "credits"
    return scenario.replace(agencies=agencies, pool=pool)


def only(program: Program, kept: list[Ground]) -> Program:
    """Return a program with some of its demands alone, and with what only counts."""
    places = {id(ground) for ground in kept}
    lower, upper, whole = program.row_lower.copy(), program.row_upper.copy(), program.whole.copy()
    for ground in grounds(program):
        if (ground.rule, ground.subject) not in {(one.rule, one.subject) for one in kept}:
            lower[ground.rows], upper[ground.rows] = -INFINITE, INFINITE
            whole[ground.whole] = False
    assert len(places) == len(kept)
    return dataclasses.replace(program, row_lower=lower, row_upper=upper, whole=whole)


def named(program: Program, told: Conflicts) -> list[Ground]:
    pairs = set(zip(told.demands["rule"], told.demands["subject"], strict=True))
    return [ground for ground in grounds(program) if (ground.rule, ground.subject) in pairs]


@pytest.mark.skipif(shutil.which("cbc") is None, reason="cbc is not installed")
@settings(max_examples=5)
@given(st.integers(0, 500), st.booleans())
def test_the_demands_named_exclude_each_other_and_none_is_to_spare(seed: int, divisible: bool) -> None:
    scenario = tight(seed, divisible=divisible)
    assume(not feasible(scenario))
    told = conflicts(scenario)
    assert told
    assert told.irreducible
    program = with_binaries(formulate(scenario, find_overlaps(scenario), check=False))
    core = named(program, told)
    assert len(core) == len(told.demands) > 0

    def holds(kept: list[Ground]) -> bool:
        return solve(only(program, kept), solver="COIN_CMD").status is not Status.INFEASIBLE

    assert not holds(core)
    assert all(holds([one for one in core if one is not other]) for other in core)


@settings(max_examples=5)
@given(st.integers(0, 500), st.booleans())
def test_the_relaxation_ends_the_conflict_and_one_quantum_less_does_not(seed: int, divisible: bool) -> None:
    scenario = tight(seed, divisible=divisible)
    assume(not feasible(scenario))
    told = conflicts(scenario)
    assume(len(told.relaxation))  # some conflicts no money ends
    assert told.cheapest
    assert feasible(relaxed_by(scenario, told.relaxation))
    assert not feasible(relaxed_by(scenario, told.relaxation, but=1.0))


@pytest.mark.parametrize("seed", range(6))
def test_no_relaxation_is_named_only_where_no_money_helps(seed: int) -> None:
    scenario = tight(seed)
    told = conflicts(scenario)
    if told and told.relaxation.empty:
        free = scenario.agencies.assign(floor=0.0, ceiling=np.nan)
        assert not feasible(scenario.replace(agencies=free, pool=10_000))


@pytest.mark.parametrize("seed", range(6))
def test_the_smallest_pool_is_the_cheapest_of_all_plans(seed: int) -> None:
    scenario = tight(seed)
    rich = scenario.agencies.assign(floor_unit="credits", ceiling=np.nan)
    scenario = scenario.replace(agencies=rich)
    members = find_overlaps(scenario).members
    costs = [min(found) for found in plans(scenario.replace(pool=10_000), members).values()]
    if not costs:
        with pytest.raises(Infeasible, match="no pool is large enough"):
            smallest_pool(scenario)
        return
    found = smallest_pool(scenario)
    assert (found.value, found.bound, found.status) == (min(costs), pytest.approx(min(costs)), Status.OPTIMAL)
    assert feasible(scenario.replace(pool=found.value))


@settings(max_examples=4)
@given(st.integers(0, 500))
def test_with_floors_that_move_with_the_pool_it_is_still_the_smallest(seed: int) -> None:
    scenario = tight(seed, divisible=True)
    try:
        pool = smallest_pool(scenario).value
    except Infeasible:
        assert not any(feasible(scenario.replace(pool=pool)) for pool in (50, 100, 200, 400))
        return
    assert feasible(scenario.replace(pool=pool))
    assert pool == 0 or not feasible(scenario.replace(pool=pool - 1))


def test_nothing_is_told_where_every_rule_can_be_kept() -> None:
    told = conflicts(worlds.four_projects())
    assert not told
    assert told.demands.empty
    assert told.relaxation.empty
    assert str(told) == "the rules of 'Four projects' can all be kept"
    assert smallest_pool(worlds.four_projects()).value == 0.0


def in_conflict() -> Scenario:
    """Two projects that arithmetic alone does not see to exclude each other."""
    four = worlds.four_projects()
    return four.replace(
        pool=90,
        projects=four.projects.assign(mandatory=[True, True, False, False]),
        agencies=four.agencies.assign(floor=[0.0, 60.0], conflict=[0.0, 0.9]),
    )


def test_an_infeasible_allocation_carries_its_demands_as_records_that_json_can_hold() -> None:
    with pytest.raises(Infeasible) as caught:
        allocate(in_conflict())
    records = caught.value.records
    assert {tuple(record) for record in records} == {("rule", "subject", "words")}
    assert json.loads(json.dumps(records)) == conflicts(in_conflict()).records == records


def test_an_infeasible_allocation_names_the_demands_in_plain_words_with_numbers() -> None:
    with pytest.raises(Infeasible) as caught:
        allocate(in_conflict())
    assert str(caught.value) == "\n".join(
        [
            "no allocation of 'Four projects' keeps every rule",
            "These cannot hold together, and without any one of them the others can:",
            "  - the pool is 90 credits",
            "  - agency 'health' gets at least 60 credits",
            "  - 'tax-login' is mandatory (60 credits)",
            "  - 'health-login' may not lead: its agency has a conflict of interest",
            "The cheapest way out takes 30 credits in all:",
            "  - lower the agency floor of 'health' from 60 to 30",
            "The smallest pool that does, all else the same, is 120 credits.",
        ]
    )
    assert caught.value.status is Status.INFEASIBLE
    assert caught.value.conflict.credits == 30.0


def test_more_than_one_change_is_summed_up() -> None:
    four = worlds.four_projects()
    scenario = four.replace(
        agencies=four.agencies.assign(floor=[90.0, 0.0], ceiling=[np.nan, 40.0]),
        projects=four.projects.assign(mandatory=[False, True, False, True]),
    )
    told = conflicts(scenario)
    assert len(told.relaxation) > 1
    assert told.credits == told.relaxation["change"].abs().sum()
    assert feasible(relaxed_by(scenario, told.relaxation))


def test_the_first_twelve_of_many_demands_are_listed_and_the_others_counted() -> None:
    found = conflicts(apart([10] * 13, 129, projects={"floor": 10.0}))
    assert len(found.demands) == 14
    listed = [line for line in str(found).splitlines() if line.startswith("  - ")]
    assert listed[11] == "  - project 'p7' gets at least 10 credits"
    assert "  ... and 2 more; .demands has them all" in str(found)


def test_a_conflict_that_no_money_ends_says_so() -> None:
    four = worlds.four_projects()
    projects = four.projects.assign(
        mandatory=[False, False, True, False], excluded=[True, False, False, False]
    )
    told = conflicts(four.replace(projects=projects))
    assert told.relaxation.empty
    assert told.pool is None
    assert told.demands["words"].tolist() == [
        "'e-filing' is mandatory (40 credits)",
        "'tax-login' is excluded",
        "e-filing needs tax-login",
    ]
    assert str(told).endswith("floors or of ceilings ends it: one of these demands has to go.")


@pytest.mark.parametrize("target", [ServicesTarget(4, 0.5), MeanTarget(0.75)])
def test_a_target_beyond_the_pool_is_one_of_the_demands(target: ServicesTarget | MeanTarget) -> None:
    scenario, rules = worlds.four_projects().replace(pool=60), [*STANDARD, target]
    told = conflicts(scenario, rules=rules)
    assert target.name in set(told.demands["rule"])
    assert "pool" in set(told.demands["rule"])
    assert len(told.demands) <= 3
    assert told.pool is not None
    allocation = allocate(scenario.replace(pool=told.pool), rules=rules)
    assert allocation.audit()
    with pytest.raises(Infeasible):
        allocate(scenario.replace(pool=told.pool - 1), rules=rules)


def test_whole_projects_are_named_where_only_wholeness_stands_in_the_way() -> None:
    four = worlds.four_projects()
    scenario = four.replace(
        pool=45,
        projects=four.projects.assign(divisible=False),
        agencies=four.agencies.assign(floor=[0.0, 35.0]),
    )
    told = conflicts(scenario)
    assert "all or nothing" in set(told.demands["rule"])
    assert told.relaxation["words"].tolist() in (
        ["lower the agency floor of 'health'"],
        ["raise the pool"],
    )
    assert told.credits == 5.0


def test_the_national_example_is_explained() -> None:
    scenario = worlds.national_1400(services=300, projects=120).replace(pool=2_000)
    told = conflicts(scenario, find_overlaps(scenario))
    assert told
    assert told.irreducible
    assert told.cheapest
    assert told.pool is not None
    assert told.credits > 0
    assert feasible(scenario.replace(pool=told.pool))
    assert not feasible(scenario.replace(pool=told.pool - 1))
