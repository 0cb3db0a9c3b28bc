"""A status is read before a value, and nothing that is no plan looks like one."""

from __future__ import annotations

import dataclasses
import gc
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from benchmarks.small_scenario import small_scenario
from scipy import sparse

from egov_budget import (
    ConflictingRules,
    Infeasible,
    Scenario,
    SolverUnavailable,
    Unbounded,
    Unfinished,
    allocate,
    find_overlaps,
    formulate,
    rules,
    solve,
    worlds,
)
from egov_budget.program import Program
from egov_budget.rules import Block, Columns
from egov_budget.solving import Status
from egov_budget.solving.highs import HighsEngine, Model
from random_scenarios import EXACT

SOLVERS = [
    "HiGHS",
    *(name for name, program in (("COIN_CMD", "cbc"), ("GLPK_CMD", "glpsol")) if shutil.which(program)),
]


@dataclass(frozen=True)
class Impossible:
    """Demands that a share be at least 2."""

    name: str = "impossible"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[rules.Rule]:
        yield from ()

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        row = sparse.csr_array(([1.0], ([0], [0])), shape=(1, columns.size))
        yield Block(["all"], row, np.array([2.0]), np.array([np.inf]))

    def say(self, subject: str, price: str) -> str:
        return f"{subject} costs {price}"


def four(*more: rules.Rule) -> Program:
    scenario = worlds.four_projects()
    return formulate(scenario, find_overlaps(scenario), rules=[*rules.STANDARD, *more])


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_program_without_a_plan_is_infeasible(solver: str) -> None:
    outcome = solve(four(Impossible()), solver=solver)
    assert outcome.status is Status.INFEASIBLE
    with pytest.raises(Infeasible, match="no allocation of 'Four projects'"):
        _ = outcome.values


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_search_among_whole_numbers_without_a_plan_is_infeasible(solver: str) -> None:
    scenario = small_scenario(27)  # CBC breaks off on it where its preprocessing is off
    program = formulate(scenario, find_overlaps(scenario), rules=EXACT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # PuLP leaves a file open where a solver breaks off
        assert solve(program, solver=solver).status is Status.INFEASIBLE
        gc.collect()


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_program_without_a_finite_optimum_is_unbounded(solver: str) -> None:
    program = formulate(worlds.four_projects(), None, rules=[rules.Prerequisites()])
    free = dataclasses.replace(program, upper=np.full(len(program.upper), np.inf))
    outcome = solve(free, solver=solver)
    assert outcome.status in (Status.UNBOUNDED, Status.UNFINISHED)
    with pytest.raises((Unbounded, Unfinished)):
        _ = outcome.values


def test_no_time_gives_no_plan() -> None:
    outcome = solve(four(rules.AllOrNothing()), time_limit=0.0)
    assert outcome.status is Status.UNFINISHED
    with pytest.raises(Unfinished, match="without a plan"):
        _ = outcome.values


def test_a_stopped_search_with_a_plan_is_not_called_optimal() -> None:
    scenario = worlds.national_1400(600, 500)
    hard = scenario.replace(projects=scenario.projects.assign(divisible=False))
    program = formulate(hard, None)
    outcome = solve(program, relative_gap=0, time_limit=0.3)
    assert outcome.status in (Status.FEASIBLE, Status.UNFINISHED)
    if outcome.status is Status.FEASIBLE:
        stopped = [goal for goal in outcome.reached if goal.status is Status.FEASIBLE]
        assert stopped or len(outcome.reached) < len(program.goals)
        assert all(goal.gap is None or goal.gap > 0 for goal in stopped)


def test_a_solver_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SolverUnavailable, match=r"'CPLEX_CMD' is not installed; installed are: .*HiGHS"):
        solve(four(), solver="CPLEX_CMD")
    with pytest.raises(SolverUnavailable, match="not known to PuLP"):
        solve(four(), solver="highs")


def test_what_arithmetic_shows_is_raised_before_solving_with_both_numbers() -> None:
    scenario = worlds.four_projects()
    floors = scenario.replace(agencies=scenario.agencies.assign(floor=[90.0, 60.0]))
    with pytest.raises(ConflictingRules) as caught:
        allocate(floors)
    pool = next(conflict for conflict in caught.value.conflicts if conflict.subject == "pool")
    assert (pool.have, pool.need, pool.fix) == (100, 150, 50)
    assert len(pool.remedies) == 2


def test_highs_says_nothing_on_any_stream(capfd: pytest.CaptureFixture[str]) -> None:
    allocate(worlds.four_projects())
    assert capfd.readouterr() == ("", "")


def test_the_same_program_gives_the_same_plan() -> None:
    scenario = worlds.national_1400(120, 90)
    overlaps = find_overlaps(scenario)
    plans = [allocate(scenario, overlaps, threads=threads).credits for threads in (1, 1, 2)]
    pd.testing.assert_series_equal(plans[0], plans[1])
    pd.testing.assert_series_equal(plans[0], plans[2])


def test_what_presolve_calls_infeasible_is_believed_only_where_a_search_without_it_agrees(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = HighsEngine._run

    def presolved_wrongly(engine: HighsEngine, *asked: np.ndarray, presolve: bool = True) -> Model:
        found = run(engine, *asked, presolve=presolve)
        return Model.kInfeasible if engine.state.whole.any() and presolve else found

    scenario = worlds.four_projects()
    whole = scenario.replace(projects=scenario.projects.assign(divisible=False))
    gain = allocate(whole).gain
    monkeypatch.setattr(HighsEngine, "_run", presolved_wrongly)
    assert allocate(whole).gain == gain
