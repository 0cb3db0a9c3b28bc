"""Work done once is never dearer than work done apart, and what is promised of it comes."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import egov_budget as eb
from drawn_scenarios import drawn
from egov_budget import Scenario
from egov_budget.language import language_of
from egov_budget.objectives import ProtectedGain
from egov_budget.overlaps import decide
from egov_budget.reporting import screen
from small_scenarios import apart, barred, one_work


def little_lead(pool: float) -> Scenario:
    """Return 100 + 20 credits asked; p1 alone may lead, with 5 of 100 in common: shared they cost 135."""
    return apart(
        [100, 20, 100], pool, agency=["a", "b", "a"],
        projects={"mandatory": [True, True, False], "excluded": [False, False, True]},
        verdicts=one_work(("p0", "p2", 1.0), ("p0", "p1", 0.25)), agencies=barred("a", every="ab"),
    )  # fmt: skip


@pytest.mark.parametrize("pool", [120, 130, 200])  # the first pays them apart and no more
def test_a_group_never_costs_more_than_its_members_apart(pool: float) -> None:
    assert eb.allocate(little_lead(pool)).spent <= 120


def test_what_is_saved_is_what_the_ledger_says() -> None:
    plan = eb.allocate(little_lead(200))
    assert plan.saved.sum() == 120 - plan.spent


@pytest.mark.parametrize("seed", range(4))
def test_no_group_is_paid_more_than_its_members_apart_whoever_may_lead(seed: int) -> None:
    asked = drawn(seed, whole=True)
    loose = {name: asked.tables[name].assign(floor=0.0) for name in ("agencies", "categories")}
    try:
        assert (eb.allocate(asked.replace(**loose)).saved >= 0).all()
    except (eb.ConflictingRules, eb.SolveError):
        pytest.skip("no plan")


@pytest.mark.parametrize("cap", ["auto", None])
def test_equal_requests_all_stand_in_one_group(cap: str | None) -> None:
    count = 60
    same = {"title": "Single sign-in platform for citizens", "description": "One account for every service"}
    agencies = [f"a{at}" for at in range(count)]
    asked = apart([10] * count, 300, agency=agencies, projects=same, binding="duplication")
    overlaps = eb.find_overlaps(asked, eb.similarity_graph(asked, cap=cap))
    assert len(overlaps.members) == count


def test_a_gain_protected_against_all_is_that_of_the_lowered_effects() -> None:
    asked = apart([50, 60], 200, agency=["a", "b"], verdicts=one_work(("p0", "p1", 0.8)))
    asked = asked.replace(effects=asked.effects.assign(service="s0", points=0.4, points_less=0.2))
    lowered = asked.replace(effects=asked.effects.assign(points=0.2, points_less=0.0))
    plan = eb.allocate(asked, objective=ProtectedGain(gamma=2))
    assert plan.outcome is not None
    assert plan.outcome.reached[0].value <= eb.allocate(lowered).gain + 1e-9


def test_members_that_raise_one_cell_bring_no_more_than_the_best_of_them() -> None:
    asked = apart([60, 50], 30, agency=["a", "b"], verdicts=one_work(("p0", "p1", 1.0)))
    plan = eb.allocate(asked.replace(effects=asked.effects.assign(service="s0")))
    assert plan.gain <= (0.5 * plan.share).max() + 1e-9


def test_the_project_that_stays_raises_what_the_retired_one_would_have() -> None:
    gone = pd.DataFrame([{"project_a": "p0", "project_b": "p1", "verdict": "retired", "lead": "p0"}])
    plan = eb.allocate(decide(apart([60, 50], 120, agency=["a", "b"]), gone))
    assert plan.credits.to_dict() == {"p0": 60, "p1": 0}
    assert plan.attainment["after"].to_dict() == {"s0": 0.5, "s1": 0.5}


def test_what_is_told_of_shared_work_is_what_the_same_shares_would_cost_apart() -> None:
    work = one_work(("p0", "p1", 0.9))
    asked = apart([100, 100, 100], 128, points=[0.9, 0.2, 0.5], agency=["a", "b", "c"], verdicts=work)
    plan = eb.allocate(asked)
    (told,) = re.findall(r"apart the same would cost ([\d,]+) more", screen(plan))
    assert float(told) == 100 * plan.share.sum() - plan.spent


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_credits_that_a_floor_asks_for_beyond_the_work_are_told_by_whom_they_are_paid(lang: str) -> None:
    """The lead builds 10 for two users of 10 each; its agency's floor of 28 leaves 8 that build nothing."""
    asked = apart(
        [20, 20, 50, 45, 50], 40, agency=["a", "b", "c", "a", "c"],
        projects={"divisible": [False] * 5, "excluded": [False, False, True, False, True]},
        verdicts=one_work(("p0", "p1", 0.5), ("p1", "p2", 0.5), ("p2", "p4", 1.0)),
    )  # fmt: skip
    said = language_of(lang)
    for floor, beyond in ((0, 0), (20, 0), (21, 1), (28, 8)):
        agencies = pd.DataFrame({"id": ["a", "b", "c"], "floor": [floor, 0, 0]})
        plan = eb.allocate(asked.replace(agencies=agencies))
        assert plan.credits["p0"] == 20 + beyond
        told = eb.explain(plan, lang=lang).set_index("project")["words"]
        money = {"credits": said.amount(beyond), "currency": said.currency("credits", beyond)}
        ending = said.say("sentence.beyond", said="", **money)
        assert [name for name in told.index if ending in told[name]] == (["p0"] if beyond else [])
