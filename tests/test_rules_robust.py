"""Robust plans: the laws of budgeted uncertainty and of the mean of the worst, each tried by an adversary."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from math import prod

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from egov_budget import (
    Allocation,
    ConflictingRules,
    Outcome,
    RuleError,
    Scenario,
    allocate,
    find_overlaps,
    formulate,
    price_of_robustness,
    solve,
    verify,
    worlds,
)
from egov_budget.columns.delivery import Delivery
from egov_budget.objectives import CVaR, ProtectedGain
from egov_budget.reporting.document import document
from egov_budget.rules import STANDARD, Columns, RobustPool, breach_probability
from egov_budget.rules.budgeted import shortfalls, worst
from random_scenarios import EXACT, random_scenario, some_plan

pytestmark = pytest.mark.once

SEEDS = st.integers(0, 10_000)
ALL = 100.0  # more projects than any random scenario has


def ranged(seed: int, *, divisible: bool = True) -> Scenario:
    """Return a random scenario whose costs and effects may be off."""
    rng = np.random.default_rng(seed)
    scenario = random_scenario(seed, divisible=divisible)
    projects, effects = scenario.projects, scenario.effects
    more = np.floor(projects["cost"] * rng.uniform(0, 0.6, len(projects)))
    less = np.round(effects["points"] * rng.choice([0.0, 0.3, 1.0], len(effects)), 4)
    return scenario.replace(
        projects=projects.assign(cost_more=more, mandatory=False),
        effects=effects.assign(points_less=np.minimum(less, effects["points"])),
        agencies=scenario.agencies.assign(floor=0.0),
    )


def solved(scenario: Scenario, **options: object) -> Outcome:
    """Return what the solver gives, or let the example go if there is no plan."""
    overlaps = find_overlaps(scenario)
    try:
        program = formulate(scenario, overlaps, **options)  # type: ignore[arg-type]
    except ConflictingRules:
        assume(False)
        raise
    outcome = solve(program, relative_gap=0)
    if not outcome.status.has_plan:
        assume(False)
    return outcome


def value(scenario: Scenario, **options: object) -> float:
    return solved(scenario, **{"rules": EXACT, **options}).reached[0].value


def robust(scenario: Scenario, gamma: float) -> Allocation:
    with some_plan():
        return allocate(scenario, rules=[*STANDARD, RobustPool(gamma)], relative_gap=0)


@given(seed=SEEDS, divisible=st.booleans())
@settings(max_examples=4)
def test_gamma_0_and_no_range_are_the_nominal_plan(seed: int, divisible: bool) -> None:
    scenario = ranged(seed, divisible=divisible)
    nominal = value(scenario)
    assert value(scenario, rules=[*EXACT, RobustPool(0)]) == pytest.approx(nominal, abs=1e-6)
    assert value(scenario, objective=ProtectedGain(0)) == pytest.approx(nominal, abs=1e-6)
    sure = scenario.replace(
        projects=scenario.projects.assign(cost_more=0.0), effects=scenario.effects.assign(points_less=0.0)
    )
    assert value(sure, rules=[*EXACT, RobustPool(3)]) == pytest.approx(nominal, abs=1e-6)
    assert value(sure, objective=ProtectedGain(3)) == pytest.approx(nominal, abs=1e-6)
    assert value(sure, objective=CVaR(0.8, samples=3)) == pytest.approx(nominal, abs=1e-6)


@given(seed=SEEDS, gammas=st.tuples(st.floats(0, 6), st.floats(0, 6)))
@settings(max_examples=4)
def test_a_larger_gamma_never_raises_the_optimum(seed: int, gammas: tuple[float, float]) -> None:
    scenario = ranged(seed)
    few, many = sorted(gammas)
    pools = [value(scenario, rules=[*EXACT, RobustPool(gamma)]) for gamma in (few, many, ALL)]
    gains = [value(scenario, objective=ProtectedGain(gamma)) for gamma in (few, many, ALL)]
    for curve in (pools, gains):
        assert curve[0] >= curve[1] - 1e-6 >= curve[2] - 2e-6


@given(seed=SEEDS)
@settings(max_examples=4)
def test_gamma_of_all_is_the_worst_case(seed: int) -> None:
    scenario = ranged(seed).replace(verdicts=pd.DataFrame())
    projects, effects = scenario.projects, scenario.effects
    agencies = scenario.agencies.assign(ceiling=np.nan)
    scenario = scenario.replace(agencies=agencies)
    dearest = scenario.replace(projects=projects.assign(cost=projects["cost"] + projects["cost_more"]))
    whole = scenario.projects.assign(minimum_share=0.0)
    dear = dearest.projects.assign(minimum_share=0.0)
    assert value(scenario.replace(projects=whole), rules=[*EXACT, RobustPool(ALL)]) == pytest.approx(
        value(dearest.replace(projects=dear)), abs=1e-6
    )
    weakest = scenario.replace(
        effects=effects.assign(points=effects["points"] - effects["points_less"], points_less=0.0)
    )
    assert value(scenario, objective=ProtectedGain(ALL)) == pytest.approx(value(weakest), abs=1e-6)


@given(seed=SEEDS, gamma=st.sampled_from([0.5, 1.0, 2.0, 2.5]), divisible=st.booleans())
@settings(max_examples=5)
def test_no_adversary_breaks_a_robust_pool_and_the_document_says_so(
    seed: int, gamma: float, divisible: bool
) -> None:
    scenario = ranged(seed, divisible=divisible)
    plan = robust(scenario, gamma)
    assert plan.audit().breaches.empty
    assert not plan.audit().unchecked
    more = scenario.projects.set_index("id")["cost_more"] * plan.share
    whole, part = int(gamma), gamma % 1
    dearest = max(
        more[list(chosen)].sum() + part * more.drop(list(chosen)).max()
        for chosen in combinations(more.index, min(whole, len(more) - 1))
    )
    assert plan.spent + dearest <= scenario.settings.pool + 1e-6
    told = verify(document(plan))
    assert told
    assert not told.audit.unchecked


def after_attack(columns: Columns, less: np.ndarray, share: np.ndarray, fallen: tuple[int, ...]) -> float:
    """Return the gain if some projects fall short by all they may."""
    short = np.isin(columns.effect_project, fallen)
    points = np.where(short, columns.points - less, columns.points)
    return float(columns.value @ Delivery.of(columns.with_points(points), share).points)


@given(seed=SEEDS, gamma=st.sampled_from([1, 2, 3]))
@settings(max_examples=5)
def test_no_adversary_takes_more_than_the_protected_gain_gives_up(seed: int, gamma: int) -> None:
    outcome = solved(ranged(seed), objective=ProtectedGain(gamma), rules=EXACT)
    columns = outcome.program.columns
    less = shortfalls(outcome.program.scenario, columns)
    share = outcome.values[: columns.n_projects]
    attacks = combinations(range(columns.n_projects), min(gamma, columns.n_projects))
    left = min(after_attack(columns, less, share, fallen) for fallen in attacks)
    assert outcome.reached[0].value <= left + 1e-5  # later goals may give up a millionth
    goal = outcome.program.goals[0]
    assert goal.at(outcome.values[: columns.size]) <= outcome.reached[0].value + 1e-5


def test_where_nothing_is_capped_the_protected_gain_is_what_the_adversary_leaves() -> None:
    four = worlds.four_projects().replace(verdicts=pd.DataFrame())
    effects = four.effects.assign(points=four.effects["points"] / 2)
    risky = four.replace(effects=effects.assign(points_less=effects["points"] * [0.2, 0.6, 1, 0.4, 0.5, 0.3]))
    for gamma in (1, 2, 3):
        outcome = solved(risky, objective=ProtectedGain(gamma))
        columns = outcome.program.columns
        less, share = shortfalls(risky, columns), outcome.values[: columns.n_projects]
        left = min(after_attack(columns, less, share, fallen) for fallen in combinations(range(4), gamma))
        assert outcome.reached[0].value == pytest.approx(left, abs=2e-6)  # later goals give up a millionth
        assert outcome.program.goals[0].at(outcome.values[: columns.size]) == pytest.approx(left, abs=1e-6)


@given(seed=SEEDS, alphas=st.tuples(st.floats(0, 0.95), st.floats(0, 0.95)))
@settings(max_examples=4)
def test_cvar_lies_between_the_worst_sample_and_the_mean_and_falls_with_alpha(
    seed: int, alphas: tuple[float, float]
) -> None:
    scenario, count = ranged(seed), 8
    low, high = sorted(alphas)
    mean, mild, stern, least = (
        value(scenario, objective=CVaR(alpha, samples=count)) for alpha in (0.0, low, high, 1 - 1 / count)
    )
    weakest = value(scenario, objective=ProtectedGain(ALL))
    assert mean + 1e-6 >= mild >= stern - 1e-6
    assert mild >= least - 1e-6 or low > 1 - 1 / count
    assert least >= weakest - 1e-6
    assert value(scenario) >= mean - 1e-6


@given(seed=SEEDS, alpha=st.floats(0, 0.95))
@settings(max_examples=4)
def test_cvar_is_the_mean_of_the_worst_samples_of_its_plan(seed: int, alpha: float) -> None:
    outcome = solved(ranged(seed), objective=CVaR(alpha, samples=7), rules=EXACT)
    measured = outcome.program.goals[0].at(outcome.values[: outcome.program.columns.size])
    assert measured == pytest.approx(outcome.reached[0].value, abs=1e-5)


def test_samples_are_drawn_by_the_seed_whatever_the_order_of_rows() -> None:
    scenario = ranged(8)
    shuffled = scenario.replace(projects=scenario.projects[::-1], effects=scenario.effects[::-1])
    objective = CVaR(0.5, samples=5, seed=3)
    assert value(shuffled, objective=objective) == pytest.approx(value(scenario, objective=objective))
    assert value(scenario, objective=CVaR(0.5, samples=5, seed=4)) != value(scenario, objective=objective)


def test_four_projects_on_paper() -> None:
    """Each may cost half more. Against one: 2 gains less than the plan of 100 without reserve."""
    four = worlds.four_projects().replace(verdicts=pd.DataFrame(), prerequisites=pd.DataFrame())
    only = four.replace(
        projects=four.projects[four.projects["id"] == "e-booking"].assign(cost_more=15.0),
        effects=four.effects[four.effects["project"] == "e-booking"],
        pool=36.0,
    )
    plan = robust(only, 1)  # 30 x + 15 x <= 36
    assert plan.credits["e-booking"] == 24
    assert plan.left == 12


AMOUNTS = st.lists(st.integers(0, 20), min_size=1, max_size=6)


@given(amounts=AMOUNTS, gamma=st.floats(0, 6), reached=st.lists(st.floats(0.5, 1), min_size=6, max_size=6))
def test_what_is_protected_breaks_no_more_often_than_is_said(
    amounts: list[int], gamma: float, reached: list[float]
) -> None:
    """Each goes wrong by a part of its amount, or not at all, so that it is half of it on the mean."""
    most, found = np.array(amounts, dtype=float), 0.0
    for wrong in product([False, True], repeat=len(amounts)):
        parts = [part * happens for part, happens in zip(reached, wrong, strict=False)]
        chance = prod(0.5 / part if happens else 1 - 0.5 / part
                      for part, happens in zip(reached, wrong, strict=False))  # fmt: skip
        found += chance * (most @ parts > worst(most, gamma) + 1e-9)
    assert found <= breach_probability(most, gamma) + 1e-9


@given(amounts=AMOUNTS)
def test_a_larger_gamma_never_makes_a_breach_more_likely(amounts: list[int]) -> None:
    chances = [breach_probability(np.array(amounts, dtype=float), gamma) for gamma in range(7)]
    assert all(one >= other for one, other in pairwise(chances))
    assert (chances[0] == 1) is any(amounts)
    assert chances[-1] == 0


def test_the_worst_of_some_amounts() -> None:
    amounts = np.array([3.0, 5.0, 1.0])
    assert [worst(amounts, gamma) for gamma in (0, 1, 1.5, 3, 9)] == [0, 5, 6.5, 9, 9]


def test_the_price_of_robustness_is_a_curve_with_plans_on_it() -> None:
    four = worlds.four_projects()
    dearer = four.replace(projects=four.projects.assign(cost_more=four.projects["cost"] / 2))
    curve = price_of_robustness(dearer)
    assert curve.gammas == (0, 1, 2, 4)
    points = curve.points
    assert points["gain"].is_monotonic_decreasing
    assert (points["lost"].iloc[0], points["chance"].iloc[-1]) == (0, 0)
    assert curve.allocation(2).audit()
    assert "4 projects may cost more" in str(curve)
    risky = four.replace(effects=four.effects.assign(points_less=four.effects["points"] / 2))
    effects = price_of_robustness(risky, against="effects", gammas=[1, 4])
    assert effects.points["gain"].tolist() == pytest.approx(
        [2.241666667, effects.points["gain"][1], 2.241666667 / 2], rel=1e-6
    )
    with pytest.raises(RuleError, match="The next is 2"):
        curve.allocation(2.4)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: RobustPool(-1), "a gamma of -1"),
        (lambda: ProtectedGain(float("nan")), "a gamma of nan"),
        (lambda: CVaR(1.0), "alpha is 1.0"),
        (lambda: CVaR(0.5, samples=0), "samples is 0"),
        (lambda: price_of_robustness(worlds.four_projects(), gammas=[-2]), "a gamma of -2"),
    ],
)
def test_what_is_off_its_scale_is_refused(make: object, says: str) -> None:
    with pytest.raises(RuleError, match=says):
        make()  # type: ignore[operator]


def test_mandatory_projects_that_may_outgrow_the_pool_are_told_before_solving() -> None:
    four = worlds.four_projects()
    must = four.projects.assign(mandatory=[True, False, False, True], cost_more=[20.0, 0.0, 0.0, 5.0])
    with pytest.raises(ConflictingRules, match="if 1 of them cost all they may"):
        allocate(four.replace(projects=must), rules=[*STANDARD, RobustPool(1)])
