"""Rows that couple are priced: what comes back is a plan and a bound, whatever the prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from egov_budget import find_overlaps, formulate, worlds
from egov_budget.program import Program, with_binaries
from egov_budget.solving import SolveOptions, Status, held, in_two_ways, priced
from egov_budget.solving.highs import HighsEngine
from egov_budget.solving.run import Run
from egov_budget.solving.scaled import Scaled
from random_scenarios import random_scenario

CLOSE = 1e-6


def program_of(seed: int) -> Program:
    scenario = random_scenario(seed)
    return Scaled.of(with_binaries(formulate(scenario, find_overlaps(scenario)))).program


def keeps(program: Program, values: np.ndarray) -> bool:
    at_row = program.matrix @ values
    rows = (at_row >= program.row_lower - CLOSE) & (at_row <= program.row_upper + CLOSE)
    whole = np.abs(values - np.rint(values))[program.whole] <= CLOSE
    return bool(rows.all() and whole.all() and (values <= program.upper + CLOSE).all())


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("wide", [0, 2, 4])
def test_a_search_at_prices_gives_a_plan_and_a_bound_and_leaves_the_engine_as_it_was(
    seed: int, wide: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priced, "WIDE", wide)
    monkeypatch.setattr(priced, "FITTED", 0.0)
    program = program_of(seed)
    engine, cost = HighsEngine(program, SolveOptions(relative_gap=1e-4)), -program.goals[0].coefficients
    before = engine.state
    found = priced.priced(engine, cost)
    assert np.array_equal(engine.state.whole, before.whole)
    assert np.array_equal(engine.state.column_upper, before.column_upper)
    exact = HighsEngine(program, SolveOptions(relative_gap=0.0)).minimise(cost)
    if found is None or exact.values is None:
        assert found is None or found.values is None or exact.values is not None
        return
    assert found.values is not None
    assert found.bound is not None
    assert keeps(program, found.values)
    least = float(cost @ exact.values)
    assert found.bound - CLOSE <= least <= float(cost @ found.values) + CLOSE
    if found.status is Status.OPTIMAL:
        assert float(cost @ found.values) - found.bound <= 1e-4 * max(1.0, abs(least)) + CLOSE


def test_most_searches_at_prices_are_within_the_gap_where_projects_are_small() -> None:
    scenario = worlds.national_1400(projects=400, services=1_000)
    program = Scaled.of(with_binaries(formulate(scenario, find_overlaps(scenario)))).program
    cost = -program.goals[0].coefficients
    found = priced.priced(HighsEngine(program, SolveOptions(relative_gap=1e-3)), cost)
    assert found is not None
    assert found.status is Status.OPTIMAL


@pytest.mark.parametrize("slow", [0, held.SLOW])
def test_a_search_that_ends_worse_than_another_way_is_not_believed(
    slow: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_of(3)
    cost, engine = -program.goals[0].coefficients, HighsEngine(program, SolveOptions())
    best, search = engine.searched(cost), engine.searched
    assert best.values is not None
    poor = Run(Status.OPTIMAL, 0 * best.values, 0.0)
    monkeypatch.setattr(held, "SLOW", slow)
    monkeypatch.setattr(in_two_ways, "priced", lambda engine, cost: replace(best, status=Status.FEASIBLE))
    monkeypatch.setattr(
        engine, "searched", lambda cost, start=None, presolve=True: poor if presolve else search(cost)
    )
    found = engine.minimise(cost)
    assert found.values is not None
    assert float(cost @ found.values) == pytest.approx(float(cost @ best.values))
