"""The next round's scenario: what was delivered asks no more, what was begun asks for the rest."""

from __future__ import annotations

import pandas as pd
import pytest

from egov_budget import IntakeError, Scenario, allocate, evaluate, next_scenario, worlds
from egov_budget.rounds.year import following
from egov_budget.worlds import delivered
from random_scenarios import random_scenario
from small_scenarios import apart, one_work

pytestmark = pytest.mark.once


def after(scenario: Scenario, spent: dict[str, float] | None = None, **options: object) -> Scenario:
    plan = allocate(scenario)
    full = delivered(plan, plan.share * 0 + 1)
    return next_scenario(evaluate(plan, full, {**plan.credits.to_dict(), **(spent or {})}), **options)  # type: ignore[arg-type]


def test_a_case_on_paper() -> None:
    """Both sign-ins are delivered, 22 of e-booking's 30 credits are paid: e-booking asks for 8 more."""
    ahead = after(worlds.four_projects().replace(fiscal_year="1400"), pool=60)
    assert ahead.settings.pool == 60
    assert ahead.settings.fiscal_year == "1401"
    assert ahead.projects.set_index("id")["cost"].to_dict() == {"e-filing": 40, "e-booking": 8}
    assert ahead.agencies["last_year"].tolist() == [28, 72]
    assert ahead.prerequisites.empty  # what e-filing needs is there
    points = ahead.effects.set_index("project")["points"]
    assert points["e-booking"] == pytest.approx(8 / 30, abs=1e-8)
    assert points["e-filing"] == 0.75
    assert set(ahead.notes["subject"]) == {
        "tax-login", "health-login", "e-booking", "tax-login / health-login"
    }  # fmt: skip
    assert allocate(ahead).credits.to_dict() == {"e-booking": 8, "e-filing": 40}


def test_nothing_funded_and_nothing_observed_leaves_the_plan_as_it_was() -> None:
    scenario = worlds.four_projects().replace(fiscal_year="1400")
    plan = allocate(scenario.replace(pool=0))
    ahead = next_scenario(evaluate(plan, scenario.scores.head(0), {}), pool=100)
    one, two = allocate(scenario), allocate(ahead)
    assert one.credits.to_dict() == two.credits.to_dict()
    assert one.gain == two.gain
    assert ahead.verdicts.equals(scenario.verdicts)


def test_credits_that_were_not_spent_are_asked_for_again() -> None:
    scenario = worlds.four_projects()
    ahead = after(scenario, spent={"e-booking": 11.0, "tax-login": 0.0, "health-login": 25.0})
    cost = ahead.projects.set_index("id")["cost"]
    assert cost.to_dict() == {"tax-login": 60, "health-login": 25, "e-filing": 40, "e-booking": 19}
    assert len(ahead.verdicts) == 1  # both are still asked for


def test_who_comes_after_the_lead_asks_what_joining_costs() -> None:
    scenario = worlds.four_projects()
    ahead = after(scenario, spent={"tax-login": 0.0})
    cost = ahead.projects.set_index("id")["cost"]
    assert cost["tax-login"] == 28  # 60 - 40 + 8: health-login built the common work
    assert "joins the common work that health-login built" in ahead.notes["note"].tolist()


def test_rivals_of_a_funded_alternative_are_shut_out() -> None:
    scenario = worlds.four_projects()
    sets = pd.DataFrame({"set": ["s", "s"], "project": ["e-filing", "e-booking"]})
    ahead = after(scenario.replace(alternatives=sets))
    assert ahead.projects.set_index("id")["excluded"].to_dict() == {"e-filing": True, "e-booking": False}


def test_a_floor_above_all_that_is_left_sinks() -> None:
    scenario = worlds.four_projects()
    agencies = scenario.agencies.assign(floor=[0.0, 50.0])
    ahead = after(scenario.replace(agencies=agencies))
    assert ahead.agencies["floor"].tolist() == [0, 8]
    assert allocate(ahead).audit()


