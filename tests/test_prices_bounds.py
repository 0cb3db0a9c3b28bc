"""What a bound costs: duals where they hold, the same found by solving again from scratch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import sparse

from egov_budget import Scenario, allocate, find_overlaps, formulate, rules, solve, worlds
from egov_budget.errors import Conflict, RuleError
from egov_budget.reasons.prices import prices
from oracle_exact import tried
from random_scenarios import random_scenario, some_plan

pytestmark = pytest.mark.once

CLOSE = 1e-6


def linear(seed: int) -> Scenario:
    """Return a random scenario whose program has neither whole numbers nor shared work."""
    scenario = random_scenario(seed, divisible=True)
    return scenario.replace(
        projects=scenario.projects.assign(minimum_share=0.0), verdicts=scenario.verdicts.head(0)
    )


def best(scenario: Scenario) -> float | None:
    """Return the best gain, found from scratch."""
    try:
        outcome = solve(formulate(scenario))
    except RuleError:
        return None
    return outcome.reached[0].value if outcome.status.has_plan else None


def priced(scenario: Scenario, step: float | None = None) -> pd.DataFrame:
    with some_plan():
        return prices(allocate(scenario), step=step)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_a_price_lies_between_one_step_more_and_one_step_fewer(seed: int) -> None:
    table = priced(linear(seed))
    money = table[table["unit"] != "share"]
    assert (money["looser"] <= money["price"] + CLOSE).all()
    assert (money["price"] <= money["tighter"] + CLOSE).all()
    assert (table["lifted"] <= np.where(table["unit"] == "share", table["price"], np.inf) + CLOSE).all()


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.sampled_from([1.0, 7.0]))
def test_the_pool_and_the_limits_cost_what_solving_from_scratch_says(seed: int, step: float) -> None:
    scenario = linear(seed)
    table = priced(scenario, step).set_index(["rule", "subject"])
    base = best(scenario)
    assert base is not None
    pool = scenario.settings.pool
    changes = {name: scenario.replace(pool=pool + by) for name, by in (("looser", step), ("tighter", -step))}
    for name, changed in changes.items():
        gain = best(changed)
        expected = np.inf if gain is None else abs(gain - base)
        assert table.at[("pool", "pool"), name] == pytest.approx(expected, abs=CLOSE)
    for rule, agency in table.index[table["unit"] == "credits"]:
        if rule != "pool":
            side = rule.removeprefix("agency ")
            agencies = scenario.agencies.set_index("id")
            agencies.loc[agency, side] += step if side == "ceiling" else -step
            agencies["floor"] = agencies["floor"].clip(lower=0)
            gain = best(scenario.replace(agencies=agencies.reset_index()))
            assert gain is not None
            assert table.at[(rule, agency), "looser"] == pytest.approx(gain - base, abs=CLOSE)


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_with_whole_numbers_the_difference_is_that_of_trying_every_plan(seed: int) -> None:
    scenario = random_scenario(seed, projects=5)
    scenario = scenario.replace(verdicts=scenario.verdicts.head(0))
    members = find_overlaps(scenario).members
    assume(members.empty)
    table = priced(scenario, 3.0).set_index("rule")
    base = tried(scenario, members)
    more = tried(scenario.replace(pool=scenario.settings.pool + 3), members)
    fewer = tried(scenario.replace(pool=scenario.settings.pool - 3), members)
    assert base is not None
    assert more is not None
    loss = np.inf if fewer is None else base[0] - fewer[0]
    assert table.at["pool", "looser"] == pytest.approx(more[0] - base[0], abs=CLOSE)
    assert table.at["pool", "tighter"] == pytest.approx(loss, abs=CLOSE)


def whole() -> Scenario:
    scenario = worlds.four_projects()
    return scenario.replace(projects=scenario.projects.assign(divisible=False))


def test_whole_numbers_have_no_price_at_the_margin() -> None:
    table = prices(allocate(whole()), step=1)
    assert table["price"].isna().all()
    assert set(table["how"]) == {"solved again"}


def test_money_that_funds_nothing_more_is_worth_nothing_until_it_does() -> None:
    # in full: 78 for both sign-ins, then 30 for booking need 108; a pool of 100 leaves 22 that buy nothing
    allocation = allocate(whole())
    assert prices(allocation, step=7).loc[0, ["looser", "tighter"]].tolist() == [0.0, 0.0]
    assert prices(allocation, step=8).loc[0, "looser"] == pytest.approx(0.5)


def test_a_floor_at_all_that_is_asked_for_leaves_no_plan_when_it_rises() -> None:
    scenario = worlds.four_projects()
    agencies = scenario.agencies.assign(floor=[100.0, 0.0], ceiling=[100.0, np.nan])
    table = prices(allocate(scenario.replace(agencies=agencies)), step=1).set_index("rule")
    assert table.at["agency floor", "tighter"] == np.inf
    assert table.at["agency floor", "lifted"] > 0
    assert table.at["agency floor", "words"].startswith("The floor of tax costs ")


def test_the_words_say_what_the_step_brings() -> None:
    table = prices(allocate(worlds.four_projects()), step=10)
    assert (
        table.at[0, "words"]
        == "More money in the pool brings 0.1521 points for 10 credits more, before rounding"
    )
    assert table.at[0, "how"] == "solved again"  # the last 2 of them go to filing, which brings less


def test_rules_may_be_named() -> None:
    table = prices(allocate(random_scenario(1)), rules=["agency ceiling"])
    assert table["rule"].tolist() == ["agency ceiling"]


class QuarterOfThePool:
    """Health gets a quarter of the pool at most: a rule of one's own."""

    name = "a quarter of the pool"

    def check(self, scenario: Scenario, columns: rules.Columns) -> Iterator[Conflict]:
        yield from ()

    def rows(self, scenario: Scenario, columns: rules.Columns) -> Iterator[rules.Block]:
        held = columns.projects.isin(["e-booking", "health-login"]).astype(float)
        matrix = sparse.csr_array(held[None, :]) @ columns.credits
        bound = np.array([columns.pool / 4 / columns.unit])
        yield rules.Block(["health"], matrix.tocsr(), np.array([-np.inf]), bound)

    def say(self, subject: str, price: str) -> str:
        return f"A quarter for {subject} costs {price}"


class QuarterOfTheWork(QuarterOfThePool):
    """The two projects of health together are no more than a quarter of a project."""

    def rows(self, scenario: Scenario, columns: rules.Columns) -> Iterator[rules.Block]:
        held = columns.projects.isin(["e-booking", "health-login"]).astype(float)
        matrix = sparse.csr_array(np.pad(held, (0, columns.size - len(held)))[None, :])
        yield rules.Block(["health"], matrix, np.array([-np.inf]), np.array([0.25]))


@pytest.mark.parametrize(
    ("rule", "unit", "bound"), [(QuarterOfThePool(), "credits", 25.0), (QuarterOfTheWork(), "share", 0.25)]
)
def test_a_rule_of_ones_own_is_priced_in_what_its_rows_count(
    rule: QuarterOfThePool, unit: str, bound: float
) -> None:
    plan = allocate(worlds.four_projects(), rules=[*rules.STANDARD, rule])
    told = prices(plan).set_index("rule").loc["a quarter of the pool"]
    assert (told["unit"], told["bound"]) == (unit, bound)
