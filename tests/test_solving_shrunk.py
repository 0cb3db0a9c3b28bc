"""A program without the columns that one row alone holds back is the same program."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import formulate, worlds
from egov_budget.errors import ConflictingRules
from egov_budget.horizon.formulate_years import formulate_years
from egov_budget.program import Program
from egov_budget.rules import STANDARD
from egov_budget.solving import SolveOptions
from egov_budget.solving.change import Change
from egov_budget.solving.resolve import Resolve
from egov_budget.solving.shrunk import Shrunk
from egov_budget.solving.sweep import sweep
from random_scenarios import random_scenario

SEEDS = st.integers(0, 2**20)

NONE = np.zeros(0, dtype=np.int64)
NEAR = 1e-6


def relaxed(program: Program) -> Program:
    return dataclasses.replace(program, whole=np.zeros_like(program.whole))


def proved(program: Program, prices: np.ndarray) -> float:
    """The bound that prices of the rows prove by themselves."""
    goal = program.goals[0]
    left = goal.coefficients * goal.scale - prices @ program.matrix
    side = np.where(prices > 0, program.row_upper, program.row_lower)
    used = np.abs(prices) > NEAR
    return float(np.maximum(left, 0) @ program.upper + prices[used] @ side[used])


def test_what_shares_cannot_fill_is_written_as_what_they_give() -> None:
    program = formulate(worlds.four_projects())
    shrunk = Shrunk.of(program, NONE)
    assert len(shrunk.holds) > 0
    assert {program.row_rule[row] for row in shrunk.holds} == {"coverage"}
    share = np.linspace(0, 1, len(shrunk.program.upper)) * shrunk.program.upper
    every = shrunk.spread @ share
    assert np.allclose((program.matrix @ every)[shrunk.holds], 0)
    assert np.allclose(program.goals[0].coefficients @ every, shrunk.program.goals[0].coefficients @ share)


@settings(max_examples=25)
@given(SEEDS)
def test_the_rest_of_a_program_has_its_best_plan_and_its_prices(seed: int) -> None:
    try:
        program = relaxed(formulate(random_scenario(seed)))
    except ConflictingRules:
        return
    every = np.arange(len(program.upper))
    whole = Resolve(program, NONE, SolveOptions(), kept=every)
    rest = Resolve(program, NONE, SolveOptions())
    scale = NEAR * max(1.0, abs(whole.base.value))
    assert rest.base.value == pytest.approx(whole.base.value, abs=scale)
    assert rest.base.bound == pytest.approx(whole.base.bound, abs=scale)
    assert proved(program, rest.base.prices) == pytest.approx(whole.base.value, abs=10 * scale)
    pool = np.flatnonzero(program.rows_of(lambda rule: rule.of_the_pool))
    for change in (
        Change(pool, -np.inf, program.row_upper[pool] / 2),
        Change(0, 0.0, 0.0, of_columns=True),
    ):
        found = rest([change])
        assert found.value == pytest.approx(whole([change]).value, abs=scale)
        if len(found.values):
            reached = program.matrix @ found.values
            assert (reached <= program.row_upper + NEAR).all()
            assert program.goals[0].reach(found.values) == pytest.approx(found.value, abs=scale)


def test_points_of_years_are_written_as_what_has_delivered_less_what_was_not_ready() -> None:
    drawn = worlds.national_1400(60, 90).replace(discount_rate=0.05)
    program = relaxed(formulate_years(drawn, None, STANDARD))
    shrunk = Shrunk.of(program, NONE)
    stays = shrunk.holds[shrunk.row[shrunk.holds]]
    assert 0 < len(stays) < len(shrunk.holds)
    whole = Resolve(program, NONE, SolveOptions(), kept=np.arange(len(program.upper)))
    rest = Resolve(program, NONE, SolveOptions())
    assert rest.base.value == pytest.approx(whole.base.value)
    assert proved(program, rest.base.prices) == pytest.approx(whole.base.value)
    reached = program.matrix @ rest.base.values
    assert (reached <= program.row_upper + NEAR).all()
    assert (rest.base.values >= -NEAR).all()
    low = Change(stays, -np.inf, -0.01)
    assert not shrunk.allows(low)
    assert rest([low]).value == pytest.approx(whole([low]).value)


def test_a_change_of_what_was_taken_out_is_heeded() -> None:
    program = relaxed(formulate(worlds.four_projects()))
    shrunk, rest = Shrunk.of(program, NONE), Resolve(program, NONE, SolveOptions())
    whole = Resolve(program, NONE, SolveOptions(), kept=np.arange(len(program.upper)))
    gone = np.flatnonzero(~shrunk.column)
    brings = (program.goals[0].coefficients * rest.base.values)[gone]
    row, column = int(shrunk.holds[np.argmax(brings)]), int(gone[np.argmax(brings)])
    gives = int(program.matrix[[row]].indices[program.matrix[[row]].data < 0][0])
    told = []
    for change in (
        Change(row, -np.inf, np.inf),
        Change(column, 0.0, 0.0, of_columns=True),
        Change(gives, 0.0, 4.0, of_columns=True),
    ):
        assert not shrunk.allows(change)
        told.append(rest([change]).value)
        assert told[-1] == pytest.approx(whole([change]).value)
    assert max(told) > rest.base.value + NEAR


def test_a_sweep_heeds_other_bounds_of_rows_that_were_taken_out() -> None:
    program = formulate(worlds.four_projects())
    high = program.row_upper.copy()
    high[Shrunk.of(program, NONE).holds] = 0.05
    bounds = [(program.row_lower, program.row_upper), (program.row_lower, high)]
    before, after = sweep(program, bounds, SolveOptions())
    assert after.reached[0].value > before.reached[0].value + NEAR
