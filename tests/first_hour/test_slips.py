"""Slips of a spreadsheet user: what is plain is read as it was meant, all else is told at its place."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from egov_budget import IntakeError, Scenario, read_portfolio
from first_hour.friction import frictions
from first_hour.lists import ENGLISH

pytestmark = pytest.mark.once

Rows = list[list[object]]
HEAD = [*ENGLISH.columns]
COST, OWNER, TITLE = HEAD.index("Budget (million)"), HEAD.index("Ministry"), HEAD.index("Project")
CLEAN = read_portfolio(ENGLISH, pool=400)

# A cell of the second project and the cost of it that is meant; none where nobody can tell.
COSTS: list[tuple[object, float | None]] = [
    ("140 ", 140), ("140.0", 140), ("$140", 140), ("€ 140", 140), ("۱۴۰", 140), ("١٤٠", 140), ("1,400", 1400),
    ("1\u00a0400", 1400), ("۱٬۴۰۰", 1400), ("1.4e2", 140), ("140,5", None), ("1.400,50", None),
    ("140 million", None), ("14O", None), ("-140", None), ("140-160", None), ("~140", None), ("?", None),
    ("n/a", None), ("-", None), ("50%", None), ("#REF!", None), ("0,140", None), ("1 40", None), (True, None),
    ("140.1234567", None), ("0.30000000000000004", None), ("1e400", None), ("", 0), ("0", 0), (None, 0),
]  # fmt: skip
OWNERS: list[tuple[str, str | None]] = [
    ("finance", "Finance"), (" Finance  ", "Finance"), ("FINANCE", "Finance"), ("", None), ("  ", None),
]  # fmt: skip


def written(rows: Rows, path: Path) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(rows: Rows, path: Path, own: object = "") -> Scenario | IntakeError:
    """Return what becomes of a list; whatever is told is told with a remedy, and for people."""
    try:
        return read_portfolio(written(rows, path), pool=400)
    except IntakeError as error:
        assert (error.faults["remedy"] != "").all()
        assert frictions(str(error).replace(str(own), "")) == []  # what somebody wrote is quoted as it is
        return error


def rows_with(cell: object, column: int) -> Rows:
    rows: Rows = [HEAD, *ENGLISH.astype(object).values.tolist()]
    rows[2][column] = cell
    return rows


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize(("cell", "meant"), COSTS)
def test_a_cost_is_read_as_it_was_meant_or_told_at_its_cell(
    cell: object, meant: float | None, suffix: str, tmp_path: Path
) -> None:
    found = read(rows_with(cell, COST), tmp_path / f"list.{suffix}", cell or "")
    if isinstance(found, IntakeError):
        assert meant is None
        assert found.faults[["row", "column"]].values.tolist() == [[3, HEAD[COST]]]
    elif meant:
        assert found.projects["cost"].tolist() == [120, meant, 200, 90, 250]
    else:
        assert meant == 0
        assert found.projects["excluded"].tolist() == [False, True, False, False, False]
        assert found.notes.loc[found.notes["row"] == 3, "note"].str.startswith("No cost above 0").any()


@pytest.mark.parametrize(("cell", "meant"), OWNERS)
def test_an_owner_is_the_one_that_was_meant_or_told_at_its_cell(
    cell: str, meant: str | None, tmp_path: Path
) -> None:
    found = read(rows_with(cell, OWNER), tmp_path / "list.csv")
    if isinstance(found, IntakeError):
        assert meant is None
        assert found.faults[["row", "column"]].values.tolist() == [[3, HEAD[OWNER]]]
    else:
        assert found.agencies["id"].str.casefold().tolist() == ["health", str(meant).casefold()]


def _set(rows: Rows, place: int, row: list[object]) -> Rows:
    return [*rows[:place], row, *rows[place:]]


SHAPES: dict[str, Callable[[Rows], Rows]] = {
    "a title above": lambda rows: [["Requests of 1401"], [], *rows],
    "an empty row between": lambda rows: _set(rows, 3, [""] * len(HEAD)),
    "empty rows below": lambda rows: [*rows, *[[""] * len(HEAD)] * 3],
    "a total below": lambda rows: [*rows, ["Total", "", "", "", 800]],
    "a remark below": lambda rows: [*rows, ["All amounts in millions"]],
    "a remark at the side": lambda rows: [[*rows[0]], *([*row, "see annex"] for row in rows[1:])],
    "the head again in the middle": lambda rows: _set(rows, 3, [*HEAD]),
    "a column without a head": lambda rows: [[*rows[0], ""], *([*row, "x"] for row in rows[1:])],
    "a column twice": lambda rows: [[*row, row[COST]] for row in rows],
    "no head": lambda rows: rows[1:],
    "heads in capitals": lambda rows: [[str(head).upper() for head in rows[0]], *rows[1:]],
    "blanks around heads": lambda rows: [[f" {head} " for head in rows[0]], *rows[1:]],
    "an owner with another head": lambda rows: [["Project", "Asked by", *HEAD[2:]], *rows[1:]],
    "two costs": lambda rows: [[*rows[0], "Amount"], *([*row, 1] for row in rows[1:])],
    "a column nobody asked for": lambda rows: [[*rows[0], "Remark"], *([*row, "x"] for row in rows[1:])],
    "columns in another order": lambda rows: [row[::-1] for row in rows],
    "nothing but a head": lambda rows: rows[:1],
    "nothing": lambda _: [],
}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("slip", SHAPES)
def test_a_list_of_another_shape_is_read_as_it_was_meant_or_told(
    slip: str, suffix: str, tmp_path: Path
) -> None:
    rows = SHAPES[slip]([HEAD, *ENGLISH.astype(object).values.tolist()])
    found = read(rows, tmp_path / f"list.{suffix}")
    if isinstance(found, Scenario):
        columns = ["agency", "title", "cost", "excluded"]
        assert found.projects[columns].values.tolist() == CLEAN.projects[columns].values.tolist()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.csv", ENGLISH.to_csv(index=False).replace(",", ";").encode()),
        ("list.csv", ENGLISH.to_csv(index=False).encode("utf-16")),
        ("list.csv", ENGLISH.to_csv(index=False).replace("Health", "Santé").encode("latin-1")),
        ("list.xlsx", ENGLISH.to_csv(index=False).encode()),
        ("list.ods", b"PK"),
        ("list.xls", b"\xd0\xcf\x11\xe0"),
        ("list", b""),
    ],
)
def test_a_file_of_another_kind_is_read_as_it_was_meant_or_told(
    name: str, data: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    try:
        found = read_portfolio(tmp_path / name, pool=400)
    except IntakeError as error:
        assert (error.faults[["table", "remedy"]] != "").all(axis=None)
        assert frictions(str(error)) == []
    else:
        assert found.projects["cost"].tolist() == CLEAN.projects["cost"].tolist()
