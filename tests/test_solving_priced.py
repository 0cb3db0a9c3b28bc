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


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("wide", "fitted"), [(0, 0.0), (2, 0.0), (4, 0.0), (2, np.inf)])
def test_a_search_at_prices_gives_a_plan_and_a_bound_and_leaves_the_engine_as_it_was(
    seed: int, wide: int, fitted: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priced, "WIDE", wide)
    monkeypatch.setattr(priced, "FITTED", fitted)  # inf: nothing to fit with, the few others are searched
    program = program_of(seed)
    engine, cost = HighsEngine(program, SolveOptions(relative_gap=1e-4)), -program.goals[0].coefficients
    before = engine.state
    found = priced.priced(engine, cost)
    assert np.array_equal(engine.state.whole, before.whole)
    assert np.array_equal(engine.state.column_upper, before.column_upper)
    exact = HighsEngine(program, SolveOptions(relative_gap=0.0)).minimise(cost)
    if found.values is None or exact.values is None:
        assert found.values is None or exact.values is not None
        return
    assert found.bound is not None
    assert keeps(program, found.values)
    least = float(cost @ exact.values)
    assert found.bound - CLOSE <= least <= float(cost @ found.values) + CLOSE
    if found.status is Status.OPTIMAL:
        assert float(cost @ found.values) - found.bound <= 1e-4 * max(1.0, abs(least)) + CLOSE


@pytest.mark.parametrize("rounded", [True, False])
def test_most_searches_at_prices_are_within_the_gap_even_where_the_rounded_relaxation_is_no_plan(
    rounded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = worlds.national_1400(projects=200, services=400)
    program = Scaled.of(with_binaries(formulate(scenario, find_overlaps(scenario)))).program
    cost, fitted, asked = -program.goals[0].coefficients, priced._Prices.fitted, []

    def breaking(prices: priced._Prices, fixed: np.ndarray) -> Run:
        asked.append(fixed)
        return Run(Status.INFEASIBLE) if len(asked) == 1 and not rounded else fitted(prices, fixed)

    monkeypatch.setattr(priced._Prices, "fitted", breaking)
    found = priced.priced(HighsEngine(program, SolveOptions(relative_gap=1e-3)), cost)
    assert found.status is Status.OPTIMAL


@pytest.mark.parametrize(
    ("small", "slow", "at_prices"),
    [
        (in_two_ways.SMALL, held.SLOW, None),
        (0, held.SLOW, Status.UNFINISHED),
        (0, held.SLOW, Status.FEASIBLE),
        (0, held.SLOW, Status.OPTIMAL),
        (0, 0, Status.FEASIBLE),
        (0, 0, Status.UNFINISHED),
    ],
)
@pytest.mark.parametrize("gap", [0.0, 1e-4])
def test_a_search_that_ends_worse_than_another_way_is_not_believed_at_any_size(
    small: int, slow: int, at_prices: Status | None, gap: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = program_of(3)
    cost, engine = -program.goals[0].coefficients, HighsEngine(program, SolveOptions(relative_gap=gap))
    best, search = engine.searched(cost), engine.searched
    assert best.values is not None
    poor = Run(Status.OPTIMAL, 0 * best.values, 0.0)
    other = replace(best, status=at_prices or Status.OPTIMAL)
    if at_prices is Status.UNFINISHED:
        other = Run(at_prices, bound=best.bound)
    monkeypatch.setattr(in_two_ways, "SMALL", small)
    monkeypatch.setattr(held, "SLOW", slow)
    monkeypatch.setattr(in_two_ways, "priced", lambda engine, cost: other)
    monkeypatch.setattr(
        engine, "searched", lambda cost, start=None, presolve=True: poor if presolve else search(cost)
    )
    found = engine.minimise(cost)
    assert found.values is not None
    assert float(cost @ found.values) == pytest.approx(float(cost @ best.values))


def test_a_search_from_a_known_plan_is_not_believed_either(monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(3)
    cost, engine = -program.goals[0].coefficients, HighsEngine(program, SolveOptions())
    best, search = engine.searched(cost), engine.searched
    assert best.values is not None
    nothing = 0 * best.values
    poor = Run(Status.OPTIMAL, nothing, 0.0)
    monkeypatch.setattr(in_two_ways, "SMALL", 0)
    monkeypatch.setattr(
        engine, "searched", lambda cost, start=None, presolve=True: poor if presolve else search(cost)
    )
    found = engine.minimise(cost, nothing)
    assert found.values is not None
    assert float(cost @ found.values) == pytest.approx(float(cost @ best.values))


def test_what_another_way_has_proved_of_a_large_program_is_not_searched_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = program_of(3)
    cost, engine = -program.goals[0].coefficients, HighsEngine(program, SolveOptions())
    best, searches = engine.searched(cost), []

    def searched(cost: np.ndarray, start: object = None, presolve: bool = True) -> Run:
        searches.append(presolve)
        return best

    monkeypatch.setattr(in_two_ways, "SMALL", 0)
    proved = Run(Status.UNFINISHED, bound=best.bound)
    monkeypatch.setattr(in_two_ways, "priced", lambda engine, cost: proved)
    monkeypatch.setattr(engine, "searched", searched)
    assert engine.minimise(cost) is best
    assert searches == [True]


def test_a_search_that_is_stopped_before_it_has_proved_anything_leaves_what_was_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = program_of(3)
    cost, engine = -program.goals[0].coefficients, HighsEngine(program, SolveOptions())
    best = engine.searched(cost)
    known, stopped = replace(best, status=Status.FEASIBLE), Run(Status.FEASIBLE, best.values)
    monkeypatch.setattr(in_two_ways, "SMALL", 0)
    monkeypatch.setattr(held, "SLOW", 0)
    monkeypatch.setattr(in_two_ways, "priced", lambda engine, cost: known)
    monkeypatch.setattr(engine, "searched", lambda cost: stopped)
    assert engine.minimise(cost).bound == best.bound


def test_what_prices_leave_is_searched_again_where_the_search_loses_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(priced, "WIDE", 2)
    monkeypatch.setattr(priced, "FITTED", 0.0)
    beside, lost = HighsEngine.beside, []

    def losing(engine: HighsEngine, part: held.Held) -> HighsEngine:
        other = beside(engine, part)
        search = other.searched

        def searched(cost: np.ndarray, start: object = None, presolve: bool = True) -> Run:
            lost.append(presolve)
            return Run(Status.OPTIMAL, 0 * cost, 0.0) if presolve else search(cost, presolve=False)

        monkeypatch.setattr(other, "searched", searched)
        return other

    program = program_of(5)
    cost = -program.goals[0].coefficients
    honest = priced.priced(HighsEngine(program, SolveOptions()), cost)
    monkeypatch.setattr(HighsEngine, "beside", losing)
    found = priced.priced(HighsEngine(program, SolveOptions()), cost)
    assert lost[:2] == [True, False]
    assert found.bound == pytest.approx(honest.bound, rel=1e-4)
