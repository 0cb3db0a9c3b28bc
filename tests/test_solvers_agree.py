"""Every solver finds the same value, and what ``benchmarks.solvers`` calls a fault of one is one."""

from __future__ import annotations

import shutil

import pytest
from benchmarks.small_scenario import small_scenario
from benchmarks.solvers import faults
from benchmarks.solvers_answers import answer

from egov_budget import ConflictingRules, Infeasible, Scenario, allocate, find_overlaps, formulate, worlds
from random_scenarios import EXACT, random_scenario


def test_the_same_seed_draws_the_same_scenario_and_another_one_another() -> None:
    assert small_scenario(3) == small_scenario(3)
    assert small_scenario(3) != small_scenario(4)


def test_the_draw_has_something_of_everything() -> None:
    drawn = [small_scenario(seed) for seed in range(30)]
    assert all(
        any(len(scenario.tables[name]) for scenario in drawn) for name in ("prerequisites", "alternatives")
    )
    assert any(len(scenario.exchanges) for scenario in drawn)
    assert any((scenario.agencies["floor"] > 0).any() for scenario in drawn)
    assert any((scenario.projects["minimum_share"] > 0).any() for scenario in drawn)
    assert any(not scenario.projects["divisible"].any() for scenario in drawn)
    assert any(len(find_overlaps(scenario).members) for scenario in drawn)


def test_an_answer_says_what_was_reached_and_that_the_rows_hold() -> None:
    scenario = worlds.four_projects()
    told = answer(formulate(scenario, find_overlaps(scenario)), "HiGHS")
    assert told["status"] == "plan"
    assert told["kept"] is True
    assert told["value"] == pytest.approx(2.2416666667)


@pytest.mark.parametrize(
    ("told", "best", "found"),
    [
        ({"status": "plan", "value": 10.0, "kept": True}, 10.0, []),
        ({"status": "plan", "value": 9.9995, "kept": True}, 10.0, []),
        ({"status": "plan", "value": 9.9, "kept": True}, 10.0, ["below"]),
        ({"status": "plan", "value": 12.1, "kept": True}, 12.1, ["above"]),
        ({"status": "plan", "value": 12.1, "kept": False}, 10.0, ["above", "breaks"]),
        ({"status": "plan", "value": 1.0, "kept": False}, None, ["breaks"]),
        ({"status": "infeasible"}, None, []),
        ({"status": "infeasible"}, 10.0, ["infeasible"]),
        ({"status": "Unfinished"}, None, ["open"]),
    ],
)
def test_a_planted_fault_of_a_solver_is_told(
    told: dict[str, object], best: float | None, found: list[str]
) -> None:
    assert [*faults(told, best, most=12.0)] == found


def best(scenario: Scenario, solver: str) -> tuple[float, int] | None:
    """Return gain and cost of the plan a solver finds, its audit passed, or None if there is none."""
    try:
        found = allocate(scenario, rules=EXACT, relative_gap=0, solver=solver)
    except (ConflictingRules, Infeasible):
        return None
    assert found.audit()
    return pytest.approx(found.gain, abs=1e-6), int(found.spent)


def test_every_solver_finds_the_same_value() -> None:
    for seed in range(8):
        scenario = random_scenario(seed)
        for solver, program in (("COIN_CMD", "cbc"), ("GLPK_CMD", "glpsol")):
            if shutil.which(program):
                assert best(scenario, solver) == best(scenario, "HiGHS"), f"random_scenario({seed})"
