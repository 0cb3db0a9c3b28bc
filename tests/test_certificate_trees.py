"""Trees of a certificate: never below the best plan, near enough to it, refused where they are no proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget import (
    Allocation,
    Infeasible,
    IntakeError,
    Scenario,
    allocate,
    certify,
    find_overlaps,
    verify,
)
from egov_budget.certificate import grown
from egov_budget.certificate.bound import bound
from egov_budget.certificate.sealed import seal
from egov_budget.counting.tree import DEEPEST, Branch, Tree
from egov_budget.errors import RuleError
from egov_budget.rules import STANDARD
from forged import written
from oracle_exact import tried
from random_scenarios import random_scenario
from small_scenarios import apart

pytestmark = pytest.mark.once


def shaken(rng: np.random.Generator, branch: Branch) -> Branch:
    """Return a branch with some multipliers changed, some sides exchanged, some trees twice."""
    multipliers = {
        rule: {subject: value * rng.choice([0.0, 0.9, 1.0, 1.0, 1.1]) for subject, value in known.items()}
        for rule, known in branch.multipliers.items()
    }
    trees = []
    for tree in branch.trees:
        sides = [shaken(rng, tree.no), shaken(rng, tree.yes)]
        no, yes = sides if rng.random() < 0.8 else sides[::-1]
        trees += [Tree(tree.rule, tree.subject, no, yes)] * int(rng.integers(1, 3))
    return Branch(multipliers, tuple(trees))


@settings(max_examples=8)
@given(st.integers(0, 10_000), st.integers(0, 2**32 - 1))
def test_no_trees_at_all_prove_less_than_the_best_plan_gains_or_more_than_none(seed: int, draw: int) -> None:
    scenario = random_scenario(seed, projects=5)
    overlaps = find_overlaps(scenario)
    try:
        plan = allocate(scenario, overlaps)
    except (Infeasible, RuleError):
        return
    best = tried(scenario, overlaps.members)
    assert best is not None
    counted, proof = plan.counted, certify(plan).proof
    assert float(bound(counted, STANDARD, proof)) >= best[0] - 1e-9
    other = shaken(np.random.default_rng(draw), proof)
    least = bound(counted, STANDARD, other)
    assert best[0] - 1e-9 <= float(least)
    assert least <= bound(counted, STANDARD, Branch(other.multipliers))


def test_of_two_whole_works_that_cost_sixty_a_hundred_pays_for_one() -> None:
    proof = certify(allocate(apart([60, 60], 100, points=0.5, projects={"divisible": False})))
    assert (proof.gap, proof.proof.leaves) == (0, 3)  # neither, one, both


@pytest.fixture(scope="module")
def plans() -> list[Allocation]:
    return [plan for plan in map(_made, range(9)) if plan is not None and plan.gain > 0]


def _made(seed: int) -> Allocation | None:
    try:
        return allocate(random_scenario(seed))
    except (Infeasible, RuleError):
        return None


def test_a_plan_of_whole_projects_is_proved_within_the_gap_asked_for(plans: list[Allocation]) -> None:
    assert [float(certify(plan).gap / certify(plan).gain) for plan in plans if _open(plan)] == []
    assert sum(certify(plan).proof.leaves > 1 for plan in plans) > len(plans) / 2


@pytest.mark.parametrize("seed", [0, 9, 29, 58])
def test_with_a_hurdle_no_more_is_open_than_what_is_left_would_have_to_bring(seed: int) -> None:
    scenario = random_scenario(seed, divisible=False)
    hurdle = 3 / scenario.settings.pool
    plan = allocate(scenario.replace(hurdle=hurdle))
    assert float(certify(plan).gap) <= plan.gain / 10_000 + hurdle * plan.left


def raised_twice(dear: list[int], *others: tuple[int, float], pool: int, divisible: bool) -> Scenario:
    """Return services that one project raises in part and a dearer whole one too, and others with one each.

    Whatever a credit is worth, fractions of the whole ones gain more than any plan.
    """
    count, alone = len(dear), range(len(others))
    costs = [cost for each in dear for cost in (10, each)] + [cost for cost, _ in others]
    points = [0.7] * 2 * count + [gain for _, gain in others]
    whole = {"divisible": [True, False] * count + [divisible for _ in alone]}
    asked = apart(costs, pool, points=points, projects=whole, quantum=1e-6)
    services = [f"s{at // 2}" for at in range(2 * count)] + [f"s{2 * count + at}" for at in alone]
    return asked.replace(effects=asked.effects.assign(service=services))


def test_choices_that_have_nothing_but_money_in_common_are_proved_beside_each_other() -> None:
    proof = certify(allocate(raised_twice([14] * 4, (100, 0.3), pool=120, divisible=True)))
    assert proof.gap * 10_000 <= proof.gain
    assert [(tree.subject, tree.no.trees, tree.yes.trees) for tree in proof.proof.trees] == [
        (project, (), ()) for project in ("p1", "p3", "p5", "p7")
    ]


def test_a_branch_has_no_tree_without_which_as_much_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grown, "LEAVES", 2)  # both stay open, one further than the other
    whole = (60, 0.31), (50, 0.26), (41, 0.2)
    asked = raised_twice([14, 13, 12, 11], *whole, pool=140, divisible=False)
    plan = allocate(asked, relative_gap=0)
    proof = certify(plan)
    [tree] = proof.proof.trees
    for name in ("no", "yes"):
        trees = getattr(tree, name).trees
        assert len(trees) > 1
        for left_out in trees:
            side = replace(getattr(tree, name), trees=tuple(each for each in trees if each != left_out))
            less = replace(proof.proof, trees=(replace(tree, **{name: side}),))
            assert bound(plan.counted, plan.rules, less) > proof.bound


def test_a_program_of_more_rows_than_trees_may_have_takes_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = allocate(apart([60, 60], 100, points=0.5, projects={"divisible": False}))
    monkeypatch.setattr(grown, "ROWS", 1)
    assert certify(plan).proof.trees == ()


def _open(plan: Allocation) -> bool:
    return certify(plan).gap * 10_000 > certify(plan).gain


def test_a_tree_that_stands_twice_or_beside_multipliers_of_nothing_takes_off_no_more_and_no_less(
    plans: list[Allocation],
) -> None:
    for plan in plans:
        proof, counted = certify(plan).proof, plan.counted
        twice = Branch(proof.multipliers, proof.trees * 2)
        assert bound(counted, plan.rules, twice) == certify(plan).bound
        assert bound(counted, plan.rules, beside_nothing(proof)) == certify(plan).bound


def beside_nothing(branch: Branch) -> Branch:
    """Return a branch with multipliers of no row ahead of its own, on it and on its trees."""
    trees = (
        Tree(tree.rule, tree.subject, beside_nothing(tree.no), beside_nothing(tree.yes))
        for tree in branch.trees
    )
    return Branch({"nobody": {"nothing": 1.0}, **branch.multipliers}, tuple(trees))


def _other_choice(tree: dict[str, Any]) -> None:
    tree["subject"] = "nobody"


def _nothing_on_it(tree: dict[str, Any]) -> None:
    tree["no"] = tree["yes"] = {"multipliers": {}, "trees": []}


def _one_side(tree: dict[str, Any]) -> None:
    del tree["yes"]


def _no_name(tree: dict[str, Any]) -> None:
    tree["rule"] = 1


def _negative(tree: dict[str, Any]) -> None:
    tree["no"]["multipliers"] = {"pool": {"pool": -1.0}}


def _too_deep(tree: dict[str, Any]) -> None:
    for _ in range(DEEPEST):
        copied = {"no": tree["no"], "yes": tree["yes"], "rule": tree["rule"], "subject": tree["subject"]}
        tree["no"] = {"multipliers": {}, "trees": [copied]}


@pytest.mark.parametrize("change", [_other_choice, _nothing_on_it, _one_side, _no_name, _negative, _too_deep])
def test_trees_that_are_no_proof_are_refused_whoever_seals_them(
    change: Callable[[dict[str, Any]], None],
) -> None:
    plan = written(allocate(apart([60, 60, 50], 100, points=0.5, projects={"divisible": False})))
    assert verify(plan)
    change(plan["certificate"]["trees"][0])
    plan["certificate"]["seal"] = seal(plan)
    try:
        assert not verify(plan)
    except IntakeError as refused:
        assert "certificate" in str(refused)  # either way is a refusal
