"""Numbers of any size: the same plan in other units, and no plan where a solver refuses them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from drawn_scenarios import drawn
from egov_budget import (
    ConflictingRules,
    Infeasible,
    Scenario,
    Settings,
    Unfinished,
    allocate,
    find_overlaps,
    formulate,
    rules,
    solve,
    worlds,
)
from egov_budget.counting import BILLION
from egov_budget.money import to_amounts
from egov_budget.program import Program, quantised
from egov_budget.solving import SolveOptions, Status
from egov_budget.solving.change import Change
from egov_budget.solving.resolve import Resolve
from egov_budget.solving.scaled import Scaled
from egov_budget.solving.sweep import sweep
from random_scenarios import EXACT, random_scenario

AMOUNTS = {"projects": ["cost"], "agencies": ["floor", "ceiling"], "categories": ["floor", "ceiling"]}
PARTS = ("upper", "row_lower", "row_upper")


def smaller(scenario: Scenario, factor: float) -> Scenario:
    """Return the scenario with effects so many times as large, and room for all of them."""
    effects = scenario.effects.assign(points=scenario.effects["points"] * factor)
    return scenario.replace(effects=effects, scores=scenario.scores.assign(score=0.0))


def in_quanta_of(quantum: float, scenario: Scenario) -> Scenario:
    """Return a scenario with whole amounts in which as many quanta of another size are asked for."""
    tables = {name: getattr(scenario, name).copy() for name in AMOUNTS}
    for name, columns in AMOUNTS.items():
        for column in columns:
            table = tables[name]
            unit = table.get(f"{column}_unit", pd.Series("credits", index=table.index))
            amounts = to_amounts(np.ceil(table[column].fillna(0)), quantum)
            table[column] = table[column].where(unit.ne("credits") | table[column].isna(), amounts)
    tables["agencies"]["last_year"] = to_amounts(np.ceil(tables["agencies"]["last_year"]), quantum)
    pool = float(to_amounts(scenario.settings.pool, quantum))
    return scenario.replace(**tables, pool=pool, quantum=quantum)


@pytest.mark.parametrize("factor", [2.0**-30, 1e-9, 1e-7, 1e-6, 1e-4])
def test_small_effects_are_funded_like_large_ones(factor: float) -> None:
    four = smaller(worlds.four_projects(), 0.25)  # no service reaches full marks
    plan, like = allocate(four), allocate(smaller(four, factor))
    assert plan.gain > 0
    assert like.gain == pytest.approx(plan.gain * factor, rel=1e-9)
    assert like.spent == plan.spent


@settings(max_examples=12)
@given(
    seed=st.integers(0, 300),
    effects=st.floats(1e-9, 1),
    importance=st.floats(-12, 12),
    quantum=st.floats(-2, 9),
)
def test_the_gain_is_the_same_in_other_units_and_no_rule_is_broken(
    seed: int, effects: float, importance: float, quantum: float
) -> None:
    scenario = in_quanta_of(1.0, smaller(drawn(seed), 0.1))
    weight = 10.0**importance
    other = in_quanta_of(round(10.0**quantum, 2), smaller(scenario, effects))
    other = other.replace(services=other.services.assign(importance=other.services["importance"] * weight))
    gains: list[object] = []
    paid: list[int] = []
    for asked in (scenario, other):
        try:
            plan = allocate(asked, rules=EXACT, relative_gap=0.0)
        except (ConflictingRules, Infeasible) as error:
            gains.append(type(error))
            continue
        assert plan.audit(), plan.audit().breaches
        gains.append(plan.gain if asked is scenario else plan.gain / effects / weight)
        paid.append(int(plan.quanta.sum()))
    assert gains[1] == (gains[0] if isinstance(gains[0], type) else pytest.approx(gains[0], rel=1e-9))
    assert len(set(paid)) < 2  # so many quanta, of whatever size


def of_quanta(total: int, scenario: Scenario) -> Scenario:
    """Return a scenario whose largest sum of amounts is about so many quanta, with odd last digits."""
    known = [scenario.projects["cost"].sum(), scenario.agencies["last_year"].sum(), scenario.settings.pool]
    factor = Fraction(total) / int(np.ceil(max(known)))
    rng = np.random.default_rng(int(scenario.settings.pool))

    def odd(amount: float) -> float:
        return float(int(Fraction(amount) * factor) - (int(rng.integers(0, 3)) if amount else 0))

    tables = {name: getattr(scenario, name).copy() for name in AMOUNTS}
    for name, columns in AMOUNTS.items():
        for column in columns:
            table = tables[name]
            unit = table.get(f"{column}_unit", pd.Series("credits", index=table.index))
            kept = unit.ne("credits") | table[column].isna()
            table[column] = table[column].where(kept, table[column].fillna(0).map(odd))
    tables["agencies"]["last_year"] = np.ceil(tables["agencies"]["last_year"]).map(odd)
    return scenario.replace(**tables, pool=odd(scenario.settings.pool))


@pytest.mark.parametrize(
    "drawn_one",
    [drawn(14), drawn(34), random_scenario(8, divisible=True), random_scenario(15, divisible=True)],
)
def test_near_2_to_the_53_quanta_a_plan_gains_the_same_and_is_found_again_in_its_own_pool(
    drawn_one: Scenario,
) -> None:
    asked = of_quanta(2**53 - 1, drawn_one)
    plan = allocate(asked, rules=EXACT, relative_gap=0.0)
    like = allocate(of_quanta(10**13, drawn_one), rules=EXACT, relative_gap=0.0)
    assert plan.gain == pytest.approx(like.gain, rel=1e-9)
    ids = plan.columns.projects.tolist()
    funded = [name for name in ids if plan.credits[name] > 0][::2]
    shares = dict(zip(ids, (plan.parts / BILLION).tolist(), strict=True))
    decided = rules.Frozen({name: plan.credits[name] for name in funded}, {n: shares[n] for n in funded})
    again = [allocate(asked, rules=[*EXACT, decided], relative_gap=0.0)]
    if not asked.agencies.filter(like="_unit").eq("percent of pool").any(axis=None):
        again.append(allocate(asked.replace(pool=plan.spent), rules=EXACT, relative_gap=0.0))
    for found in again:
        assert found.audit(), found.audit().breaches
        assert found.gain == pytest.approx(plan.gain, abs=1e-8)


def duals_of(program: Program) -> NDArray[np.float64]:
    found = solve(program).duals
    assert found is not None
    return found


def test_duals_and_bounds_come_back_in_the_units_of_the_program() -> None:
    four = smaller(worlds.four_projects(), 0.25)
    programs = [formulate(asked, find_overlaps(asked)) for asked in (four, smaller(four, 2.0**-24))]
    outcomes = [solve(program) for program in programs]
    assert Scaled.of(programs[1]).program.goals[0].scale < 2.0**-24
    bounds = [outcome.reached[0].bound for outcome in outcomes]
    assert bounds[1] == pytest.approx(bounds[0] * 2.0**-24, rel=1e-12)
    pool = programs[0].row_rule.index("pool")
    prices = [duals_of(program)[pool] for program in programs]
    assert prices[0] < 0
    assert prices[1] == pytest.approx(prices[0] * 2.0**-24, rel=1e-12)


def test_sweeps_and_resolves_speak_in_the_units_of_the_program() -> None:
    four, factor = smaller(worlds.four_projects(), 0.25), 2.0**-24
    told = []
    for asked in (four, smaller(four, factor)):
        program = formulate(asked, find_overlaps(asked))
        pool = program.row_rule.index("pool")
        less = program.row_upper.copy()
        less[pool] /= 2
        swept = sweep(
            program, [(program.row_lower, less), (program.row_lower, program.row_upper)], SolveOptions()
        )
        resolve = Resolve(program, np.zeros(0, dtype=np.int64), SolveOptions())
        coverage = program.row_rule.index("coverage")
        refused = resolve([Change(0, 0.0, 0.0, of_columns=True)])
        gains = [outcome.reached[0].value for outcome in swept]
        gains += [one.value for one in (resolve.base, refused)]
        told.append((np.array(gains), resolve.base.prices[pool], resolve.holds_to[pool]))
        assert resolve.base.prices[coverage] == pytest.approx(0.5)  # what a point is worth has not changed
    (gains, price, holds), (small_gains, small_price, small_holds) = told
    np.testing.assert_allclose(small_gains, gains * factor, rtol=1e-9)
    assert small_price == pytest.approx(price * factor, rel=1e-9)
    assert small_holds == pytest.approx(holds, rel=1e-9)
    assert (np.diff(gains[2:]) < 0).any()  # what is changed matters


@pytest.mark.parametrize(
    "make",
    [
        worlds.four_projects,
        lambda: worlds.national_1400(60, 90),
        *(partial(random_scenario, at) for at in (3, 5)),
    ],
)  # fmt: skip
def test_ordinary_numbers_reach_the_solver_as_they_are(make: Callable[[], Scenario]) -> None:
    scenario = make()
    program = formulate(scenario, find_overlaps(scenario))
    scaled = Scaled.of(program).program
    for part in PARTS:
        np.testing.assert_array_equal(getattr(scaled, part), getattr(program, part), strict=True)
    np.testing.assert_array_equal(scaled.matrix.toarray(), program.matrix.toarray(), strict=True)
    for before, after in zip(program.goals, scaled.goals, strict=True):
        np.testing.assert_array_equal(after.coefficients, before.coefficients, strict=True)
        assert after.scale == before.scale


def test_a_program_that_the_solver_refuses_is_unfinished_and_not_optimal() -> None:
    projects = ["p1", "p2", "p3"]
    scenario = Scenario.from_frames(
        Settings(name="wide", pool=1e15 + 4),
        indicators=pd.DataFrame({"id": ["i"]}),
        agencies=pd.DataFrame({"id": ["a"]}),
        services=pd.DataFrame({"id": projects, "agency": "a"}),
        scores=pd.DataFrame({"service": projects, "indicator": "i", "score": 0.0}),
        projects=pd.DataFrame(
            {"id": projects, "agency": "a", "cost": [1, 1e15, 7], "divisible": [True, False, True]}
        ),
        effects=pd.DataFrame({"project": projects, "service": projects, "indicator": "i", "points": 0.5}),
    )
    outcome = solve(quantised(formulate(scenario)))  # HiGHS takes no coefficient as large as 1e15
    assert outcome.status is Status.UNFINISHED
    with pytest.raises(Unfinished, match="a larger quantum"):
        _ = outcome.values
