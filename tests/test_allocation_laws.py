"""What holds of every allocation, whatever the scenario."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from egov_budget import Allocation, Scenario, allocate, rules
from random_scenarios import EXACT, random_scenario, some_plan

pytestmark = pytest.mark.once

SEEDS = st.sampled_from([2, 3, 5, 8, 11, 15, 17, 20])  # each is planned once for all laws
MONEY = {"agencies": ["floor", "ceiling", "last_year"], "projects": ["cost"]}


def plan(scenario: Scenario, **options: object) -> Allocation:
    """Return an exact plan, or let the example go if there is none."""
    with some_plan():
        return allocate(scenario, relative_gap=0, **options)  # type: ignore[arg-type]


@cache
def planned(seed: int, *, divisible: bool, exact: bool = False) -> Allocation:
    """Return the exact plan of a random scenario; ``exact`` ones search for the best lead."""
    scenario = random_scenario(seed, divisible=divisible)
    return allocate(scenario, relative_gap=0, rules=EXACT if exact else rules.STANDARD)


@given(seed=SEEDS, divisible=st.booleans())
@settings(max_examples=10)
def test_nobody_but_a_lead_is_paid_more_than_it_asked_for(seed: int, divisible: bool) -> None:
    table = planned(seed, divisible=divisible).table()
    others = table[~table["role"].str.startswith("lead of")]
    assert (others["credits"] <= others["asked"]).all()


@given(seed=SEEDS)
@settings(max_examples=10)
def test_settling_moves_less_than_a_quantum_a_project(seed: int) -> None:
    found = planned(seed, divisible=True)
    assert found.outcome is not None
    columns = found.columns
    exact = columns.credits @ found.outcome.values[: columns.size] * columns.unit
    assert (np.abs(exact - found.quanta) < 1 + 1e-6).all()
    points = columns.value[columns.effect_cell] * columns.points
    dearest = (np.bincount(columns.effect_project, points, len(columns.cost)) / columns.cost).max()
    assert found.gain >= found.outcome.reached[0].value - len(columns.cost) * dearest - 1e-6


@given(seed=SEEDS, divisible=st.booleans(), more=st.floats(1.0, 2.0))
@settings(max_examples=10)
def test_more_pool_never_lowers_the_gain(seed: int, divisible: bool, more: float) -> None:
    scenario = random_scenario(seed, divisible=divisible)
    pool = float(int(scenario.settings.pool * more))
    few = planned(seed, divisible=divisible, exact=True)
    many = plan(scenario.replace(pool=pool), rules=EXACT)
    assert few.outcome is not None
    assert many.outcome is not None
    assert many.outcome.reached[0].value >= few.outcome.reached[0].value - 1e-6


@given(seed=SEEDS, left_out=st.integers(0, len(rules.STANDARD) - 1))
@settings(max_examples=10)
def test_one_rule_fewer_never_lowers_the_bound(seed: int, left_out: int) -> None:
    scenario = random_scenario(seed)
    kept = EXACT
    assume(not isinstance(kept[left_out], (rules.Pool, rules.Coverage, rules.SharedWork)))
    strict = planned(seed, divisible=False, exact=True)
    loose = plan(scenario, rules=kept[:left_out] + kept[left_out + 1 :])
    assert strict.outcome is not None
    assert loose.outcome is not None
    assert loose.outcome.reached[0].value >= strict.outcome.reached[0].value - 1e-6


@given(seed=SEEDS, divisible=st.booleans(), shuffle=st.integers(0, 1000))
@settings(max_examples=10)
def test_the_order_of_rows_changes_nothing(seed: int, divisible: bool, shuffle: int) -> None:
    scenario = random_scenario(seed, divisible=divisible)
    shuffled = scenario.replace(
        **{name: table.sample(frac=1, random_state=shuffle) for name, table in scenario.tables.items()}
    )
    first, second = planned(seed, divisible=divisible), plan(shuffled)
    assert first.credits.to_dict() == second.credits.to_dict()
    assert first.roles.to_dict() == second.roles.to_dict()
    assert first.gain == pytest.approx(second.gain, rel=1e-12)


@given(seed=SEEDS, divisible=st.booleans())
@settings(max_examples=10)
def test_other_names_change_no_amount(seed: int, divisible: bool) -> None:
    scenario = random_scenario(seed, divisible=divisible)
    ids = scenario.projects["id"]
    new = dict(zip(ids, reversed([f"renamed {at}" for at in range(len(ids))]), strict=True))
    columns = {"projects": ["id"], "effects": ["project"], "prerequisites": ["project", "requires"],
               "alternatives": ["project"], "verdicts": ["project_a", "project_b"]}  # fmt: skip
    renamed = scenario.replace(
        **{
            name: scenario.tables[name].assign(**{at: scenario.tables[name][at].map(new) for at in where})
            for name, where in columns.items()
            if len(scenario.tables[name])
        }
    )
    first, second = planned(seed, divisible=divisible, exact=True), plan(renamed, rules=EXACT)
    assert first.outcome is not None
    assert second.outcome is not None
    assert first.outcome.reached[0].value == pytest.approx(second.outcome.reached[0].value, abs=1e-6)
    if not divisible:
        assert first.spent == second.spent


@given(seed=SEEDS, divisible=st.booleans(), times=st.sampled_from([0.25, 3.0, 1000.0]))
@settings(max_examples=10)
def test_all_money_times_k_gives_every_credit_times_k(seed: int, divisible: bool, times: float) -> None:
    scenario = random_scenario(seed, divisible=divisible)
    scaled = scenario.replace(
        pool=scenario.settings.pool * times,
        quantum=scenario.settings.quantum * times,
        **{
            name: scenario.tables[name].assign(**{at: scenario.tables[name][at] * times for at in columns})
            for name, columns in MONEY.items()
        },
    )
    first, second = planned(seed, divisible=divisible), plan(scaled)
    assert first.quanta.tolist() == second.quanta.tolist()
    assert second.credits.to_numpy() == pytest.approx(first.credits.to_numpy() * times, rel=1e-12)
