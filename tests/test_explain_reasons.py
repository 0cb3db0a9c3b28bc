"""Why a project is funded or not, on cases that can be checked on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from egov_budget import RuleError, Scenario, allocate, find_overlaps, objectives, score, worlds
from egov_budget.reasons.explain import explain
from egov_budget.reasons.replacement_costs import replacement_costs

pytestmark = pytest.mark.once


def four(**changes: dict[str, Any]) -> Scenario:
    """Return the four projects with some of their cells changed: ``four(cost={"e-filing": 5})``."""
    scenario = worlds.four_projects()
    projects = scenario.projects.set_index("id")
    for column, cells in changes.items():
        for project, value in cells.items():
            projects.loc[project, column] = value
    return scenario.replace(projects=projects.reset_index())


def line(scenario: Scenario, project: str) -> pd.Series:
    return explain(allocate(scenario)).set_index("project").loc[project]


def test_every_project_has_one_line_in_the_order_of_the_scenario() -> None:
    scenario = worlds.four_projects()
    table = explain(allocate(scenario))
    assert table["project"].tolist() == scenario.projects["id"].tolist()
    assert table["words"].str.startswith(("Funded", "Not funded")).all()


def test_lead_adopter_and_the_last_one_in() -> None:
    words = explain(allocate(worlds.four_projects())).set_index("project")["words"]
    assert words["health-login"] == (
        "Funded in full as lead: builds the common work for tax-login; "
        "without it 0.0416 points would be lost at least"
    )
    assert words["tax-login"] == (
        "Funded in full: adopts the common work of health-login and pays 28 instead of 60 credits; "
        "without it 0.399 points would be lost at least"
    )
    assert words["e-booking"] == "Funded to 73.3%: there the pool ends"


def test_the_pool_keeps_out_what_brings_less_than_its_last_credit() -> None:
    # the last credit goes to booking: half a point for 30; filing brings 0.375, worth 22 credits, not 23
    found = line(worlds.four_projects(), "e-filing")
    assert found["reason"] == "pool"
    assert found["enters_at"] == found["not_above"] == 22
    assert allocate(four(cost={"e-filing": 22})).credits["e-filing"] == 22
    assert allocate(four(cost={"e-filing": 23})).credits["e-filing"] == 0


def test_excluded_and_mandatory() -> None:
    assert line(four(excluded={"e-booking": True}), "e-booking")["reason"] == "excluded"
    assert line(four(mandatory={"e-filing": True}), "e-filing")["words"] == "Funded in full: it is mandatory"


def test_a_prerequisite_that_is_out_keeps_a_cheap_project_out() -> None:
    found = line(four(excluded={"tax-login": True}, cost={"e-filing": 5}), "e-filing")
    assert (found["reason"], found["rule"]) == ("needs another", "prerequisite")
    assert found["words"] == "Not funded: it needs tax-login, which is not"


def test_another_of_its_set_is_funded_instead() -> None:
    scenario = worlds.four_projects()
    sets = pd.DataFrame({"set": ["s", "s"], "project": ["e-booking", "health-login"]})
    found = line(scenario.replace(alternatives=sets), "e-booking")
    assert found["reason"] == "alternative"
    assert "health-login is funded in its stead" in found["words"]


def test_a_ceiling_keeps_out_what_the_pool_would_pay() -> None:
    # of 10 for health its sign-in as an adopter makes more than booking; filing takes the last credit
    agencies = worlds.four_projects().agencies.assign(ceiling=[np.nan, 10.0])
    found = line(worlds.four_projects().replace(agencies=agencies), "e-booking")
    assert found["reason"] == "ceiling"
    assert found["words"] == ("Not funded: the ceiling of health leaves no room for it")


def test_a_project_without_effect_raises_nothing() -> None:
    scenario = worlds.four_projects()
    effects = scenario.effects[scenario.effects["project"] != "e-booking"]
    assert line(scenario.replace(effects=effects), "e-booking")["reason"] == "raises no service"


def test_a_plan_with_another_aim_needs_no_more() -> None:
    allocation = allocate(worlds.four_projects(), objective=objectives.LeastCost())
    found = explain(allocation).set_index("project").loc["e-booking"]
    assert found["reason"] == "no use to the goal"
    assert found["words"] == "Not funded: it would bring the goal no further (least cost)"


@pytest.mark.parametrize("aim", ["avoided-cost", "services-at-50"])
def test_what_a_project_brings_is_told_in_points_whatever_the_goal(aim: str) -> None:
    four = worlds.four_projects()
    apart = four.replace(currency="rials", pool=150, verdicts=four.verdicts.head(0))
    plan = allocate(apart, objective=[aim, "gain"])
    table = explain(plan).set_index("project")
    told = table["words"].str.extract(r"brings ([\d.]+) (\w+)").dropna()
    assert len(told) and (told[1] == "points").all()
    assert told[0].astype(float).to_list() == pytest.approx(table["gain"][told.index].to_list(), rel=1e-3)


def test_services_at_full_marks_need_no_second_project() -> None:
    scenario = worlds.four_projects()
    projects = pd.concat(
        [scenario.projects, pd.DataFrame({"id": ["copy"], "agency": ["tax"], "cost": [45.0]})]
    )
    copied = scenario.effects[scenario.effects["project"] == "e-booking"].assign(project="copy")
    scenario = scenario.replace(projects=projects, effects=pd.concat([scenario.effects, copied]), pool=108)
    found = line(scenario, "copy")
    assert found["reason"] == "services covered"
    assert found["words"] == (
        "Not funded: its services are already covered by e-booking; "
        "it would add 0 of the 0.5 points it could bring; "
        "above 30 credits instead of 45 no plan with it in full gains more"
    )


def test_the_same_work_is_done_by_the_lead() -> None:
    scenario = four(divisible={"health-login": False, "tax-login": False})
    effects = scenario.effects[scenario.effects["project"] != "e-filing"]
    same = effects[effects["project"] == "health-login"].assign(project="tax-login", points=0.75)
    scenario = scenario.replace(effects=pd.concat([effects[effects["project"] != "tax-login"], same]))
    found = line(scenario, "tax-login")
    assert found["reason"] == "work done by another"
    assert found["words"].startswith("Not funded: its work is done by health-login; it would add 0 of ")


def test_in_full_or_not_at_all_it_may_not_fit() -> None:
    whole = dict.fromkeys(worlds.four_projects().projects["id"], False)
    found = line(four(divisible=whole, cost={"e-booking": 23}), "e-booking")
    assert found["reason"] == "does not fit"
    assert found["words"].endswith(
        "but it does not fit: 22 credits are left; "
        "at 22 credits instead of 23 a plan with it in full gains more"
    )


def test_a_split_made_by_hand_may_leave_out_what_pays() -> None:
    scenario = worlds.four_projects()
    table = explain(score(scenario, {"e-booking": 30.0, "health-login": 50.0}, find_overlaps(scenario)))
    found = table.set_index("project").loc["tax-login"]
    assert found["reason"] == "left out"
    assert found["words"].endswith(
        "but this plan leaves it out; a plan with it could gain 1.3 points more at most"
    )


def test_one_project_is_looked_at_again() -> None:
    allocation = allocate(worlds.four_projects())
    out = explain(allocation, "e-filing").iloc[0]
    assert out["enters_at"] == 22
    assert out["lost_with"] == np.inf  # 50 and 28 for both sign-ins and 40 are 118
    assert out["words"].endswith("; with these leads no plan has room for it in full")
    funded = explain(allocation, "e-booking").iloc[0]
    # refused, its 22 credits deliver 22/40 of filing
    assert funded["lost_without"] == pytest.approx(22 / 30 * 0.5 - 22 / 40 * 0.375, abs=1e-6)
    assert funded["words"].endswith(
        "; refused, with these leads, it would cost the plan at least 0.1604 points"
    )


def test_replacement_costs_of_all_that_is_funded() -> None:
    lost = replacement_costs(allocate(worlds.four_projects())).set_index("project")["lost"]
    # without the sign-in of health that of tax leads: 60 + 30 for booking + 10 of 40 for filing
    assert lost["health-login"] == pytest.approx(2.241667 - (1 + 0.5 + 10 / 40 * 0.375), abs=1e-6)
    assert lost["tax-login"] == pytest.approx(2.241667 - (0.875 + 0.5), abs=1e-6)
    assert lost.index.tolist() == ["tax-login", "health-login", "e-booking"]


def test_an_id_that_names_no_project_is_one_clear_error() -> None:
    allocation = allocate(worlds.four_projects())
    with pytest.raises(RuleError, match=r"'e-fling' is no project of the plan\. Did you mean 'e-filing'"):
        explain(allocation, "e-fling")
    with pytest.raises(RuleError) as raised:
        replacement_costs(allocation, ["a", "b"])
    assert raised.value.faults["value"].tolist() == ["a", "b"]


def test_a_plan_loses_nothing_by_what_it_already_does() -> None:
    plan = allocate(worlds.national_1400(services=200, projects=80))
    for share, column in ((plan.share == 0, "lost_without"), (plan.share == 1, "lost_with")):
        for project in plan.share.index[share][:3]:
            assert explain(plan, project, relative_gap=0.05).at[0, column] == 0.0
