"""One engine: whatever is changed in it, a state that is put back is solved as it was before."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from egov_budget import find_overlaps, formulate, worlds
from egov_budget.program import Program, quantised, with_binaries
from egov_budget.solving import SolveOptions, Status, held
from egov_budget.solving.change import Change
from egov_budget.solving.highs import LEAST, HighsEngine
from egov_budget.solving.lexicographic import lexicographic
from egov_budget.solving.resolve import Resolve
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.snapshot import PRIMAL_SIMPLEX, Snapshot
from random_scenarios import random_scenario


def program_of(seed: int) -> Program:
    scenario = random_scenario(seed)
    return formulate(scenario, find_overlaps(scenario))


def changed(state: Snapshot, rng: np.random.Generator) -> Snapshot:
    """Return a state in which everything that a state holds is another."""
    columns, rows = (len(state.column_upper), len(state.row_upper))
    some = rng.choice(columns, columns // 3, replace=False)
    few = rng.choice(rows, rows // 4, replace=False)
    state = state.with_columns(some, 0.0, state.column_upper[some] / 2)
    state = state.with_rows(few, -np.inf, np.inf).with_whole(some, bool(rng.random() < 0.5))
    state = state.with_cut(np.round(rng.random(columns), 1), float(rng.integers(1, 4)))
    return dataclasses.replace(state, strategy=PRIMAL_SIMPLEX)


@pytest.mark.parametrize("seed", range(6))
def test_a_state_is_solved_alike_whatever_the_engine_held_before(seed: int) -> None:
    program, rng = program_of(seed), np.random.default_rng(seed)
    options = SolveOptions(relative_gap=0.0)
    cost = Scaled.of(program).cost(0)
    engine = HighsEngine(program, options)
    states = [engine.state]
    for _ in range(5):
        states.append(changed(states[int(rng.integers(0, len(states)))], rng))
    for at in rng.integers(0, len(states), 15).tolist():
        engine.restore(states[at])
        fresh = HighsEngine(program, options)
        fresh.restore(states[at])
        here, there = engine.minimise(cost), fresh.minimise(cost)
        assert here.status is there.status
        if here.values is not None and there.values is not None:
            assert cost @ here.values == pytest.approx(cost @ there.values, abs=1e-6)


def test_a_snapshot_brings_back_the_basis_and_what_was_kept_to() -> None:
    program = program_of(1)
    relaxed = dataclasses.replace(program, whole=np.zeros_like(program.whole))
    engine = HighsEngine(relaxed, SolveOptions())
    costs = [Scaled.of(relaxed).cost(place) for place in (0, 1)]
    first = engine.minimise(costs[0])
    start = engine.snapshot()
    assert start.basis is not None
    assert first.values is not None
    engine.stay_optimal()
    engine.add_cut(costs[1], float(costs[1] @ first.values))
    engine.fix(np.array([0, 1]), 0.0)
    engine.minimise(costs[1])
    engine.restore(start)
    again = engine.minimise(costs[0])
    assert again.values is not None
    np.testing.assert_array_equal(again.values, first.values)
    assert engine.state.cuts == ()


@pytest.mark.parametrize("seed", range(3))
def test_a_resolve_forgets_the_changes_of_the_one_before(seed: int) -> None:
    program = program_of(seed)
    none = np.zeros(0, dtype=np.int64)
    pool = program.row_rule.index("pool")
    less = Change(pool, -np.inf, float(program.row_upper[pool]) / 2)
    for asked in (program, dataclasses.replace(program, whole=np.zeros_like(program.whole))):
        resolve = Resolve(asked, none, SolveOptions(relative_gap=0.0))
        before = resolve([less]).value
        resolve([Change(0, 1.0, 1.0, of_columns=True)])
        assert resolve([less]).value == pytest.approx(before, abs=1e-9)
        assert resolve([]).value == pytest.approx(resolve.base.value, abs=1e-9)
        assert before <= resolve.base.value + 1e-9


def test_the_time_limit_is_that_of_all_runs_together() -> None:
    options = SolveOptions(time_limit=60)
    assert 0 < options.left <= 60
    scenario = worlds.four_projects()
    program = formulate(scenario, find_overlaps(scenario))
    assert lexicographic(program, options).status is Status.OPTIMAL
    later = dataclasses.replace(options, began=options.began - 60)  # a minute has gone by
    assert later.left == 0
    assert lexicographic(with_binaries(program), later).status is Status.UNFINISHED
    assert 0 < later.within(10).left <= 10
    assert SolveOptions().left == np.inf


def test_a_search_in_a_process_of_its_own_finds_what_one_in_this_process_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = with_binaries(program_of(1))
    cost = Scaled.of(program).cost(0)
    here = HighsEngine(program, SolveOptions(relative_gap=0.0))
    monkeypatch.setattr(held, "SLOW", -1)
    apart = HighsEngine(program, SolveOptions(relative_gap=0.0, time_limit=60))
    runs = []
    for engine in (here, apart):
        engine.add_cut(cost, 0.0)
        engine.fix(np.array([0]), 0.0)
        runs.append(engine.minimise(cost))
    one, other = runs
    assert one.values is not None
    assert other.values is not None
    assert other.status is one.status is Status.OPTIMAL
    assert cost @ other.values == pytest.approx(cost @ one.values, abs=1e-9)
    assert other.bound == pytest.approx(one.bound, abs=1e-9)


def test_a_search_whose_work_is_limited_ends_at_the_same_plan_whenever_it_ends() -> None:
    scenario = worlds.national_1400(120, 200)
    program = quantised(with_binaries(formulate(scenario, find_overlaps(scenario))))
    cost = Scaled.of(program).cost(0)
    options = SolveOptions(relative_gap=0.0, work=10.5 * LEAST)
    runs = [HighsEngine(program, options).minimise(cost) for _ in range(2)]
    assert [run.status for run in runs] == [Status.FEASIBLE, Status.FEASIBLE]
    np.testing.assert_array_equal(runs[0].values, runs[1].values)
