"""A plan on the screen, as CSV and JSON: the same numbers, whatever stands in a title."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import xlsxwriter

from egov_budget import Allocation, allocate, find_overlaps, frontier, worlds
from egov_budget.reporting import overlaps_screen, tables

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script>",
    "quotes \" and ' and ; and ,",
    "two\nlines\ttab",
    "\u202eright to left\u202c",
    "سامانهٔ «ورود» یکپارچه\u200cی ملّی",
    "x" * 10_000,
)
SCREEN = """\
Four projects: a pool of 100 credits

  spent                 100 (100.0%)
  left                    0
  gain                 2.24 points
  as much as 2.24 services of mean importance raised from nothing to full marks
  optimal: no plan of this pool under these rules gains more than 0.001% above it

Services                   before    after   change
  high    90 % and more         0        0       +0
  medium  50 to 90 %            0        4       +4
  low     under 50 %            3        0       -3
  none    nothing yet           1        0       -1

Projects: 3 of 4 funded, 1 of them in part
Shared work: 2 projects in 1 group do common work once; apart the same would cost 32 more

Agencies             asked         last year             given      gain
                        80                40                72       1.2  Health service
                       100                60                28       1.0  Tax office

Largest credits      asked             given      gain
                        50                50      0.88  health-login, lead of G:health-login: Single sign-in platform for patients
                        60                28      1.00  tax-login, adopter of health-login: Single sign-in platform for taxpayers
                        30                22      0.37  e-booking, partly funded: Online booking of appointments

Audit: every rule holds, 15 demands checked in whole quanta"""  # noqa: E501  # as it is printed


@pytest.fixture(scope="module")
def four() -> Allocation:
    return allocate(worlds.four_projects())


def titled(title: str) -> Allocation:
    scenario = worlds.four_projects()
    return allocate(scenario.replace(projects=scenario.projects.assign(title=title)))


def test_the_screen_is_the_one_on_paper(four: Allocation) -> None:
    assert str(four) == SCREEN


def test_a_plan_shows_in_a_notebook_as_its_screen_escaped() -> None:
    shown = titled("<script>alert(1)</script>")._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_a_title_stays_text_in_every_form(title: str, tmp_path: Path) -> None:
    plan = titled(title)
    plan.to_csv(tmp_path / "plan.csv")
    plan.to_json(tmp_path / "plan.json")
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["title"] for row in csv.DictReader(file)]
    assert {cell.removeprefix("'") for cell in cells} == {title}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    document = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert {row["title"] for row in document["projects"]} == {title}


def test_no_title_steers_the_terminal_or_breaks_a_line() -> None:
    lines = str(titled("two\nlines \u202eand a \x1b[31mcolour")).splitlines()
    assert sum("two lines and a [31mcolour" in line for line in lines) == 3
    assert not any(mark in "".join(lines) for mark in ("\u202e", "\x1b"))


def test_a_title_from_right_to_left_turns_no_number_round() -> None:
    lines = str(titled("سامانه ورود")).splitlines()
    assert sum(line.endswith("\u2068سامانه ورود\u2069") for line in lines) == 3
    assert not any("\u2068" in line for line in str(titled("Sign-in")).splitlines())


def test_every_form_has_the_same_numbers(four: Allocation, tmp_path: Path) -> None:
    four.to_json(tmp_path / "plan.json")
    document = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    for name, frame in tables(four).items():
        rows = document[name.replace(" ", "_")]
        assert len(rows) == len(frame)
        for label in frame.select_dtypes("number"):
            assert [row[label] for row in rows] == frame[label].tolist()


def test_a_pool_of_nothing_is_told_without_a_negative_zero() -> None:
    plan = allocate(worlds.four_projects().replace(pool=0))
    assert (plan.spent, plan.gain, plan.audit().holds) == (0, 0, True)
    assert "-0" not in str(plan).replace("+0", "")
    assert "-0" not in str(frontier(worlds.four_projects(), pools=[150, 170, 190]))


def test_tables_add_up_to_the_plan(four: Allocation) -> None:
    assert four.by_agency()["credits"].sum() == four.spent == four.table()["credits"].sum()
    assert four.by_service()["gain"].sum() == pytest.approx(four.gain)
    assert four.by_indicator()["gain"].sum() == pytest.approx(four.gain)
    assert four.gain_by_project.sum() == pytest.approx(four.gain)
    assert four.bands.sum().tolist() == [4, 4]


def test_a_file_is_written_whole_or_not_at_all(
    four: Allocation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("last year's")

    close = xlsxwriter.Workbook.close

    def fail(book: xlsxwriter.Workbook) -> None:
        close(book)
        raise OSError("the disk is full")

    monkeypatch.setattr("xlsxwriter.Workbook.close", fail)
    with pytest.raises(OSError, match="full"):
        four.to_excel(path)
    assert path.read_text() == "last year's"
    assert [left.name for left in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_screen_of_overlaps_names_groups_and_pairs() -> None:
    scenario = worlds.four_projects()
    shown = overlaps_screen(scenario, find_overlaps(scenario))
    assert "Groups of common work that bind: 1, of 2 projects" in shown
    assert "tax-login: Single sign-in platform for taxpayers (tax)" in shown


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_what_a_plan_returns_without_a_path_is_what_it_writes(lang: str, tmp_path: Path) -> None:
    plan = allocate(worlds.four_projects())
    plan.to_json(tmp_path / "plan.json")
    plan.to_text(tmp_path / "plan.txt", lang)
    assert plan.to_json() == (tmp_path / "plan.json").read_text(encoding="utf-8")
    assert plan.to_text(lang=lang) == (tmp_path / "plan.txt").read_text(encoding="utf-8")
    assert json.loads(plan.to_json()) == json.loads(json.dumps(plan.to_dict()))


def test_a_call_logs_its_steps_under_the_name_of_the_library(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="egov_budget"):
        allocate(worlds.four_projects())
    assert [line.split(":")[0] for line in caplog.messages] == ["compared", "formulated", "settled"]
    assert all(record.name.startswith("egov_budget.") for record in caplog.records)
