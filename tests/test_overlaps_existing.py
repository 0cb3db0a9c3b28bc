"""Platforms that exist: requests for the same are found, and one decided so costs what adopting costs."""

from __future__ import annotations

import pandas as pd
import pytest

from egov_budget import allocate, explain, find_overlaps, worlds
from egov_budget.overlaps.existing import existing
from egov_budget.reporting import overlaps_screen
from egov_budget.scenario import Scenario

pytestmark = pytest.mark.once

DECISION = {
    "id": "d1", "date": "2026-05-21", "by": "the board", "table": "projects", "key": "tax-login",
    "column": "cost", "value": "7", "ground": "exists already: sso",
}  # fmt: skip


def with_platform(adopt_cost: float = 7.0) -> Scenario:
    told = "One sign-in for all online services in place of a sign-in for each"
    row = {"id": "sso", "title": "Single sign-in platform", "description": told, "owner": "treasury"}
    return worlds.four_projects().replace(platforms=pd.DataFrame([{**row, "adopt_cost": adopt_cost}]))


def test_requests_for_what_exists_are_found_and_what_is_spared_is_exact() -> None:
    scenario = with_platform()
    found = existing(scenario)
    assert found["project"].tolist()[0] == "tax-login"
    assert (found["spared"] == found["asked"] - 7).all()
    assert "May exist already" in overlaps_screen(scenario, find_overlaps(scenario))
    without = worlds.four_projects()
    assert existing(without).empty
    assert "exist already" not in overlaps_screen(without, find_overlaps(without))


def test_a_platform_alone_changes_no_plan_and_a_decision_makes_the_request_cost_what_adopting_costs() -> None:
    before, scenario = allocate(worlds.four_projects()), with_platform()
    assert allocate(scenario).credits.equals(before.credits)
    decided = scenario.replace(decisions=pd.DataFrame([DECISION]))
    plan = allocate(decided)
    assert decided.projects.set_index("id").at["tax-login", "cost"] == 7
    assert plan.credits["tax-login"] <= 7
    assert plan.audit().holds
    assert "exists already: sso" in explain(plan).set_index("project").at["tax-login", "words"]
