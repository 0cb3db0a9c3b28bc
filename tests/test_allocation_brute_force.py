"""The solver finds what trying every set of projects finds, and so does every other solver."""

from __future__ import annotations

import shutil

import pytest

from egov_budget import ConflictingRules, Infeasible, Scenario, allocate, find_overlaps
from egov_budget.overlaps import Overlaps
from random_scenarios import EXACT, best_by_trying, random_scenario


def best(scenario: Scenario, overlaps: Overlaps, solver: str = "HiGHS") -> tuple[float, int] | None:
    """Return gain and cost of the plan a solver finds, its audit passed, or None if there is none."""
    try:
        found = allocate(scenario, overlaps, rules=EXACT, relative_gap=0, solver=solver)
    except (ConflictingRules, Infeasible):
        return None
    assert found.audit()
    return pytest.approx(found.gain, abs=1e-6), int(found.spent)


@pytest.mark.once
@pytest.mark.parametrize("first", [0, 30])
def test_the_solver_equals_brute_force_on_60_random_scenarios(first: int) -> None:
    plans = 0
    for seed in range(first, first + 30):
        scenario = random_scenario(seed)
        overlaps = find_overlaps(scenario)
        tried = best_by_trying(scenario, overlaps.members)
        assert best(scenario, overlaps) == tried, f"random_scenario({seed})"
        plans += tried is not None
    assert 15 < plans < 30  # some scenarios have no plan, and both ways say so


@pytest.mark.parametrize(("solver", "program"), [("COIN_CMD", "cbc"), ("GLPK_CMD", "glpsol")])
def test_every_solver_finds_the_same_value(solver: str, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    for seed in range(12):
        scenario = random_scenario(seed)
        overlaps = find_overlaps(scenario)
        assert best(scenario, overlaps, solver) == best(scenario, overlaps), f"random_scenario({seed})"
