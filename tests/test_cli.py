"""The shell face: what it prints and leaves, how it exits; never a traceback for a user's fault."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from egov_budget import allocate, read_scenario, worlds, write_scenario
from egov_budget.objectives import LeastCost, ServicesAt, TotalGain
from egov_budget.reporting import markdown, plain
from egov_budget.rules import STANDARD, ServicesTarget
from shell import run

FILES = [
    "package", "plan.csv", "plan.json", "plan.md", "plan.txt", "plan.xlsx", "requests.json", "review.csv"
]  # fmt: skip


@pytest.fixture
def four(tmp_path: Path) -> Path:
    write_scenario(worlds.four_projects(), tmp_path / "four")
    return tmp_path / "four"


def test_without_a_command_nothing_is_done_and_the_version_is_told() -> None:
    assert run().exit_code == 2
    assert run("--version").stdout.startswith("egov-budget 0.")


@pytest.mark.parametrize("name", ["requests", "requests.xlsx", "requests.json"])
def test_a_template_runs_as_it_is(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    assert run("new", place).exit_code == 0
    assert "no fault found" in run("check", place).stdout
    told = run("allocate", place)
    assert told.exit_code == 0
    assert "every rule holds" in told.stdout


def test_a_template_is_not_written_over_what_is_there(four: Path) -> None:
    told = run("new", four)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "is there already" in told.stderr


def test_allocate_prints_the_plan_and_leaves_it_in_every_form(four: Path, tmp_path: Path) -> None:
    told = run("allocate", four, "--out", tmp_path / "plan")
    assert told.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == FILES
    plan = allocate(read_scenario(four))
    assert str(plan) in told.stdout
    assert (tmp_path / "plan/plan.txt").read_text(encoding="utf-8") == f"{plan}\n"
    sheet = pd.read_csv(tmp_path / "plan/plan.csv", encoding="utf-8-sig").set_index("id")
    assert sheet["credits"].to_dict() == plan.credits.to_dict()
    document = json.loads((tmp_path / "plan/plan.json").read_text(encoding="utf-8"))
    assert {row["id"]: row["credits"] for row in document["projects"]} == plan.credits.to_dict()
    book = openpyxl.load_workbook(tmp_path / "plan/plan.xlsx")
    rows = list(book["Budget"].values)[4:]
    assert {row[2]: row[5] for row in rows} == plan.credits.to_dict()


def test_allocate_tells_the_plan_in_persian(four: Path, tmp_path: Path) -> None:
    told = run("allocate", four, "--out", tmp_path / "plan", "--lang", "fa")
    plan = allocate(read_scenario(four))
    assert told.exit_code == 0
    assert plain(plan, "fa") in told.stdout
    assert (tmp_path / "plan/plan.txt").read_text(encoding="utf-8") == f"{plain(plan, 'fa')}\n"
    assert (tmp_path / "plan/plan.md").read_text(encoding="utf-8") == markdown(plan, "fa")
    assert "بودجه" in openpyxl.load_workbook(tmp_path / "plan/plan.xlsx").sheetnames
    assert "افزایش اعتبار متمرکز" in run("prices", four, "--lang", "fa").stdout
    assert "تأمین اعتبار نشد" in run("explain", four, "e-filing", "--lang", "fa").stdout


def test_a_language_that_is_not_there_is_the_users_fault(four: Path) -> None:
    told = run("allocate", four, "--lang", "xx")
    assert told.exit_code == 2
    assert "known are en, fa" in told.stderr.replace("\n", " ")


def test_the_workbook_has_the_frontier_where_it_is_asked_for(four: Path, tmp_path: Path) -> None:
    assert run("allocate", four, "--out", tmp_path, "--full").exit_code == 0
    assert "Frontier" in openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames


def test_a_smaller_pool_is_obeyed(four: Path) -> None:
    told = run("allocate", four, "--pool", "40").stdout
    assert told.startswith("Four projects: a pool of 40 credits")
    assert "left                    0" in told


def test_the_review_sheet_lists_every_pair(four: Path, tmp_path: Path) -> None:
    told = run("overlaps", four, "--out", tmp_path / "review.csv")
    assert told.exit_code == 0
    assert "Groups of common work that bind: 1, of 2 projects" in told.stdout
    with (tmp_path / "review.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["project_a"] for row in csv.DictReader(file)} >= {"health-login"}


def test_explain_says_why_and_an_unknown_project_is_the_users_fault(four: Path) -> None:
    told = run("explain", four, "e-filing")
    assert told.exit_code == 0
    assert "Not funded:" in told.stdout
    (four.parent / "template").mkdir()
    run("new", four.parent / "template")
    assert "no plan is left without it" in run("explain", four.parent / "template", "card-shop").stdout
    wrong = run("explain", four, "e-filling")
    assert wrong.exit_code == 2
    assert "'e-filling' is no project" in wrong.stderr


def test_goals_come_first_to_last_and_targets_at_least_cost(four: Path) -> None:
    scenario = read_scenario(four)
    counted = run("allocate", four, "--goal", "services-at-90", "--goal", "gain").stdout
    assert str(allocate(scenario, objective=[ServicesAt(0.9), TotalGain()])) in counted
    reached = run("allocate", four, "--services", 2, "--level", 0.5).stdout
    plan = allocate(scenario, objective=LeastCost(), rules=[*STANDARD, ServicesTarget(2, 0.5)])
    assert str(plan) in reached
    assert plan.bands.loc[["high", "medium"], "after"].sum() >= 2
    too_much = run("allocate", four, "--mean", 1)
    assert (too_much.exit_code, too_much.stdout) == (1, "")
    assert "raise the mean" in too_much.stderr


def test_prices_conflicts_and_unreachable_services_are_told(four: Path, tmp_path: Path) -> None:
    unknown = run("prices", four, "--rule", "polo")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "the plan has no rule 'polo'. Did you mean 'pool'?" in unknown.stderr
    told = run("prices", four, "--rule", "agency floor").stdout
    assert told == "No bound that was looked at costs anything.\n"
    assert run("prices", four, "--out", tmp_path / "prices.csv").stdout.startswith("More money in the pool")
    assert len(pd.read_csv(tmp_path / "prices.csv", encoding="utf-8-sig")) > 0
    assert run("conflicts", four).stdout == "the rules of 'Four projects' can all be kept\n"
    scenario = read_scenario(four)
    projects = scenario.projects.assign(mandatory=True)
    write_scenario(scenario.replace(projects=projects, pool=140), tmp_path / "tight.json")
    told = run("conflicts", tmp_path / "tight.json")
    assert told.exit_code == 1
    assert "raise the pool from 140 to 148" in told.stdout
    assert "2 of 4 services stay under 90%" in run("unreachable", four).stdout
    below = scenario.replace(effects=scenario.effects.assign(points=scenario.effects["points"] * 0.9999))
    write_scenario(below, tmp_path / "below.json")
    told = run("unreachable", tmp_path / "below.json", "--level", 0.75).stdout
    assert (
        "under 75%" in told
        and "tax-refund: 74.9%, its only request leaves 'apply' at 50 % and 'sign-in' at 99.9 %" in told
    )


def test_every_fault_of_the_input_is_told_at_once_with_exit_code_2(four: Path, tmp_path: Path) -> None:
    path = four / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("tax,", "tx,").replace(",50,", ",-50,"))
    told = run("check", four, "--out", tmp_path / "faults.csv")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Did you mean 'tax'?" in told.stderr
    assert "-50" in told.stderr
    faults = pd.read_csv(tmp_path / "faults.csv", encoding="utf-8-sig")
    assert set(faults["table"]) >= {"projects"}
    assert run("allocate", four).exit_code == 2
    assert run("allocate", tmp_path / "nowhere").exit_code == 2


def test_no_plan_is_exit_code_1_and_says_have_need_and_fix(four: Path, tmp_path: Path) -> None:
    scenario = read_scenario(four)
    tight = scenario.replace(agencies=scenario.agencies.assign(floor=[90.0, 60.0]))
    write_scenario(tight, tmp_path / "tight.json")
    told = run("allocate", tmp_path / "tight.json", "--out", tmp_path / "plan")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "have 100, need 150 credits, smallest fix 50" in told.stderr
    assert not (tmp_path / "plan").exists()


def test_an_unknown_solver_is_the_users_fault(four: Path) -> None:
    told = run("allocate", four, "--solver", "CLPEX")
    assert told.exit_code == 2
    assert "installed are" in told.stderr


def test_a_place_that_cannot_be_written_is_told_without_a_traceback(four: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run("allocate", four, "--out", tmp_path / "file")
    assert told.exit_code == 2
    assert "Traceback" not in told.stderr
    assert told.stderr.strip()


def test_a_catalogue_becomes_requests_and_the_requests_a_plan(tmp_path: Path, real_data: Path) -> None:
    canada = real_data / "canada"
    files = (canada / "service_inventory_2023_24.csv", canada / "it_projects_2022.csv")
    told = run("from", "canada", *files, tmp_path / "canada")
    assert told.exit_code == 0
    assert "1,751 services, 495 projects" in told.stdout
    assert run("allocate", tmp_path / "canada").exit_code == 0
