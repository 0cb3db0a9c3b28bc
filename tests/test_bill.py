"""The annex of a budget bill: each of its tables adds up to the plan, and each tranche has its condition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from egov_budget import Annex, IntakeError, RuleError, allocate, annex, worlds
from egov_budget.bill.progress import form
from egov_budget.reporting.papers import agency_pages, annex_paper
from random_scenarios import random_scenario

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def four() -> Annex:
    return annex(allocate(worlds.four_projects()))


@pytest.fixture(scope="module")
def national() -> Annex:
    return annex(allocate(worlds.national_1400(services=120, projects=100)))


def test_a_plan_that_can_raise_nothing_has_an_annex_without_lines() -> None:
    four = worlds.four_projects()
    drawn = annex(allocate(four.replace(effects=four.effects.assign(points=0.0))))
    assert drawn.totals.eq(0).all()
    assert drawn.lines.empty
    assert drawn.releases.empty


def test_a_case_on_paper(four: Annex) -> None:
    """health gets 72 (50 as lead, 22 of e-booking's 30), tax 28 as adopter; no project names a programme."""
    lines = four.lines.set_index("agency")
    assert lines["credits"].to_dict() == {"health": 72, "tax": 28}
    assert lines["asked_by_funded"].to_dict() == {"health": 80, "tax": 60}
    assert lines["largest"].to_dict() == {"health": "health-login", "tax": "tax-login"}
    assert lines[["leads", "adopters"]].values.tolist() == [[1, 0], [0, 1]]
    shared = four.shared.set_index("project")
    assert shared["granted"].to_dict() == {"health-login": 40, "tax-login": 8}
    assert shared["pays"].to_dict() == {"health-login": 24, "tax-login": 24}
    assert shared["transfer"].sum() == 0
    first = four.releases[four.releases["tranche"] == 1]
    assert (first["milestone"] == 0).all()


@pytest.mark.parametrize("seed", range(4))
def test_every_table_adds_up_to_the_plan_to_the_last_quantum(seed: int) -> None:
    found = annex(allocate(random_scenario(seed, divisible=True)), parts=(0.5, 1.0))
    assert found.totals.nunique() == 1
    by_agency = found.lines.groupby("agency")["credits"].sum()
    pd.testing.assert_series_equal(
        by_agency, found.agencies.set_index("agency")["credits"], check_names=False
    )


def test_tables_add_up_where_a_quantum_is_a_part_of_a_unit() -> None:
    scenario = worlds.four_projects().replace(quantum=0.1, pool=99.7)
    assert annex(allocate(scenario)).totals.to_dict() == dict.fromkeys(
        ("plan", "lines", "agencies", "programmes", "tranches"), 997
    )


def test_a_milestone_lies_above_what_is_and_within_what_was_promised(national: Annex) -> None:
    goals = national.releases[national.releases["milestone"] > 0]
    assert len(goals) > 0
    assert (goals["level"] > goals["before"]).all()
    assert (goals["level"] <= 1).all()
    scores = national.plan.scenario.scores.set_index(["service", "indicator"])["score"]
    at = pd.MultiIndex.from_frame(goals[["service", "indicator"]])
    np.testing.assert_allclose(scores.reindex(at), goals["before"], atol=1e-12)
    assert goals["milestone"].tolist() == list(range(1, len(goals) + 1))


def test_no_agency_judges_what_it_is_paid_for_whoever_is_named_as_judge(national: Annex) -> None:
    goals = national.releases[national.releases["milestone"] > 0]
    assert (goals["judge"] == "oversight body").all()
    agency = goals["agency"].iloc[0]
    titles = national.plan.scenario.agencies.set_index("id")["title"]
    for judge in (agency, titles[agency]):
        named = annex(national.plan, judge=judge).releases
        assert (named["judge"] != named["agency"]).all()
        assert {*named["judge"]} == {"", "oversight body", agency}


def test_a_milestone_has_its_evidence_and_falls_due_before_its_money(national: Annex) -> None:
    given = national.releases
    goals = given[given["milestone"] > 0]
    assert (goals["evidence"] == "inspected").all()
    assert (goals["due"] == 3 * (goals["tranche"] - 1)).all()
    np.testing.assert_allclose(given.groupby("agency")["part"].sum(), 1)


def test_money_waits_until_its_milestone_is_last_told_as_reached_and_shown_as_the_bill_asks(
    four: Annex,
) -> None:
    rows = [
        (1, "1401-04-01", "partly addressed", "inspected"), (1, "1401-05-01", "addressed", "inspected"),
        (2, "1401-05-01", "addressed", "self-declared"),
        (3, "1401-07-01", "unaddressed", "inspected"), (3, "1401-06-01", "addressed", "inspected"),
    ]  # fmt: skip
    told = pd.DataFrame(rows, columns=["milestone", "date", "state", "evidence"])
    found = annex(four.plan, progress=told)
    at = found.releases.set_index("milestone")
    assert at["released"][[1, 2, 3]].tolist() == [True, False, False]
    assert at["released"][0].all()
    assert four.releases["released"].equals(four.releases["milestone"] == 0)
    left = form(found)
    assert left[["milestone", "date", "state", "evidence"]].head(5).values.tolist() == sorted(map(list, rows))
    again = annex(four.plan, progress=left[left.columns[~left.columns.str.startswith("#")]])
    assert again.releases.equals(found.releases)
    assert "partly" not in str(annex_paper(four)) and "addressed" in str(annex_paper(found))
    with pytest.raises(IntakeError, match="the bill has no milestone 99"):
        annex(four.plan, progress=pd.DataFrame({"milestone": [99]}))


@pytest.mark.parametrize("drawn", ["four", "national"])
def test_current_and_capital_credits_are_all_credits(drawn: str, request: pytest.FixtureRequest) -> None:
    annex = request.getfixturevalue(drawn)
    for table in (annex.lines, annex.agencies, annex.programmes, annex.projects):
        assert (table["current"] + table["capital"] == table["credits"]).all()
    asked = annex.plan.scenario.projects.set_index("id")["capital"][annex.projects["project"]].to_numpy()
    assert (abs(annex.projects["capital"] - asked * annex.projects["credits"]) <= 0.5).all()


def test_a_provision_says_what_the_tables_say_and_none_stands_without_its_rule(national: Annex) -> None:
    told = {provision.name: dict(provision.numbers) for provision in national.provisions}
    held = national.plan.scenario.exchanges.query("status == 'withheld'")
    assert told["pool"]["spent"] == national.agencies["credits"].sum() == national.plan.spent
    assert told["shared"]["projects"] == len(national.shared)
    assert told["exchange"] == {
        "withheld": len(held), "providers": held["provider"].nunique(), "duty": held["legal_duty"].sum(),
    }  # fmt: skip
    assert told["release"]["milestones"] == national.releases["milestone"].max()
    assert told["release"]["free"] + told["release"]["tied"] == national.plan.spent
    for rule in national.plan.rules:
        if rule.provision:
            left = tuple(other for other in national.plan.rules if other.provision != rule.provision)
            without = replace(national.order.plans[-1], rules=left)
            order = replace(national.order, plans=(*national.order.plans[:-1], without))
            found = {provision.name for provision in replace(national, order=order).provisions}
            assert found == set(told) - {rule.provision}


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_each_agency_with_money_has_a_page_with_its_projects_and_releases(national: Annex, lang: str) -> None:
    pages = agency_pages(national, lang).tables
    assert len(pages) == len(national.agencies)
    for page, row in zip(pages, national.agencies.to_dict("records"), strict=True):
        assert page.rows[-1][5] == row["credits"]
        assert len(page.rows) == row["projects"] + 1
        releases = national.releases["agency"] == row["agency"]
        assert len(page.notes) == releases.sum() + 1  # and the number of the classification


def test_a_plan_that_funds_nothing_has_no_lines() -> None:
    found = annex(allocate(worlds.four_projects().replace(pool=0)))
    assert found.lines.empty
    assert found.totals.to_dict() == dict.fromkeys(found.totals.index, 0)
    for lang in ("en", "fa"):
        assert all(not sheet.rows or sheet.name for sheet in annex_paper(found, lang).tables)


def test_tranches_that_do_not_ascend_are_a_fault() -> None:
    with pytest.raises(RuleError, match="does not ascend"):
        annex(allocate(worlds.four_projects()), parts=(0.5, 0.2, 1.0))


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_sums_on_paper_are_those_of_the_rows_above_them(national: Annex, lang: str) -> None:
    for sheet in annex_paper(national, lang).tables:
        plain = [row for place, row in enumerate(sheet.rows) if place not in sheet.sums]
        for at, column in enumerate(sheet.columns):
            total = sheet.rows[-1][at] if sheet.sums else None
            if column.kind.is_number and total is not None:
                assert total == pytest.approx(sum(row[at] for row in plain), abs=1e-6)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_workbook_holds_numbers_that_add_up_and_reads_in_its_direction(
    national: Annex, lang: str, tmp_path: Path
) -> None:
    national.to_excel(tmp_path / "annex.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "annex.xlsx")
    assert len(book.sheetnames) == 9
    sheet = book.worksheets[3]  # the credit lines
    assert bool(sheet.sheet_view.rightToLeft) == (lang == "fa")
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    lines = [row for row in rows if row[0] and row[1]]
    assert sum(row[6] for row in lines) == national.plan.spent == rows[-1][6]
    assert all(str(row[7]).endswith(".") for row in lines)


def test_agencies_and_programmes_stand_by_number_of_the_classification_and_else_by_title() -> None:
    four = worlds.four_projects().replace(pool=200)
    titled = {"health": "آموزش و پرورش", "tax": "پست"}
    agencies = four.agencies.assign(title=four.agencies["id"].map(titled))
    projects = four.projects.assign(category=["late", "early", "early", "late"][: len(four.projects)])
    categories = pd.DataFrame({"id": ["early", "late"], "title": ["b", "a"], "classification": ["9", "10"]})
    for numbers, first in (
        (("2", "10"), "health"),
        (("10", "2"), "tax"),
        (("", "2"), "tax"),
        (("", ""), "health"),
    ):
        given = dict(zip(("health", "tax"), numbers, strict=True))
        numbered = agencies.assign(classification=agencies["id"].map(given), floor=1.0, floor_unit="credits")
        drawn = annex(allocate(four.replace(agencies=numbered, projects=projects, categories=categories)))
        named = [first, "tax" if first == "health" else "health"]
        assert drawn.agencies["agency"].tolist() == named
        assert drawn.earmarks["id"].tolist() == named
        assert drawn.lines["agency"].drop_duplicates().tolist() == named
        assert drawn.programmes["programme"].tolist() == ["early", "late"]
        lines = drawn.lines[drawn.lines["agency"] == first]["programme"].tolist()
        assert lines == [name for name in ("early", "late") if name in lines]
        for _, rows in drawn.releases.groupby("tranche"):
            assert rows["agency"].tolist() == [name for name in named if name in rows["agency"].tolist()]
        pages = agency_pages(drawn, "fa").tables
        assert [page.title for page in pages] == [titled[name] for name in named]
