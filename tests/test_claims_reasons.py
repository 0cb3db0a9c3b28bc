"""A reason told of a project is what binds, and each way in that is told is a way in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import egov_budget as eb
from drawn_scenarios import drawn, overlaps_of
from egov_budget import Allocation, Scenario, rules
from egov_budget.reporting import screen
from random_scenarios import random_scenario
from small_scenarios import apart, barred, one_work


def reasons(plan: Allocation) -> pd.DataFrame:
    return eb.explain(plan).set_index("project")


def without(scenario: Scenario, project: str) -> Scenario:
    excluded = scenario.projects["excluded"] | (scenario.projects["id"] == project)
    return scenario.replace(projects=scenario.projects.assign(excluded=excluded))


def test_what_is_frozen_is_not_called_worth_its_credits() -> None:
    asked = apart([50, 60], 60, points=[0.1, 0.9])
    plan = eb.allocate(asked, rules=[*rules.STANDARD, rules.Frozen({"p0": 50.0}, {"p0": 1.0})])
    assert eb.allocate(without(asked, "p0")).gain > plan.gain
    assert reasons(plan).at["p0", "reason"] != "worth its credits"


def test_a_prerequisite_without_a_gain_of_its_own_is_told_by_what_needs_it() -> None:
    needs = pd.DataFrame({"project": ["p1"], "requires": ["p0"]})
    plan = eb.allocate(apart([50, 60], 110, points=[0.0, 0.9], prerequisites=needs))
    told = reasons(plan).loc["p0"]
    assert told["reason"] != "worth its credits"
    assert "p1" in told["words"]


def test_what_the_last_of_the_pool_brings_is_what_it_brings() -> None:
    asked = apart([60, 50, 30], 100, points=[0.9, 0.6, 0.2], projects={"divisible": False})
    plan = eb.allocate(asked)
    assert plan.left == 10
    assert reasons(plan)["pool_per_step"].max() == 0


def test_the_pool_ends_where_no_money_is_left() -> None:
    plan = eb.allocate(drawn(101), overlaps_of(drawn(101)))
    assert plan.left > 1
    assert not reasons(plan)["words"].str.contains("the pool ends").any()


def test_what_a_floor_draws_in_is_not_told_to_end_with_the_pool() -> None:
    floors = pd.DataFrame({"id": ["a", "b"], "floor": [30.0, 0.0]})
    plan = eb.allocate(apart([50, 60], 60, points=[0.1, 0.9], agency=["a", "b"], agencies=floors))
    words = reasons(plan)["words"]
    assert words["p0"] == "Funded to 60.0%: so far the rule 'agency floor' draws it in"
    assert words["p1"] == "Funded to 50.0%: there the pool ends"


def test_what_does_not_fit_asks_for_more_than_is_left() -> None:
    plan = eb.allocate(drawn(21), overlaps_of(drawn(21)))
    told = reasons(plan)
    unfit = told[told["words"].str.contains("does not fit")]
    assert (unfit["asked"] > plan.left).all()


def test_a_floor_that_is_passed_draws_no_further() -> None:
    floors = pd.DataFrame({"id": ["a", "b"], "floor": [30.0, 0.0]})
    plan = eb.allocate(apart([50, 60], 40, points=[0.9, 0.5], agency=["a", "b"], agencies=floors))
    assert reasons(plan).at["p0", "words"] == "Funded to 80.0%: there the pool ends"


def test_what_opens_an_exchange_is_told_to_add_what_others_gain_by_it() -> None:
    asked = apart([50, 60], 100, points=[0.5, 0.9], agency=["a", "b"])
    opens = {"service": "s1", "provider": "a", "register": "r", "status": "planned", "project": "p0"}
    plan = eb.allocate(
        asked.replace(
            scores=asked.scores.assign(score=[0.75, 0]),
            effects=asked.effects.assign(registers=["", "r"]),
            exchanges=pd.DataFrame([opens]),
        )
    )
    found, (opener, waiting) = reasons(plan).loc["p0"], plan.share
    assert 0.5 <= opener < waiting  # s0 is at full marks
    assert found["could_add"] == pytest.approx((waiting - opener) * 0.9)
    assert found["words"] == "Funded to 90.0%: there the pool ends"


def test_a_share_below_one_is_not_told_as_a_hundred_percent() -> None:
    plan = eb.allocate(apart([100_000, 100_000], 199_999, points=[0.9, 0.5]))
    assert plan.share["p1"] < 1
    assert "100.0%" not in reasons(plan).at["p1", "words"]


def test_points_are_told_as_so_many_services_of_mean_importance() -> None:
    plan = eb.allocate(apart([50, 60], 110, points=1.0, services=_services(4.0)))
    assert plan.gain == 8
    assert "2 services of mean importance" in screen(plan)


def _services(importance: float) -> pd.DataFrame:
    return pd.DataFrame({"id": ["s0", "s1"], "agency": "a", "importance": importance})


def test_a_group_in_which_nobody_may_lead_is_funded_apart() -> None:
    asked = apart(
        [60, 50], 120, agency=["a", "b"], verdicts=one_work(("p0", "p1", 0.8)),
        agencies=barred("a", "b", every="ab"),
    )  # fmt: skip
    assert eb.allocate(asked).credits.to_dict() == {"p0": 60, "p1": 50}


def test_a_verdict_that_names_a_barred_lead_leaves_the_other_plans() -> None:
    verdicts = one_work(("p0", "p1", 0.8), lead="p0")
    barred_lead = barred("a", every="abc")
    asked = apart([60, 50, 40], 150, agency=["a", "b", "c"], verdicts=verdicts, agencies=barred_lead)
    assert eb.allocate(asked).credits["p2"] == 40


@pytest.mark.parametrize("seed", [68, 106])
def test_what_a_project_is_told_to_lack_is_not_funded(seed: int) -> None:
    plan = eb.allocate(random_scenario(seed, divisible=False))
    lacking = reasons(plan)["words"].str.extract(r"needs \u2068?(\w+)\u2069?, which is not")[0].dropna()
    assert not plan.share[lacking].any()


def test_alternatives_that_share_a_set_are_all_told_of() -> None:
    rivals = pd.DataFrame({"set": "one", "project": ["p0", "p1", "p2"]})
    asked = apart([50, 60, 40], 100, points=[0.1, 0.9, 0.8], alternatives=rivals)
    ceilings = pd.DataFrame({"id": ["a", "b", "c"], "ceiling": [np.nan, 30.0, np.nan]})
    plan = eb.allocate(asked.replace(projects=asked.projects.assign(agency=[*"abc"]), agencies=ceilings))
    assert plan.share.to_dict() == {"p0": 0, "p1": 0.5, "p2": 0.5}
    assert reasons(plan).at["p0", "words"].startswith("Not funded: p1 and p2 are funded in its stead")


def test_work_is_told_to_be_done_by_who_raises_the_same() -> None:
    work = one_work(("p0", "p1", 0.1))
    asked = apart([50, 60, 40], 90, agency=[*"abc"], verdicts=work, points=[0.9, 1.0, 1.0])
    plan = eb.allocate(asked.replace(effects=asked.effects.assign(service=["s0", "s1", "s1"])))
    assert plan.share.to_dict() == {"p0": 1, "p1": 0, "p2": 1}
    assert reasons(plan).at["p1", "words"].startswith("Not funded: its services are already covered by p2;")


@pytest.mark.parametrize(
    ("score", "ready", "told"),
    [(0, 1, "waits for data"), (1, 1, "raises no service"), (0, 0, "delivers nothing")],
)
def test_what_waits_for_data_could_raise_something(score: float, ready: float, told: str) -> None:
    withheld = {"service": "s0", "provider": "b", "register": "r", "status": "withheld"}
    asked = apart(
        [50, 60], 200, agency=["a", "b"], agencies=pd.DataFrame({"id": ["a", "b"], "readiness": [ready, 1]})
    )
    asked = asked.replace(
        scores=asked.scores.assign(score=[score, 0]),
        effects=asked.effects.assign(registers=["r", ""]),
        exchanges=pd.DataFrame([withheld]),
    )
    assert reasons(eb.allocate(asked)).at["p0", "reason"] == told