def test_new_requests_come_in() -> None:
    scenario = worlds.four_projects()
    new = pd.DataFrame({"id": ["chat"], "agency": ["tax"], "title": ["Chat"], "cost": [5]})
    raised = pd.DataFrame(
        {"project": ["chat"], "service": ["tax-refund"], "indicator": ["apply"], "points": [0.1]}
    )
    ahead = after(scenario, requests={"projects": new, "effects": raised})
    assert ahead.projects["id"].tolist() == ["e-filing", "e-booking", "chat"]


@pytest.mark.parametrize("seed", range(4))
def test_the_next_round_has_a_plan_and_asks_for_no_more_than_the_round_before(seed: int) -> None:
    scenario = random_scenario(seed, divisible=True)
    plan = allocate(scenario)
    ahead = next_scenario(evaluate(plan, delivered(plan, plan.share * 0 + 0.5), plan.credits))
    before = scenario.projects.set_index("id")["cost"]
    now = ahead.projects.set_index("id")["cost"]
    assert (now <= before.reindex(now.index)).all()
    assert set(before.index) - set(now.index) == set(plan.share[plan.share == 1].index)
    assert allocate(ahead).audit()


def test_rounds_out_of_order_and_tables_that_do_not_exist_are_told_at_once() -> None:
    scenario = worlds.four_projects().replace(fiscal_year="1400")
    plan = allocate(scenario)
    found = evaluate(plan, scenario.scores, plan.credits)
    with pytest.raises(IntakeError) as caught:
        next_scenario(found, fiscal_year="1399", requests={"project": scenario.projects})
    assert caught.value.faults["column"].tolist() == ["fiscal_year", ""]
    with pytest.raises(IntakeError, match="the next round is of '1400'"):
        next_scenario(found, fiscal_year="1400")


def test_a_round_that_leaves_nothing_says_so() -> None:
    with pytest.raises(IntakeError, match="every project was delivered"):
        after(worlds.four_projects().replace(pool=1000))


@pytest.mark.parametrize(
    ("year", "next_one"), [("1400", "1401"), ("۱۴۰۰", "1401"), ("2026-27", "2027-28"), ("", "")]
)
def test_a_year_is_followed_by_the_next(year: str, next_one: str) -> None:
    assert following(year) == next_one


def test_an_exchange_whose_project_is_delivered_is_open() -> None:
    scenario = worlds.four_projects()
    rows = pd.DataFrame(
        {"service": ["tax-return", "tax-refund"], "provider": ["health", "health"],
         "register": ["births", "births"], "status": ["planned", "planned"],
         "project": ["health-login", "e-booking"]}
    )  # fmt: skip
    ahead = after(scenario.replace(exchanges=rows))
    assert ahead.exchanges[["status", "project"]].values.tolist() == [["open", ""], ["planned", "e-booking"]]


def test_scores_stand_on_the_evidence_they_were_observed_with() -> None:
    scenario = worlds.four_projects()
    scores = scenario.scores.assign(evidence="self-declared")
    plan = allocate(scenario.replace(scores=scores))
    seen = delivered(plan, plan.share * 0 + 1).assign(evidence="inspected").drop(index=[7])
    ahead = next_scenario(evaluate(plan, seen, plan.credits))
    assert ahead.scores["evidence"].tolist() == ["inspected"] * 7 + ["self-declared"]


def waiting(cost: list[float], pool: float) -> Scenario:
    """Return p0, which draws on a register that p1 and p2 are to open, and so a service without them."""
    opened = {"service": "s0", "provider": "a", "status": "planned"}
    rows = [opened | {"register": f"r{at}", "project": f"p{at}"} for at in range(1, len(cost))]
    points = [1.0, *[0.0] * len(rows)]
    asked = apart(cost, pool, points=points, fiscal_year="1400", exchanges=pd.DataFrame(rows))
    registers = [";".join(row["register"] for row in rows), *[""] * len(rows)]
    return asked.replace(effects=asked.effects.assign(registers=registers))


