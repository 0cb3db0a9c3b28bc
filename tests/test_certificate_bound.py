"""The bound holds whatever the multipliers, and is sharp with those of the solver."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from egov_budget import Infeasible, allocate, find_overlaps, formulate, score, settle, solve, verify, worlds
from egov_budget.certificate.bound import bound
from egov_budget.certificate.certificate import Certificate
from egov_budget.certificate.certify import certify
from egov_budget.certificate.rest import rest_words
from egov_budget.certificate.stated import stated
from egov_budget.counting.tree import Branch
from egov_budget.errors import RuleError
from egov_budget.language import language_of
from egov_budget.program.one_sided import one_sided
from egov_budget.rules import STANDARD, Coverage, Floor
from forged import written
from oracle_exact import tried
from random_scenarios import random_scenario, some_plan, with_exchanges
from small_scenarios import apart

pytestmark = pytest.mark.once


@settings(max_examples=6)
@given(st.integers(0, 10_000), st.integers(0, 2**32 - 1))
def test_no_multipliers_at_all_prove_less_than_the_best_plan_gains(seed: int, draw: int) -> None:
    scenario = random_scenario(seed, projects=5)
    overlaps = find_overlaps(scenario)
    best = tried(scenario, overlaps.members)
    assume(best is not None)
    try:
        plan = settle(solve(formulate(scenario, overlaps))).counted
    except RuleError:
        return
    rng = np.random.default_rng(draw)
    multipliers = {
        rule.name: {
            subject: round(float(rng.exponential(0.1)), 4)
            for part in rule.inequalities(plan)
            for subject in part.subjects
            if rng.random() < 0.5
        }
        for rule in STANDARD
    }
    assert best is not None
    assert float(bound(plan, STANDARD, Branch(multipliers))) >= best[0] - 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_prices_prove_what_they_make_of_the_rows_and_columns_of_the_program(seed: int) -> None:
    asked = with_exchanges(random_scenario(seed, divisible=True), seed)
    first = asked.verdicts["project_a"].where(asked.verdicts.index == 0, "")
    nothing = score(asked.replace(verdicts=asked.verdicts.assign(lead=first)), {})
    with some_plan():
        exact = [rule for rule in nothing.rules if rule.proves and not isinstance(rule, Floor)]
        program = one_sided(nothing.under(exact))  # floors are also reached by rounding
    rng, gain = np.random.default_rng(seed), program.goals[0].coefficients
    price = np.round(rng.exponential(0.1, len(program.owner)), 4)
    told: dict[str, dict[str, float]] = {}
    rows = zip(program.owner.tolist(), program.row_subject, price.tolist(), strict=True)
    for owner, subject, value in rows:
        rule = program.rules[owner]
        part = program.columns.unit if rule.counts_money(subject) else 1.0
        told.setdefault(rule.name, {})[subject] = value / part
    most, least = program.row_upper, program.row_lower
    sides = np.where(np.isfinite(most), price, -price)
    paid = sides @ np.where(np.isfinite(most), most, least)
    left = np.maximum(gain - program.matrix.T @ sides, 0) @ program.upper
    proved = float(bound(nothing.counted, nothing.rules, Branch(told)))
    assert proved == pytest.approx(float(paid + left), rel=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_gains_no_more_than_the_bound_and_the_gain_is_that_of_the_plan(seed: int) -> None:
    try:
        allocation = allocate(random_scenario(seed, divisible=True))
    except (Infeasible, RuleError):
        pytest.skip("no plan keeps every rule")
    proof = certify(allocation)
    assert proof.gap >= 0
    assert float(proof.gain) == pytest.approx(allocation.gain, abs=1e-12)


def test_every_rule_but_those_that_are_choices_has_a_price() -> None:
    assert [rule.name for rule in STANDARD if not rule.proves] == [
        "one lead", "all or nothing", "minimum share",
    ]  # fmt: skip


def test_multipliers_are_written_in_twelve_digits() -> None:
    proof = certify(allocate(apart([30], 10, points=0.2))).proof
    assert proof.multipliers["pool"] == {"pool": 0.00666666666667}  # 0.2 points for 30


def test_without_multipliers_the_bound_is_full_marks_everywhere() -> None:
    plan = allocate(worlds.four_projects()).counted
    # half a point each for signing in at four services but a quarter, and for two forms of 0.75 and 1
    assert bound(plan, STANDARD, Branch({})) == Fraction(1, 2) * (3 + Fraction(3, 4) + Fraction(3, 4) + 1)


def test_points_that_cost_more_than_they_are_worth_add_nothing_to_the_bound() -> None:
    plan = score(apart([10, 10], 20, points=[0.5, 0.3]), {}).counted
    covered = {name: 2.0 for rows in Coverage().inequalities(plan) for name in rows.subjects}
    assert bound(plan, STANDARD, Branch({"coverage": covered})) == 2 * Fraction(
        "0.8"
    )  # of the projects alone


def test_stated_numbers_err_on_the_safe_side() -> None:
    third = Fraction(1, 3)
    assert Fraction(repr(stated(third, up=False))) < third < Fraction(repr(stated(third, up=True)))
    assert stated(Fraction(5, 4), up=True) == stated(Fraction(5, 4), up=False) == 1.25


def test_gain_and_bound_are_told_to_ten_digits_on_the_safe_side() -> None:
    beyond = Fraction("1.333333333") + Fraction(1, 10**17)  # by less than a float can hold
    nothing = score(worlds.four_projects(), {})
    proof = Certificate(Fraction(2, 3), beyond, Branch({}), nothing)
    found = dataclasses.replace(verify(written(nothing)), gain=Fraction(2, 3), bound=beyond)
    for told in (str(proof), str(found)):
        assert "0.6666666666" in told
        assert "1.333333334" in told
    assert repr(proof) == "<Certificate: gain 0.666667, bound 1.33333, 0 multipliers, 1 leaf>"


@pytest.mark.parametrize(
    ("most", "words"),
    [("0.21", "than the 0.21 points"), ("0.21001", "than the 0.2101 points"), ("0.3", ", to within 0.09")],
)
def test_what_is_left_says_what_it_might_bring_above_what_the_hurdle_asks(most: str, words: str) -> None:
    plan = score(apart([10, 10], 20, hurdle=0.02, quantum=0.5), {"p0": 9.5})
    told = rest_words(plan.counted, Fraction(most), language_of("en"))
    assert told.startswith("10.5 credits are left in the pool: ")
    assert words in told
