"""The report for the oversight bodies: what it finds, and the rows each finding rests on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from egov_budget import Inspection, Scenario, allocate, evaluate, inspect, score, withholding, worlds
from egov_budget.inspection.evidence import rows_of
from egov_budget.inspection.findings import KINDS
from egov_budget.language import language_of
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
    assert found.untouched[["service", "funded", "starts"]].values.tolist() == [
        ["appointment", 2, "e-booking;health-login"]
    ]
    proof = found.untouched["evidence"][0]
    assert proof == "services 4; scores 6-7"
    assert scores["service"].iloc[[4, 5]].tolist() == ["appointment"] * 2  # rows 6 and 7 of a spreadsheet


def test_after_the_round_services_stand_as_they_were_observed() -> None:
    plan = allocate(four())
    found = inspect(plan, evaluate(plan, delivered(plan, plan.share * 0 + 1), plan.credits))
    assert found.untouched.empty
    assert found.total["realised"] == pytest.approx(plan.gain)
    assert found.agencies["spent"].tolist() == [28, 72]
    rose = plan.attainment["after"].to_numpy()[:, None] >= [1e-6, 0.5, 0.9]
    before = plan.attainment["before"].to_numpy()[:, None] >= [1e-6, 0.5, 0.9]
    assert found.agencies["lifted"].sum() == (rose.sum(axis=1) > before.sum(axis=1)).sum() > 0


def test_before_anything_was_observed_gains_delivered_are_not_known() -> None:
    found = inspect(allocate(four()))
    assert found.agencies[["spent", "promised", "realised", "lifted"]].isna().all().all()
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
    assert found.withheld[["service", "legal_duty", "evidence"]].values.tolist() == [
        ["tax-return", True, "exchanges 2"]
    ]
    assert found.registers[["register", "provider", "services", "duty", "gain"]].values.tolist() == [
        ["births", "health", 1, 1, costs.registers["gain"][0]]
    ]
    assert found.registers["gain"][0] > 0
    assert inspect(plan).registers["gain"].isna().all()
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


def test_a_register_is_told_once_whoever_does_without_it(national: Inspection) -> None:
    assert national.registers["register"].is_unique
    assert national.registers["services"].sum() == len(national.withheld)
    assert national.registers["duty"].sum() == national.withheld["legal_duty"].sum()


def test_a_conflict_changes_who_leads() -> None:
    """Where tax may not lead, health leads; where neither may, the work is done apart."""
    plain = four()
    strong = [plain.agencies.assign(conflict=parts) for parts in ([0.9, 0.0], [0.9, 0.9])]
    one, both = (inspect(allocate(plain.replace(agencies=table))).conflicts for table in strong)
    assert one[["agency", "led_by_others", "apart"]].values.tolist() == [["tax", 1, 0]]
    assert both[["led_by_others", "apart"]].values.tolist() == [[0, 1]] * 2


def test_ranks_are_those_of_the_means(national: Inspection) -> None:
    services = national.plan.by_service().dropna(subset="before")
    means = [
        float(np.average(rows["before"], weights=rows["importance"]))
        for _, rows in services.groupby("agency")
    ]
    found = national.ranks.sort_values("agency")
    better = [sum(round(other, 9) > round(one, 9) for other in means) for one in means]
    assert found["rank_before"].tolist() == [count + 1 for count in better]
    assert found["before"].tolist() == pytest.approx(means)
    assert (found["moved"] == found["rank_before"] - found["rank_after"]).all()
    assert found["moved"].ne(0).any()


def test_what_would_start_a_service_can_raise_it(national: Inspection) -> None:
    effects = national.plan.scenario.effects
    known = set(zip(effects["project"], effects["service"], strict=True))
    rows = inspect(national.plan).untouched
    assert len(rows)
    for row in rows.to_dict("records"):
        named = [name for name in row["starts"].split(";") if name]
        assert {(name, row["service"]) for name in named} <= known
        assert not row["funded"] or all(national.plan.share[name] > 0 for name in named)


def test_nobody_is_said_not_to_have_asked_where_what_is_asked_for_waits_or_is_weak() -> None:
    effects = four().effects
    here = effects["service"] == "appointment"
    held = pd.DataFrame(
        {"service": ["appointment"], "provider": ["tax"], "register": ["births"], "status": ["withheld"]}
    )
    waits = four(exchanges=held, effects=effects.assign(registers=["births" if one else "" for one in here]))
    weak = four(least_strength=0.5, effects=effects.assign(strength=[0.1 if one else 1.0 for one in here]))
    for asked, said in (
        (waits, "waits for an exchange"), (weak, "too weak"), (four(effects=effects[~here]), "nobody"),
    ):  # fmt: skip
        found = inspect(allocate(asked))
        assert found.untouched[["service", "starts"]].values.tolist() == [["appointment", ""]]
        assert [said in str(row) for row in inspection_paper(found).tables[6].rows] == [True]


def test_findings_are_kept_over_rounds_and_stand_again_when_found_again() -> None:
    first = inspect(allocate(four()), date="1401-06").findings
    assert first[["subject", "finding", "agency", "date", "state"]].values.tolist() == [
        ["appointment", "nothing done", "health", "1401-06", "unaddressed"]
    ]
    old = {"subject": "births", "finding": "data withheld", "state": "partly addressed"}
    told = first.assign(state="addressed", reply="soon")
    later = inspect(allocate(four(findings=pd.concat([told, pd.DataFrame([old])]))), date="1402-06").findings
    assert later[["subject", "date", "state", "reply"]].values.tolist() == [
        ["appointment", "1401-06", "unaddressed", "soon"], ["births", "", "partly addressed", ""],
    ]  # fmt: skip


def test_every_finding_is_in_the_table_once(national: Inspection) -> None:
    counts = national.findings["finding"].value_counts()
    assert counts.get("nothing done", 0) == len(national.untouched)
    assert counts.get("data withheld", 0) == len(national.registers)
    assert counts.get("conflict of interest", 0) == national.total["above"]
    assert four(findings=national.findings.assign(agency="tax")).findings.shape == national.findings.shape


def test_the_two_sheets_hold_on_a_page_each_and_count_what_is_not_addressed(national: Inspection) -> None:
    by_agency, to_act_on = inspection_paper(national).tables[:2]
    assert len(by_agency.rows) <= 22
    assert len(to_act_on.rows) <= 12
    assert [*by_agency.rows[-1][1:]] == [
        *national.findings["finding"].value_counts().reindex(KINDS, fill_value=0), len(national.findings)
    ]  # fmt: skip
    assert all(row[3] for row in to_act_on.rows)
    gone = {"subject": "births", "finding": "data withheld", "agency": "tax", "state": "addressed"}
    told = inspection_paper(inspect(allocate(four(findings=pd.DataFrame([gone]))))).tables[0]
    assert [[*row[1:]] for row in told.rows] == [[1, 0, 0, 0, 1]] * 2  # of health alone, and the sum


def test_a_promise_is_kept_where_all_that_could_be_seen_of_it_came() -> None:
    """Health delivers both of its projects in full, tax half of its one."""
    plan = allocate(four())
    done = pd.Series({"e-booking": 1.0, "e-filing": 1.0, "health-login": 1.0, "tax-login": 0.5})
    found = inspect(plan, evaluate(plan, delivered(plan, done), plan.credits)).agencies
    seen = evaluate(plan, delivered(plan, done), plan.credits).projects
    kept = seen[seen["factor"] >= 1].groupby("agency").size()
    assert found.set_index("agency")["kept"].to_dict() == {
        "tax": kept.get("tax", 0),
        "health": kept["health"],
    }
    assert found["promises"].tolist() == [1, 2]


def test_an_evaluation_of_another_plan_is_refused(national: Inspection) -> None:
    with pytest.raises(ValueError, match="another plan"):
        inspect(allocate(four()), national.evaluation)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_report_is_written_in_every_form(national: Inspection, lang: str, tmp_path: Path) -> None:
    paper = inspection_paper(national, lang)
    assert len(paper.tables) == 12
    annex = language_of(lang).say("inspection.annex", title="")
    assert [table.title.startswith(annex) for table in paper.tables] == [False] * 3 + [True] * 9
    national.to_markdown(tmp_path / "i.md", lang)
    national.to_html(tmp_path / "i.html", lang)
    national.to_excel(tmp_path / "i.xlsx", lang)
    text = (tmp_path / "i.md").read_text(encoding="utf-8")
    assert text.removeprefix('<div dir="rtl">\n\n').startswith(f"# {paper.title}\n")
    assert f'lang="{lang}"' in (tmp_path / "i.html").read_text(encoding="utf-8")
    assert len(openpyxl.load_workbook(tmp_path / "i.xlsx").sheetnames) == 13


def test_rows_are_named_as_a_spreadsheet_numbers_them() -> None:
    assert rows_of("t", range(3)) == "t 2-4"
    assert rows_of("t", range(0, 40, 2)) == "t 2, 4, 6, 8, 10, 12 +14"


def _nothing_in_common(scenario: Scenario):  # type: ignore[no-untyped-def]  # an Overlaps
    from dataclasses import replace

    from egov_budget import find_overlaps

    found = find_overlaps(scenario)
    return replace(found, members=found.members.head(0))
