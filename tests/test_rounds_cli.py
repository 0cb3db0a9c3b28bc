"""A plan's folder is where evaluate, bill and inspect begin from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from egov_budget import IntakeError, allocate, read_plan, read_scenario, worlds
from egov_budget.reporting import write_files, write_sheet
from shell import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = allocate(worlds.four_projects().replace(fiscal_year="1400"))
    write_files(plan, tmp_path / "plan")
    write_sheet(
        plan.scenario.scores.assign(score=[0.5, 0.25, 0.5, 0.5, 1, 0.5, 1, 0.5]), tmp_path / "scores.csv"
    )
    write_sheet(plan.credits.rename("amount").reset_index(), tmp_path / "spent.csv")
    return tmp_path


def test_a_plan_is_read_back_as_it_was_decided(folder: Path) -> None:
    one, two = allocate(worlds.four_projects().replace(fiscal_year="1400")), read_plan(folder / "plan")
    assert one.credits.equals(two.credits)
    assert one.roles.equals(two.roles)
    assert one.gain == two.gain
    assert [rule.name for rule in one.rules] == [rule.name for rule in two.rules]
    assert two.audit()


def test_a_plan_that_was_changed_since_is_not_read(folder: Path) -> None:
    place = folder / "plan/plan.json"
    content = json.loads(place.read_text(encoding="utf-8"))
    content["plan"]["quanta"]["e-booking"] += 1
    place.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(IntakeError, match="changed after it was sealed"):
        read_plan(folder / "plan")
    told = run("bill", folder / "plan", "--out", folder / "annex")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Traceback" not in told.stderr


def test_requests_that_were_changed_since_are_not_those_of_the_plan(folder: Path) -> None:
    place = folder / "plan/requests.json"
    place.write_text(place.read_text(encoding="utf-8").replace('"cost": 30', '"cost": 31'), encoding="utf-8")
    with pytest.raises(IntakeError):
        read_plan(folder / "plan")


def test_a_folder_without_a_plan_says_what_is_missing(tmp_path: Path) -> None:
    told = run("evaluate", tmp_path, "--observed", tmp_path / "x.csv", "--spent", tmp_path / "y.csv")
    assert told.exit_code == 2
    assert "is not there" in told.stderr


def test_evaluate_leaves_the_requests_of_the_next_round(folder: Path) -> None:
    words = ("--observed", folder / "scores.csv", "--spent", folder / "spent.csv")
    told = run("evaluate", folder / "plan", *words, "--out", folder / "next", "--pool", 60)
    assert told.exit_code == 0, told.stderr
    ahead = read_scenario(folder / "next/requests")
    assert ahead.settings.fiscal_year == "1401"
    assert ahead.projects["cost"].tolist() == [40, 8]
    again = run("allocate", folder / "next/requests", "--out", folder / "plan2")
    assert again.exit_code == 0
    late = run(
        "evaluate", folder / "plan", *words, "--earlier", folder / "next/experience.csv"
    )  # the same year again
    assert late.exit_code == 2
    assert "in the order of their years" in late.stderr


def test_faults_of_what_was_observed_are_told_without_a_traceback(folder: Path) -> None:
    told = run(
        "evaluate", folder / "plan", "--observed", folder / "spent.csv", "--spent", folder / "scores.csv"
    )
    assert told.exit_code == 2
    assert "spent.csv, row 1: the first row names no column of the table" in told.stderr
    assert told.stderr.count("\n") < 20  # a table without its columns is not faulted row by row
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_bill_and_inspect_leave_their_papers(folder: Path, lang: str) -> None:
    told = run("bill", folder / "plan", "--out", folder / "annex", "--lang", lang)
    assert told.exit_code == 0, told.stderr
    lines = {"en": "2 credit lines, 100 credits in every table", "fa": "۲ مورد اعتبار، ۱۰۰ واحد اعتبار"}
    assert lines[lang] in told.stdout
    told = run(
        "bill", folder / "plan", "--out", folder / "annex", "--progress", folder / "annex/progress.csv",
        "--lang", lang,
    )  # fmt: skip
    waits = {"en": "0 of 6 milestones reached and shown as the bill asks", "fa": "۰ شرط از ۶ شرط محقق"}
    assert waits[lang] in told.stdout, told.stderr
    words = ("--observed", folder / "scores.csv", "--spent", folder / "spent.csv")
    assert run("inspect", folder / "plan", *words, "--out", folder / "papers", "--lang", lang).exit_code == 0
    assert sorted(path.name for path in (folder / "papers").iterdir()) == [
        "findings.csv", "inspection.html", "inspection.md", "inspection.xlsx"
    ]  # fmt: skip
    half = run("inspect", folder / "plan", "--spent", folder / "spent.csv")
    assert half.exit_code == 2