def paid(scenario: Scenario, **credits: float) -> Scenario:
    """Return the round after one that paid just that."""
    projects = scenario.projects.set_index("id", drop=False)
    projects["floor"] = projects["ceiling"] = pd.Series(credits).reindex(projects.index, fill_value=0.0)
    return after(scenario.replace(projects=projects.reset_index(drop=True)), pool=100.0)


@pytest.mark.parametrize(
    ("credits", "opener", "rest"),
    [({"p0": 10.0}, 20.0, 1.0), ({"p0": 10.0, "p1": 5.0}, 15.0, 0.75), ({"p0": 5.0}, 20.0, 1.0)],
)
def test_points_that_wait_for_an_exchange_are_brought_by_who_is_to_open_it(
    credits: dict[str, float], opener: float, rest: float
) -> None:
    ahead = paid(waiting([10, 20], 30), **credits)
    assert "brings the points of p0 that wait for it" in ahead.notes["note"].tolist()
    plan = allocate(ahead)
    assert plan.credits["p1"] == opener
    assert plan.gain == pytest.approx(rest)


def test_points_that_wait_for_two_exchanges_wait_for_the_second() -> None:
    ahead = paid(waiting([10, 20, 30], 60), p0=10.0)
    assert allocate(ahead).gain == pytest.approx(1)
    assert allocate(ahead.replace(pool=30)).gain == pytest.approx(0.6)  # 12 of 20 and 18 of 30
    one_left = paid(waiting([10, 20, 30], 60), p0=10.0, p1=20.0)
    assert allocate(one_left.replace(pool=15)).gain == pytest.approx(0.5)


def test_points_that_wait_and_own_points_of_a_cell_are_one_effect_and_no_more_than_full_marks() -> None:
    asked = waiting([10, 20], 30)
    own = asked.effects.iloc[:1].assign(project="p1", points=0.25, registers="", evidence="assumed")
    ahead = paid(asked.replace(effects=pd.concat([asked.effects, own])), p0=5.0)
    row = ahead.effects.set_index(["project", "service"]).loc[("p1", "s0")]
    assert row["points"] == 0.75
    assert row["evidence"] == "assumed"
    assert paid(asked.replace(effects=pd.concat([asked.effects, own])), p0=10.0).effects["points"].max() == 1


@pytest.mark.parametrize("p1", [20.0, 10.0])
def test_points_that_came_are_promised_by_nobody(p1: float) -> None:
    ahead = paid(waiting([10, 20, 30], 60), p0=5.0, p1=p1, p2=15.0)
    assert ahead.effects.set_index("project")["points"].to_dict() == pytest.approx(
        {"p0": 0.5, "p1": 0.0, "p2": 0.0} if p1 == 10 else {"p0": 0.5, "p2": 0.0}
    )


def test_what_waits_behind_a_withheld_exchange_is_promised_by_nobody() -> None:
    asked = waiting([10, 20], 30)
    held = asked.exchanges.assign(status="withheld", project="")
    assert paid(asked.replace(exchanges=held), p0=10.0).effects["points"].tolist() == [0.0]


def test_what_waits_in_a_score_that_members_of_a_group_raise_is_promised_by_nobody() -> None:
    asked = waiting([10, 20, 30], 60)
    both = asked.effects.iloc[:1].assign(project="p2", registers="")
    rows = asked.exchanges[asked.exchanges["project"] == "p1"]
    effects = pd.concat([asked.effects.assign(registers=["r1", "", ""]), both])
    asked = asked.replace(effects=effects, exchanges=rows)
    apart_from = paid(asked, p0=10.0).effects
    together = paid(asked.replace(verdicts=one_work(("p0", "p2", 0.1), lead="p0")), p0=10.0).effects
    assert ("p1", "s0") in set(zip(apart_from["project"], apart_from["service"], strict=True))
    assert ("p1", "s0") not in set(zip(together["project"], together["service"], strict=True))
