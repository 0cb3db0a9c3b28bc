"""Arithmetic before solving: both numbers, the smallest fix, and two remedies that each end the conflict."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from egov_budget import ConflictingRules, Scenario, find_overlaps, formulate, worlds
from egov_budget.errors import Conflict
from egov_budget.rules import STANDARD, MeanTarget, Rule, ServicesTarget
from egov_budget.rules.holders import bounds_of

pytestmark = pytest.mark.once

FOUR = worlds.four_projects()


def found(scenario: Scenario, *rules: Rule) -> tuple[Conflict, ...]:
    try:
        formulate(scenario, find_overlaps(scenario), rules=[*STANDARD, *rules])
    except ConflictingRules as error:
        return error.conflicts
    return ()


def agencies(**columns: list[object]) -> Scenario:
    return FOUR.replace(agencies=FOUR.agencies.assign(**columns))


def projects(base: Scenario = FOUR, **columns: list[object]) -> Scenario:
    return base.replace(projects=base.projects.assign(**columns))


def alternatives(scenario: Scenario, *members: str) -> Scenario:
    return scenario.replace(alternatives=pd.DataFrame({"set": "online", "project": members}))


PERCENT = ["percent of pool"] * 2
CHAIN = FOUR.replace(
    prerequisites=pd.DataFrame(
        {"project": ["e-filing", "tax-login"], "requires": ["tax-login", "health-login"]}
    )
)
ONLINE = [False, False, True, True]
FILING = [False, False, True, False]  # e-filing, which needs tax-login
LOGIN = [True, False, False, False]  # tax-login alone; as an adopter it costs 28

# scenario in conflict, have, need, remedies in words, and what each of them makes of the scenario
Case = tuple[Scenario, float, float, tuple[str, str], tuple[Scenario, Scenario]]
CASES: dict[str, Callable[[], Case]] = {
    "floors and pool": lambda: (
        agencies(floor=[60.0, 70.0]),
        100,
        130,
        ("lower the floors by 30", "raise the pool to 130"),
        (agencies(floor=[60.0, 40.0]), agencies(floor=[60.0, 70.0]).replace(pool=130)),
    ),
    "floors that grow with the pool": lambda: (
        agencies(floor=[60.0, 60.0], floor_unit=["credits", "percent of pool"]),
        100,
        120,
        ("lower the floors by 20", "raise the pool to 150"),
        (
            agencies(floor=[40.0, 60.0], floor_unit=["credits", "percent of pool"]),
            agencies(floor=[60.0, 60.0], floor_unit=["credits", "percent of pool"])
            .replace(pool=150)
            .replace(projects=FOUR.projects.assign(cost=[60.0, 70.0, 40.0, 30.0])),
        ),
    ),
    "floors that outgrow any pool": lambda: (
        agencies(floor=[60.0, 60.0], floor_unit=PERCENT),
        100,
        120,
        ("lower the floors by 20", "write them as credits"),
        (agencies(floor=[60.0, 40.0], floor_unit=PERCENT), agencies(floor=[50.0, 50.0])),
    ),
    "floors with obligations and pool": lambda: (
        projects(agencies(floor=[0.0, 80.0]), mandatory=FILING),
        100,
        148,
        ("lower the floors by 48", "raise the pool to 148"),
        (
            projects(agencies(floor=[0.0, 32.0]), mandatory=FILING),
            projects(agencies(floor=[0.0, 80.0]), mandatory=FILING).replace(pool=148),
        ),
    ),
    "floors with an obligation beside what is optional": lambda: (
        projects(agencies(floor=[0.0, 80.0]), mandatory=LOGIN),
        100,
        108,
        ("lower the floors by 8", "raise the pool to 108"),
        (
            projects(agencies(floor=[0.0, 72.0]), mandatory=LOGIN),
            projects(agencies(floor=[0.0, 80.0]), mandatory=LOGIN).replace(pool=108),
        ),
    ),
    "mandatory and pool": lambda: (
        projects(mandatory=[True] * 4),
        100,
        148,
        ("raise the pool to 148", "make some of them optional"),
        (projects(mandatory=[True] * 4).replace(pool=148), projects(mandatory=[True, True, False, False])),
    ),
    "what mandatory projects need and pool": lambda: (
        projects(mandatory=FILING).replace(pool=90),
        90,
        100,
        ("raise the pool to 100", "make some of them optional"),
        (projects(mandatory=FILING), FOUR.replace(pool=90)),
    ),
    "mandatory and ceiling": lambda: (
        projects(agencies(ceiling=[60.0, np.nan]), mandatory=FILING),
        60,
        68,
        ("raise the ceiling to 68", "make some of them optional"),
        (projects(agencies(ceiling=[100.0, np.nan]), mandatory=FILING), agencies(ceiling=[60.0, np.nan])),
    ),
    "mandatory and ceiling beside what is optional": lambda: (
        projects(agencies(ceiling=[20.0, np.nan]), mandatory=LOGIN),
        20,
        28,
        ("raise the ceiling to 28", "make some of them optional"),
        (projects(agencies(ceiling=[28.0, np.nan]), mandatory=LOGIN), agencies(ceiling=[20.0, np.nan])),
    ),
    "a ceiling under its floor": lambda: (
        agencies(floor=[50.0, 0.0], ceiling=[30.0, np.nan]),
        30,
        50,
        ("lower the floor by 20", "raise the ceiling by 20"),
        (
            agencies(floor=[30.0, 0.0], ceiling=[30.0, np.nan]),
            agencies(floor=[50.0, 0.0], ceiling=[50.0, np.nan]),
        ),
    ),
    "a floor above the requests": lambda: (
        projects(agencies(floor=[0.0, 60.0]), excluded=[False, True, False, False]),
        30,
        60,
        ("lower the floor by 30", "raise the requests of 'health' by 30"),
        (
            projects(agencies(floor=[0.0, 30.0]), excluded=[False, True, False, False]),
            projects(
                agencies(floor=[0.0, 60.0]),
                excluded=[False, True, False, False],
                cost=[60.0, 50.0, 40.0, 60.0],
            ),
        ),
    ),
    "a project that needs an excluded one": lambda: (
        projects(mandatory=FILING, excluded=[True, False, False, False]),
        0,
        1,
        ("admit 'tax-login'", "make 'e-filing' optional"),
        (projects(mandatory=FILING), projects(excluded=[True, False, False, False])),
    ),
    "a project that needs an excluded one through another": lambda: (
        projects(CHAIN, mandatory=FILING, excluded=[False, True, False, False]).replace(pool=200),
        0,
        1,
        ("admit 'health-login'", "make 'e-filing' optional"),
        (
            projects(CHAIN, mandatory=FILING).replace(pool=200),
            projects(CHAIN, excluded=[False, True, False, False]),
        ),
    ),
    "two alternatives that are both needed": lambda: (
        alternatives(
            projects(mandatory=[False, False, True, True]).replace(pool=200), "tax-login", "e-booking"
        ),
        1,
        2,
        ("make what needs one of them optional", "take one of them out of the set 'online'"),
        (
            alternatives(projects(mandatory=FILING).replace(pool=200), "tax-login", "e-booking"),
            projects(mandatory=ONLINE).replace(pool=200),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_conflict_is_told_with_both_numbers_and_either_remedy_ends_it(name: str) -> None:
    scenario, have, need, remedies, mended = CASES[name]()
    (conflict,) = found(scenario)
    assert (conflict.have, conflict.need, conflict.fix) == (have, need, need - have)
    assert conflict.remedies == remedies
    for after in mended:
        assert found(after) == ()


def test_floors_are_rounded_up_and_ceilings_down_and_a_floor_of_nothing_is_none() -> None:
    coarse = FOUR.replace(quantum=10)
    of = {"floor": [1.0, 0.0], "ceiling": [np.nan, 0.0]}
    asked = coarse.replace(agencies=coarse.agencies.assign(**of))
    assert [bounds_of(asked, "agencies", side) for side in ("floor", "ceiling")] == [
        {"tax": 1},
        {"health": 0},
    ]
    of = {"floor": [35.0, 0.0], "ceiling": [35.0, np.nan], "floor_unit": PERCENT, "ceiling_unit": PERCENT}
    parts = coarse.replace(agencies=coarse.agencies.assign(**of))
    for side, quanta, fewer in (("floor", 4, 3), ("ceiling", 3, 2)):
        assert bounds_of(parts, "agencies", side) == {"tax": quanta}
        assert bounds_of(parts, "agencies", side, pool=80) == {"tax": fewer}


def test_a_floor_in_percent_of_last_year_is_that_part_of_it() -> None:
    of = {"last_year": [250.0, 0.0], "floor": [30.0, 0.0], "floor_unit": ["percent of last year"] * 2}
    assert bounds_of(agencies(**of), "agencies", "floor") == {"tax": 75}


def test_floors_of_categories_are_compared_with_the_pool_too() -> None:
    scenario = FOUR.replace(
        categories=pd.DataFrame({"id": ["sign-in", "online"], "floor": [70.0, 50.0]}),
        projects=FOUR.projects.assign(category=["sign-in", "sign-in", "online", "online"]),
    )
    (conflict,) = found(scenario)
    assert (conflict.rule, conflict.have, conflict.need) == ("category floor", 100.0, 120.0)


def test_a_floor_of_a_million_million_pools_is_told_as_what_it_is() -> None:
    scenario = agencies(floor=[1e12, 0.0], floor_unit=["percent of pool", "credits"])
    told = {conflict.subject: conflict for conflict in found(scenario)}
    assert told["pool"].need == 1e12
    assert told["pool"].remedies[-1] == "write them as credits"


def test_all_conflicts_come_at_once() -> None:
    scenario = projects(agencies(floor=[90.0, 90.0], ceiling=[30.0, np.nan]), mandatory=[True] * 4)
    rules = {conflict.rule for conflict in found(scenario, ServicesTarget(9), MeanTarget(0.99))}
    assert rules == {
        "agency floor", "agency ceiling", "mandatory", "target of services at 90 %", "mean target by agency",
    }  # fmt: skip


@pytest.mark.parametrize("target", [lambda n: ServicesTarget(n, 0.5), lambda n: MeanTarget(n / 10)])
def test_a_target_that_all_projects_just_reach_is_no_conflict(target: Callable[[int], Rule]) -> None:
    wide = FOUR.replace(pool=1000)
    reached = [count for count in range(1, 10) if not found(wide, target(count))]
    assert reached == list(range(1, len(reached) + 1))
    assert 0 < len(reached) < 9


def test_a_target_is_told_to_six_digits_of_its_percentage() -> None:
    target = ServicesTarget(2, 1 / 3)
    assert target.name == "target of services at 33.3333 %"
    assert target.demand(FOUR, "services") == "2 services reach 33.3333 %"


def test_what_may_not_be_funded_is_not_counted_towards_a_target() -> None:
    """Without the sign-in of taxpayers neither of their services reaches half, and filing cannot follow."""
    barred = projects(excluded=[True, False, False, False])
    (conflict,) = found(barred, ServicesTarget(4, 0.5))
    assert (conflict.have, conflict.need) == (2.0, 4.0)
    assert found(FOUR, ServicesTarget(4, 0.5)) == ()


def test_a_remedy_is_said_to_end_its_conflict_alone_where_other_rules_want_more() -> None:
    conflict = Conflict("pool", "pool", 0, 10, "credits", "too small", ("raise it", "ask for less"))
    for told in (conflict, ConflictingRules([conflict])):
        assert "For this alone, either raise it or ask for less" in str(told)
