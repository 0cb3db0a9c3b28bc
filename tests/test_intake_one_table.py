"""A table in a file of its own is read as a table of the requests is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from egov_budget import allocate, worlds, write_scenario
from egov_budget.reporting import write_files
from shell import run

PLAIN = [["project", "credits"], ["tax-login", "60"], ["e-booking", "20"]]
PERSIAN = [["طرح", "مبلغ"], ["tax-login", "۶۰"], ["e-booking", "۲۰"]]
AROUND = [["The split of 1400"], [], *PLAIN[:2], [], PLAIN[2], [], ["as the minister has it"]]
Rows = list[list[str]]


def csv_of(separator: str, encoding: str = "utf-8") -> Callable[[Rows, Path], Path]:
    def write(rows: Rows, folder: Path) -> Path:
        path = folder / "split.csv"
        path.write_text("\n".join(separator.join(row) for row in rows), encoding=encoding)
        return path

    return write


def book(rows: Rows, folder: Path) -> Path:
    """Write a workbook whose first sheet is hidden and whose second one tells how to fill in the third."""
    made = openpyxl.Workbook()
    made.active.append(["project", "credits"])
    made.active.sheet_state = "hidden"
    made.create_sheet("how to").append(["Fill in the next sheet"])
    sheet = made.create_sheet("split")
    for row in rows:
        sheet.append(row)
    made.save(folder / "split.xlsx")
    return folder / "split.xlsx"


@pytest.mark.parametrize("write", [csv_of(","), csv_of(";"), csv_of("\t", "utf-16"), book])
@pytest.mark.parametrize("rows", [PLAIN, PERSIAN, AROUND])
def test_a_split_is_the_same_however_it_is_kept(
    rows: Rows, write: Callable[[Rows, Path], Path], tmp_path: Path
) -> None:
    write_scenario(worlds.four_projects(), tmp_path / "four.json")
    told = run("score", tmp_path / "four.json", write(rows, tmp_path))
    assert told.exit_code == 0, told.stderr
    assert "1.33 points" in told.stdout
    for text in ("The split of 1400", "as the minister has it"):
        assert (text in told.stderr) == (rows is AROUND)


def test_faults_of_what_came_of_a_plan_are_told_by_the_rows_of_the_file(tmp_path: Path) -> None:
    write_files(allocate(worlds.four_projects()), tmp_path / "plan")
    spent = csv_of(";")([["Spent in 1400"], ["project", "amount"], [], ["no-such", "1"]], tmp_path)
    scores = tmp_path / "scores.csv"
    scores.write_text("service,indicator,score\ntax-return,online,50%\n", encoding="utf-8")
    told = run("evaluate", tmp_path / "plan", "--observed", scores, "--spent", spent)
    assert told.exit_code == 2
    assert "split.csv, row 4, column project: the plan has no project 'no-such'" in told.stderr


def test_a_fault_names_sheet_and_column_as_they_stand_in_the_file(
    tmp_path: Path,
) -> None:
    run("new", tmp_path / "form.xlsx", "--lang", "fa")
    made = openpyxl.load_workbook(tmp_path / "form.xlsx")
    made["طرح‌ها"]["E2"], made["تنظیمات"]["B3"] = "زیاد", "x"
    made.create_sheet("Notes").append(["ask the ministry"])  # not the table of that name
    made.save(tmp_path / "form.xlsx")
    told = run("check", tmp_path / "form.xlsx").output
    assert "طرح‌ها, row 2, column هزینه: 'زیاد' is not a number" in told
    assert "تنظیمات, column اعتبار: 'x' is not a number" in told
    assert told.startswith("2 faults")
