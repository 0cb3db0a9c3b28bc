"""What stands beside the tables and is not read is told; what looks like a table is a fault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference

import egov_budget as eb
from egov_budget.intake import read_draft
from shell import run
from small_scenarios import apart, folder_of


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    return folder_of(apart([50, 60], 100), tmp_path / "requests")


def test_files_that_are_no_tables_are_named_and_do_no_harm(requests: Path) -> None:
    (requests / "contacts.csv").write_text("id,telephone\na,1\n", encoding="utf-8")
    (requests / "ids.csv").write_text("id\na\n", encoding="utf-8")
    (requests / "letter.docx").write_bytes(b"PK")
    (requests / "minutes").mkdir()
    (requests / ".hidden.csv").write_text("id,agency,cost\n", encoding="utf-8")
    (requests / "empty.csv").touch()
    os.mkfifo(requests / "queue.csv")
    strangers = ["contacts.csv", "empty.csv", "ids.csv", "letter.docx", "minutes", "queue.csv"]
    assert read_draft(requests).left_out == strangers
    for command in ("check", "allocate"):
        result = run(command, requests)
        assert result.exit_code == 0, result.output
        assert f"not read: {', '.join(strangers)}" in result.output


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_file_with_the_columns_of_a_table_is_a_fault(separator: str, start: str, requests: Path) -> None:
    head = separator.join(["id", "# why", "agency", "cost"])
    (requests / "late.csv").write_text(f"{start}{head}\r\n", encoding="utf-8")
    with pytest.raises(eb.IntakeError) as raised:
        eb.read_scenario(requests)
    fault = raised.value.faults.iloc[0]
    assert (fault["table"], len(raised.value.faults)) == ("late.csv", 1)
    assert "projects" in fault["remedy"]


def test_the_review_sheet_beside_the_requests_is_a_fault(requests: Path) -> None:
    eb.find_overlaps(eb.read_scenario(requests)).to_csv(requests / "review.csv")
    with pytest.raises(eb.IntakeError, match=r"review\.csv"):
        eb.read_scenario(requests)


def test_columns_of_notes_and_sheets_are_named(tmp_path: Path) -> None:
    path = tmp_path / "requests.xlsx"
    eb.write_scenario(apart([50, 60], 100), path)
    book = load_workbook(path)
    projects = book["projects"]
    projects.cell(1, projects.max_column + 1, "# who called")
    book.create_sheet("Minutes").append(["Friday"])
    chart = BarChart()
    chart.add_data(Reference(projects, min_col=3, min_row=1, max_row=3))
    book.create_chartsheet("Chart").add_chart(chart)
    book.save(path)
    assert read_draft(path).left_out == ["Chart", "Minutes", "projects: # who called"]


def test_nothing_is_said_where_all_is_read(requests: Path) -> None:
    for command in ("check", "allocate"):
        output = run(command, requests).output
        assert "not read" not in output
        assert "separators" not in output


def test_numbers_with_separators_are_counted_in_tables_and_settings(requests: Path) -> None:
    settings = requests / "scenario.toml"
    plain = settings.read_text("utf-8")
    settings.write_text(plain.replace("pool = 100.0", 'pool = "1,000"'), encoding="utf-8")
    projects = requests / "projects.csv"
    text = projects.read_text("utf-8-sig")
    projects.write_text(text.replace(",50,", ',"۱٬۵۰۰",').replace(",60,", ",1600,"), encoding="utf-8")
    assert read_draft(requests).grouped() == ["1,000", "۱٬۵۰۰"]
    output = run("check", requests).output
    assert "2 numbers read with separators, such as 1,000" in output
