"""The report for the oversight bodies: what it finds, and the rows each finding rests on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from egov_budget import Inspection, Scenario, allocate, evaluate, inspect, score, withholding, worlds
from egov_budget.inspection.evidence import rows_of
from egov_budget.reporting.papers import inspection_paper
from egov_budget.worlds import delivered

pytestmark = pytest.mark.once


def four(**changes: object) -> Scenario:
    return worlds.four_projects().replace(**changes)


@pytest.fixture(scope="module")
def national() -> Inspection:
    plan = allocate(worlds.national_1400(services=120, projects=100))
    after = delivered(plan, plan.share * 0 + 0.5)
    return inspect(plan, evaluate(plan, after, plan.credits))


def test_a_service_with_nothing_done_is_found_with_its_rows() -> None:
    found = inspect(allocate(four()))
    scores = found.plan.scenario.scores
    assert found.untouched[["service", "funded"]].values.tolist() == [["appointment", 2]]
    proof = found.untouched["evidence"][0]
    assert proof == "services 4; scores 6-7"
    assert scores["service"].iloc[[4, 5]].tolist() == ["appointment"] * 2  # rows 6 and 7 of a spreadsheet


def test_after_the_round_services_stand_as_they_were_observed() -> None:
    plan = allocate(four())
    found = inspect(plan, evaluate(plan, delivered(plan, plan.share * 0 + 1), plan.credits))
    assert found.untouched.empty
    assert found.total["realised"] == pytest.approx(plan.gain)
    assert found.agencies["spent"].tolist() == [28, 72]


def test_before_anything_was_observed_gains_delivered_are_not_known() -> None:
    found = inspect(allocate(four()))
    assert found.agencies[["spent", "promised", "realised"]].isna().all().all()
    assert found.delivered.empty


def test_agencies_and_totals_agree(national: Inspection) -> None:
    agencies, total = national.agencies, national.total
    assert agencies["services"].sum() == len(national.plan.scenario.services)
    assert agencies["credits"].sum() == national.plan.spent
    assert total["none"] == len(national.untouched)
    assert total["withheld"] == agencies["withheld"].sum() == len(national.withheld)
    assert national.conflicts["index"].is_monotonic_decreasing


def test_work_that_was_joined_by_verdict_and_is_paid_apart_is_found() -> None:
    """A split made by hand pays both sign-ins although a verdict joined them."""
    plan = allocate(four())
    assert inspect(plan).duplicated.empty
    scenario = four()
    apart = score(scenario, {"tax-login": 60, "health-login": 40}, overlaps=_nothing_in_common(scenario))
    found = inspect(apart).duplicated
    assert found[["state", "at_stake", "evidence"]].values.tolist() == [
        ["accepted and apart", 40.0, "verdicts 2; projects 2-3"]
    ]


def test_a_retired_project_that_is_still_promised_money_is_found() -> None:
    scenario = worlds.four_projects()
    verdicts = scenario.verdicts.assign(verdict="retired", lead="health-login")
    out = scenario.projects.assign(excluded=scenario.projects["id"].isin(["tax-login", "e-filing"]))
    due = pd.DataFrame({"project": ["tax-login"], "year": [1402], "credits": [7]})
    years = pd.DataFrame({"year": [1402], "pool": [100]})
    found = inspect(allocate(scenario.replace(verdicts=verdicts, projects=out, commitments=due, years=years)))
    assert found.duplicated[["state", "at_stake"]].values.tolist() == [["retired and promised", 7.0]]


def test_an_exchange_that_is_withheld_is_told_with_its_cost() -> None:
    rows = pd.DataFrame(
        {"service": ["tax-return", "tax-refund"], "provider": ["health", "health"],
         "register": ["births", "deaths"], "status": ["withheld", "open"], "legal_duty": [True, False]}
    )  # fmt: skip
    effects = worlds.four_projects().effects.assign(registers=["births", "", "", "", "", ""])
    plan = allocate(four(exchanges=rows, effects=effects))
    costs = withholding(plan)
    found = inspect(plan, costs=costs)
    assert found.withheld[["service", "legal_duty", "gain", "evidence"]].values.tolist() == [
        ["tax-return", True, costs.registers["gain"][0], "exchanges 2"]
    ]
    assert found.withheld["gain"][0] > 0
    assert inspect(plan).withheld["gain"].isna().all()
    assert found.agencies.set_index("agency")["withheld"].to_dict() == {"tax": 0, "health": 1}


def test_conflicts_of_interest_are_told_with_their_kinds_and_what_follows() -> None:
    scenario = worlds.four_projects()
    interests = pd.DataFrame(
        {"agency": ["tax", ""], "project": ["", "tax-login"], "kind": ["vendor tie", "fee income lost"],
         "strength": [0.9, 0.2], "source": ["x", "y"]}
    )  # fmt: skip
    found = inspect(allocate(scenario.replace(interests=interests))).conflicts
    assert found[["agency", "above", "kinds", "evidence"]].values.tolist() == [
        ["tax", True, "vendor tie;fee income lost", "agencies 2; interests 2-3"]
    ]


def test_an_evaluation_of_another_plan_is_refused(national: Inspection) -> None:
    with pytest.raises(ValueError, match="another plan"):
        inspect(allocate(four()), national.evaluation)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_report_is_written_in_every_form(national: Inspection, lang: str, tmp_path: Path) -> None:
    paper = inspection_paper(national, lang)
    assert len(paper.tables) == 7
    national.to_markdown(tmp_path / "i.md", lang)
    national.to_html(tmp_path / "i.html", lang)
    national.to_excel(tmp_path / "i.xlsx", lang)
    text = (tmp_path / "i.md").read_text(encoding="utf-8")
    assert text.removeprefix('<div dir="rtl">\n\n').startswith(f"# {paper.title}\n")
    assert f'lang="{lang}"' in (tmp_path / "i.html").read_text(encoding="utf-8")
    assert len(openpyxl.load_workbook(tmp_path / "i.xlsx").sheetnames) == 8


def test_rows_are_named_as_a_spreadsheet_numbers_them() -> None:
    assert rows_of("t", range(3)) == "t 2-4"
    assert rows_of("t", range(0, 40, 2)) == "t 2, 4, 6, 8, 10, 12 +14"


def _nothing_in_common(scenario: Scenario):  # type: ignore[no-untyped-def]  # an Overlaps
    from dataclasses import replace

    from egov_budget import find_overlaps

    found = find_overlaps(scenario)
    return replace(found, members=found.members.head(0))
