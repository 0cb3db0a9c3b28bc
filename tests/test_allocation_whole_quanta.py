"""Whole quanta: limits hold exactly, cuts lose no plan, a repair keeps every ceiling."""

from __future__ import annotations

import dataclasses
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import Unfinished, allocate, find_overlaps, formulate, solve
from egov_budget.allocation.binding import binding
from egov_budget.allocation.due import amounts_due, built_in, common_work
from egov_budget.allocation.precedence import _work, affordable
from egov_budget.allocation.repair import repaired
from egov_budget.allocation.rounding import whole_quanta
from egov_budget.allocation.settle import settle
from egov_budget.columns import Columns
from egov_budget.counting import BILLION
from egov_budget.program.cover import with_cover_cut
from egov_budget.rules import STANDARD, ServicesTarget
from egov_budget.rules.limit import Limit
from egov_budget.solving import SolveOptions
from egov_budget.solving.lexicographic import lexicographic
from own_rules import CreditsWithin, Less
from random_scenarios import random_scenario
from small_scenarios import apart, one_work


def total(limit: Limit, quanta: np.ndarray) -> int:
    weights = np.ones(len(limit.projects), dtype=int) if limit.weights is None else limit.weights
    return int(weights @ quanta[limit.projects])


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_amounts_that_keep_limits_keep_them_in_whole_quanta(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    due = rng.uniform(0, 20, n)
    limits = [Limit(np.arange(n), most=int(np.ceil(due.sum())))]
    for _ in range(2):
        at = np.flatnonzero(rng.random(n) < 0.6)
        weights = rng.integers(1, 4, len(at)) if rng.random() < 0.5 else None
        reached = float((np.ones(len(at)) if weights is None else weights) @ due[at])
        limits.append(Limit(at, most=int(np.ceil(reached)), weights=weights))
    quanta = whole_quanta(
        due, np.full(n, 30), limits, needed=np.zeros(n, int), kept=np.zeros(n, int), worth=np.ones(n)
    )
    assert all(total(limit, quanta) <= (limit.most or 0) for limit in limits)
    assert (np.abs(quanta - due) < 1).all()


def test_a_floor_is_filled_up_and_a_weight_below_0_counts_against_it() -> None:
    limits = [Limit(np.arange(3), most=20), Limit(np.array([0, 1]), least=7)]
    limits.append(Limit(np.array([0, 2]), most=0, weights=np.array([1, -1])))  # the first gets no more
    quanta = whole_quanta(
        np.array([3.5, 3.5, 4.2]), np.full(3, 9), limits,
        needed=np.zeros(3, int), kept=np.zeros(3, int), worth=np.ones(3),
    )  # fmt: skip
    assert quanta[0] + quanta[1] >= 7
    assert quanta[0] <= quanta[2]


FIRST = np.zeros(1, int)
POOL = Limit(np.arange(2), most=9)


@pytest.mark.parametrize(
    ("due", "limits", "kept", "whole"),
    [
        ([2.0, 3.0], [POOL, Limit(FIRST, least=5)], [0, 0], [5, 3]),
        ([2.0, 7.0], [POOL, Limit(FIRST, least=4)], [0, 0], [4, 5]),
        ([2.5, 2.0], [POOL, Limit(np.arange(2), least=8)], [2, 0], [6, 2]),
        ([2.0, 3.0], [Limit(np.arange(2), most=20), Limit(FIRST, least=12)], [0, 0], [9, 3]),
    ],
    ids=[
        "from what is left",
        "from others",
        "the first, though it is rounded up",
        "as far as it can be",
    ],
)
def test_a_floor_far_off_is_filled_by_whole_sums(
    due: list[float], limits: list[Limit], kept: list[int], whole: list[int]
) -> None:
    rest = {"needed": np.zeros(2, int), "kept": np.array(kept), "worth": np.ones(2)}
    assert whole_quanta(np.array(due), np.full(2, 9), limits, **rest).tolist() == whole


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_what_exceeds_the_pool_is_cut_to_the_quantum_and_nobody_below_what_is_needed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, years = rng.integers(1, 5), rng.integers(1, 3)
    due = rng.integers(0, 9, n * years) + rng.random(n * years).round(2) * rng.integers(0, 2, n * years)
    needed, kept = rng.integers(0, 15, n) * rng.integers(0, 2, n), rng.integers(0, 3, n * years)
    pool, most = int(rng.integers(0, due.sum() + 3)), np.full(n * years, 9)
    limits = [Limit(np.arange(n * years), most=pool)]
    quanta = whole_quanta(due, most, limits, needed=needed, kept=kept, worth=rng.random(n * years))
    asked = np.where((np.repeat(needed, years) > 0) | (kept == 2), np.ceil(due), np.floor(due))
    least = np.minimum(needed, asked.reshape(n, years).sum(axis=1))
    assert (quanta.reshape(n, years).sum(axis=1) >= least).all()
    assert (quanta <= np.ceil(due)).all()
    assert quanta.sum() == max(min(pool, max(asked.sum(), np.rint(due.sum()))), least.sum())


@pytest.mark.parametrize("seed", range(8))
def test_what_is_due_is_what_the_shares_cost_to_the_quantum_though_a_solver_builds_a_little_more(
    seed: int,
) -> None:
    scenario = random_scenario(seed).replace(quantum=1e-6)
    rng, columns = np.random.default_rng(seed), Columns.of(scenario, find_overlaps(scenario))
    parts = rng.integers(0, 11, columns.n_projects) * 10**8
    leads = np.full(len(columns.groups), -1)
    for at in range(len(leads)):
        parts[columns.member[columns.group == at]] = parts[columns.member[columns.group == at][0]]
        leads[at] = rng.choice([-1, *columns.member[columns.group == at]])
    built = columns.largest(columns.common * (parts / BILLION)[columns.member]) * (1 + 1e-7)
    values, h = np.zeros(columns.size), columns.starts["h"] + np.arange(len(columns.member))
    values[h] = (leads[columns.group] == columns.member) * built[columns.group] / columns.unit
    work = common_work(columns, parts / BILLION, built_in(columns, values))
    due = amounts_due(columns, parts / BILLION, leads, work)
    assert np.array_equal(np.ceil(due - 1e-3), _work(columns, parts, leads))


def test_years_that_are_rounded_up_take_nothing_from_other_projects_while_their_sum_is_whole() -> None:
    due, most, nobody = np.array([2.04, 3.96, 0.5, 3.5, 5, 5]), np.full(6, 9), np.zeros(6, dtype=np.int64)
    needed, pool = np.array([6, 4, 0]), Limit(np.arange(6), most=20)
    found = whole_quanta(due, most, [pool], needed=needed, kept=nobody, worth=np.ones(6))
    assert found.tolist() == [2, 4, 1, 3, 5, 5]


def test_shares_together_keep_their_limit_to_the_billionth() -> None:
    columns, half = Columns.of(apart([10, 10], 20), None), BILLION // 2
    limit = Limit(np.arange(2), most=BILLION, of="shares")
    nobody = np.zeros(0, dtype=np.int64)
    kept = affordable(columns, np.array([half + 2, half]), np.array([6, 5]), nobody, [limit])
    assert kept.tolist() == [half, half]


def test_a_share_that_has_to_be_kept_is_delivered_to_the_billionth_as_far_as_it_is_paid_for() -> None:
    columns, half = Columns.of(apart([10, 10], 20), None), BILLION // 2
    limits = [Limit(np.array([at]), half, of="shares") for at in range(2)]
    nobody = np.zeros(0, dtype=np.int64)
    kept = affordable(columns, np.array([half - 2, half - 2]), np.array([5, 4]), nobody, limits)
    assert kept.tolist() == [half, 4 * BILLION // 10]


@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_one_who_is_to_get_so_much_less_than_another_does_so_after_rounding(seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked = apart(rng.integers(8, 25, 3).tolist(), int(rng.integers(10, 30)), points=rng.uniform(0.1, 0.9, 3))
    less = Less(float(rng.integers(1, 6)))
    assert settle(solve(formulate(asked, rules=[*STANDARD, less]))).audit()


@pytest.mark.parametrize("seed", range(6))
def test_a_cover_cut_forbids_no_selection_that_the_pool_pays_for(seed: int) -> None:
    rng = np.random.default_rng(seed)
    costs = rng.integers(1, 12, 5)
    asked = apart(costs.tolist(), int(costs.sum() // 2), projects={"divisible": False})
    program = formulate(asked)
    everything = np.ones(len(program.upper))
    cut = with_cover_cut(program, everything)
    assert cut is not None
    row = cut.matrix[[-1]].toarray()[0][:5]
    assert row @ np.ones(5) > cut.row_upper[-1]
    for chosen in product((0, 1), repeat=5):
        if costs @ np.array(chosen) <= asked.settings.pool:
            assert row @ np.array(chosen) <= cut.row_upper[-1]


def test_a_selection_that_the_pool_pays_for_is_not_cut() -> None:
    asked = apart([3, 4], 7, projects={"divisible": False})
    program = formulate(asked)
    assert with_cover_cut(program, np.ones(len(program.upper))) is None


def test_a_repair_leaves_out_what_is_worth_least_and_keeps_the_pool() -> None:
    asked = apart([8, 10**9], 10**9 + 4, points=[0.2, 0.9], projects={"divisible": False})
    over = settle(lexicographic(formulate(asked), SolveOptions()))
    plan = repaired(over)
    assert plan.audit()
    assert plan.spent <= asked.settings.pool


def test_a_group_of_which_a_repair_leaves_out_the_lead_is_led_by_nobody() -> None:
    works = one_work(("p0", "p1", 0.5))
    asked = apart([40, 50, 60], 130, points=[0.3, 0.3, 0.9], agency=[*"abc"], verdicts=works)
    plan = allocate(asked)
    assert plan.leads.tolist() == [0]
    over = dataclasses.replace(plan, quanta=plan.quanta + np.array([100, 0, 0]))
    assert repaired(over).leads.tolist() == [-1]
    assert repaired(over).credits.to_dict() == {"p0": 0.0, "p1": 0.0, "p2": 60.0}


def test_the_dearer_of_two_that_do_not_fit_together_is_funded_where_it_gains_more() -> None:
    asked = apart([8, 10**9], 10**9 + 4, points=[0.2, 0.9], projects={"divisible": False})
    plan = allocate(asked)
    assert plan.audit()
    assert plan.credits.to_dict() == {"p0": 0.0, "p1": 1e9}


def test_where_whole_quanta_alone_are_in_the_way_it_is_not_said_that_rules_exclude_each_other() -> None:
    own = CreditsWithin("own", ("p0",), least=2400.4, most=2400.6)
    with pytest.raises(Unfinished, match="in whole quanta was found"):
        allocate(apart([5000], 5000), rules=[*STANDARD, own])


def test_who_opens_the_exchange_that_a_target_hangs_on_is_not_rounded_down_either() -> None:
    asked = apart([50, 60, 70], 200, points=[0.5, 0.0, 0.51], agency=["a", "b", "b"])
    flows = {"service": "s0", "provider": "b", "register": "r", "status": "planned", "project": "p1"}
    asked = asked.replace(
        effects=asked.effects.assign(registers=["r", "", ""]), exchanges=pd.DataFrame([flows])
    )
    program = formulate(asked, rules=[*STANDARD, ServicesTarget(2, level=0.5)])
    due, values = program.columns.cost.astype(float), np.ones(len(program.upper))
    nobody = np.zeros(0, dtype=np.int64)
    assert binding(program, np.ones(3), due, nobody, values).tolist() == [2, 2, 0]
    due[0] -= 0.5  # the quantum that it takes may be one of two that the third can less do without
    assert binding(program, np.ones(3), due, nobody, values).tolist() == [2, 2, 1]


def test_rounding_holds_nobody_to_a_rule_that_is_not_in_force() -> None:
    needs = pd.DataFrame({"project": ["p0"], "requires": ["p1"]})
    asked = apart([50, 60], 50, points=[0.5, 0.1]).replace(prerequisites=needs)
    plan = allocate(asked, rules=[rule for rule in STANDARD if rule.name != "prerequisite"])
    assert plan.share.to_dict() == {"p0": 1.0, "p1": 0.0}
