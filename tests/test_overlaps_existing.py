"""Platforms that exist: likeness changes nothing, and a verdict that one exists sets what a request costs."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest

from egov_budget import allocate, explain, find_overlaps, prices, verify, worlds
from egov_budget.errors import IntakeError
from egov_budget.intake import read_scenario, write_scenario
from egov_budget.overlaps import decide
from egov_budget.reporting import overlaps_screen
from egov_budget.scenario import Scenario
from egov_budget.whatif import savings_ledger

pytestmark = pytest.mark.once

SSO = {
    "id": "sso", "title": "Single sign-in platform", "owner": "treasury", "adopt_cost": 7.0,
    "description": "One sign-in for all online services in place of a sign-in for each",
}  # fmt: skip
SAID = {
    "project_a": "tax-login", "project_b": "sso", "verdict": "exists", "reviewer": "the board",
    "date": "2026-05-21", "reason": "runs since 2020",
}  # fmt: skip
OTHER = {**SAID, "reviewer": "the court", "date": "2026-06-01", "reason": ""}
COST = {
    "id": "d1", "date": "2026-05-20", "by": "the minister", "table": "projects", "key": "tax-login",
    "column": "cost", "value": "9",
}  # fmt: skip


def asked(*verdicts: dict[str, object], **more: object) -> Scenario:
    return worlds.four_projects().replace(
        platforms=pd.DataFrame([{**SSO, **more}]),
        verdicts=pd.DataFrame([{"settles": False, **row} for row in verdicts], columns=[*SAID, "settles"]),
    )


def cost(scenario: Scenario) -> float:
    return float(scenario.projects.set_index("id").at["tax-login", "cost"])


def test_a_platform_that_nobody_has_read_changes_no_pair_and_no_plan() -> None:
    without = worlds.four_projects().replace(binding="duplication", verdicts=asked().verdicts)
    scenario = without.replace(platforms=asked().platforms)
    before, after = find_overlaps(without), find_overlaps(scenario)
    assert after.pairs.equals(before.pairs) and after.relations.equals(before.relations)
    assert allocate(scenario).credits.equals(allocate(without).credits)
    queue = after.queue()
    found = queue[queue["relation"] == "exists"]
    assert found[["project_a", "project_b", "at_stake"]].to_numpy().tolist() == [["tax-login", "sso", 53.0]]
    assert "May exist already" in overlaps_screen(scenario, after)
    assert "xist already" not in overlaps_screen(without, before)


def test_what_reviewers_settle_alone_sets_the_cost_whatever_the_order_of_rows() -> None:
    no, last = {**OTHER, "verdict": "does not exist"}, {**SAID, "reviewer": "the minister", "settles": True}
    for rows, expected in (
        ([SAID], 7.0), ([SAID, OTHER], 7.0), ([no], 60.0), ([SAID, no], 60.0), ([SAID, no, last], 7.0),
    ):  # fmt: skip
        found = [asked(*order) for order in permutations(rows)]
        assert {cost(scenario) for scenario in found} == {expected}
        assert len({*map(str, (each.decisions.to_dict() for each in found))}) == 1
    withdrawn = decide(asked(SAID), pd.DataFrame([no]))
    assert cost(withdrawn) == 60.0 and withdrawn.decisions.empty
    pair = find_overlaps(withdrawn).queue().iloc[0]
    assert [pair["project_b"], pair["verdict"]] == ["sso", "unsettled"]


def test_it_holds_through_every_change_and_a_decision_on_the_cost_goes_before(tmp_path: Path) -> None:
    scenario = asked(SAID)
    write_scenario(scenario, tmp_path)
    for same in (scenario.replace(pool=80), scenario.replace(decisions=scenario.decisions.head(0)),
                 scenario.replace(projects=scenario.projects), read_scenario(tmp_path)):  # fmt: skip
        assert cost(same) == 7.0
        assert same.decisions["before"].tolist() == ["60"]
    assert cost(scenario.replace(platforms=pd.DataFrame([{**SSO, "adopt_cost": 8.0}]))) == 8.0
    assert cost(scenario.replace(verdicts=scenario.verdicts.head(0))) == 60.0
    decided = scenario.replace(decisions=pd.DataFrame([COST]))
    assert cost(decided) == 9.0
    assert decided.decisions[["id", "before"]].to_numpy().tolist() == [["d1", "60"]]


def test_the_plan_pays_for_adopting_and_every_paper_says_what_that_brings(tmp_path: Path) -> None:
    scenario = asked(SAID, OTHER)
    overlaps = find_overlaps(scenario)
    plan = allocate(scenario, overlaps)
    assert plan.credits["tax-login"] == 7.0 and plan.audit().holds
    words = explain(plan).set_index("project").at["tax-login", "words"]
    told = "cost is 7 credits instead of 60 since sso exists already, as the board; the court decided on "
    assert f"{told}2026-06-01" in words
    assert "هم‌اکنون هست" in explain(plan, lang="fa").set_index("project").at["tax-login", "words"]
    price = prices(plan, rules=["decision"]).iloc[0]
    without = allocate(asked())
    less = plan.gain - without.gain
    assert price["lifted"] <= -less + 1e-9 <= price["lifted"] + price["gap"] + 2e-9 and less > 0
    assert "without it every plan would gain at least" in price["words"]
    row = savings_ledger(plan).relations.set_index("relation").loc["exists"]
    assert row[["groups", "projects", "at_stake", "saved"]].tolist() == [1, 1, 53.0, 53.0]
    overlaps.to_csv(tmp_path / "sheet.csv")
    assert "Single sign-in platform" in (tmp_path / "sheet.csv").read_text("utf-8-sig")
    for lang, button in (("en", "2 exists already"), ("fa", "به کار گرفته شود")):
        find_overlaps(asked()).to_review_page(tmp_path / "page.html", lang)
        assert button in (tmp_path / "page.html").read_text("utf-8")
    plan.to_json(tmp_path / "plan.json")
    assert verify(tmp_path / "plan.json", scenario).holds
    assert not verify(tmp_path / "plan.json", asked()).holds
    without.to_json(tmp_path / "without.json")
    assert not verify(tmp_path / "without.json", scenario).holds


def test_a_request_that_adopts_shares_no_work() -> None:
    pair = {**SAID, "project_b": "health-login"}
    likely = find_overlaps(asked().replace(binding="duplication"))
    assert likely.pairs["binds"].any()
    assert not find_overlaps(asked(SAID).replace(binding="duplication")).pairs["binds"].any()
    with pytest.raises(IntakeError, match="adopts 'sso', which exists, and cannot share work"):
        find_overlaps(asked(SAID, {**pair, "verdict": "parallel"}))
    assert find_overlaps(asked(SAID, {**pair, "verdict": "rollout"})).members.empty


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        ({"project_b": "ssso"}, "project_b", "'ssso' is not in the table platforms. Did you mean 'sso'"),
        ({"verdict": "joint"}, "project_b", "'sso' is not in the table projects"),
        ({"reviewer": ""}, "reviewer", "does not say who decided"),
        ({"date": "in May"}, "date", "does not say when"),
    ],
)
def test_a_verdict_on_a_platform_that_cannot_hold_is_told_at_its_cell(
    row: dict[str, str], place: str, told: str
) -> None:
    with pytest.raises(IntakeError, match=f"verdicts, row 2, column {place}: .*{told}"):
        asked({**SAID, **row})


def test_a_request_adopts_one_platform_and_no_platform_has_the_id_of_a_request() -> None:
    two = pd.DataFrame([SSO, {**SSO, "id": "nis"}])
    with pytest.raises(IntakeError, match="row 3, column project_b: 'tax-login' adopts 'nis' already"):
        asked().replace(platforms=two, verdicts=pd.DataFrame([{**SAID, "project_b": "nis"}, SAID]))
    with pytest.raises(
        IntakeError, match="platforms, row 2, column id: 'tax-login' is the id of a request too"
    ):
        asked(id="tax-login")
    with pytest.raises(IntakeError, match="platforms, row 2, column adopt_cost: 0 is not above 0"):
        asked(adopt_cost=0)
