"""What people do to a spreadsheet is read right and told, or refused with its place and a remedy."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import egov_budget as eb
from egov_budget.intake import read_draft
from raw_tables import raw_tables, save
from shell import run

pytestmark = pytest.mark.once

Grid = list[list[Any]]
Sheets = dict[str, Grid]
Spoil = Callable[[Sheets], object]
FORMS = ("folder", ".xlsx")


def sheets() -> Sheets:
    """Return the raw tables as sheets, a head and records each."""
    raw = raw_tables()
    raw["settings"] = [{"setting": name, "value": value} for name, value in raw["settings"].items()]
    for row in raw["effects"]:
        row["registers"] = ";".join(row["registers"])
    found = {}
    for name, records in raw.items():
        labels = list(dict.fromkeys(label for record in records for label in record))
        found[name] = [labels, *([record.get(label) for label in labels] for record in records)]
    return found


def write(found: Sheets, parent: Path, form: str) -> Path:
    """Write sheets as a folder of CSV or as a workbook."""
    if form == ".xlsx":
        book = Workbook()
        book.remove(book.active)
        for name, rows in found.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(parent / "asked.xlsx")
        return parent / "asked.xlsx"
    folder = parent / "asked"
    folder.mkdir()
    for name, rows in found.items():
        if name == "settings":
            text = "\n".join(f"{key} = {value!r}".replace("'", '"') for key, value in rows[1:])
            (folder / "scenario.toml").write_text(text, encoding="utf-8")
        else:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
    return folder


def put(table: str, row: int, column: str, cell: object) -> Spoil:
    """Return what writes a cell; rows count as in the sheet."""

    def spoil(found: Sheets) -> None:
        found[table][row - 1][found[table][0].index(column)] = cell

    return spoil


def head(table: str, column: str, label: str) -> Spoil:
    """Return what renames a column."""
    return put(table, 1, column, label)


def above(*rows: list[Any]) -> Spoil:
    """Return what puts rows above the head of the projects."""
    return lambda found: found["projects"].__setitem__(slice(0, 0), map(list, rows))


def below(*rows: list[Any]) -> Spoil:
    """Return what puts rows below the projects."""
    return lambda found: found["projects"].extend(map(list, rows))


def between(*rows: list[Any]) -> Spoil:
    """Return what puts rows after the first project."""
    return lambda found: found["projects"].__setitem__(slice(2, 2), map(list, rows))


def each(table: str, change: Callable[[list[Any]], object]) -> Spoil:
    """Return what changes every row of a sheet."""
    return lambda found: [change(row) for row in found[table]]


def renamed(table: str, name: str) -> Spoil:
    """Return what gives a sheet another name."""
    return lambda found: found.update({name: found.pop(table)})


# what is done -> what is told of it, empty where there is nothing to tell
READ: dict[str, tuple[Spoil, str]] = {
    "a title above the head": (above(["Requests of 1401"]), "not read: projects row 1: 'Requests of 1401'"),
    "titles and an empty row": (above(["Ministry"], ["Requests"], []), "projects row 2: 'Requests'"),
    "an empty row above the head": (above([]), ""),
    "an empty row between records": (between([]), ""),
    "three empty rows between records": (between([], [None, None], []), ""),
    "empty rows below": (below([], []), ""),
    "a source below": (below([], ["Source: budget office"]), "projects row 11: 'Source: budget office'"),
    "two notes below": (below([], ["As of May."], ["All in rials."]), "projects row 12: 'All in rials.'"),
    "a note in another column": (below([], [None, None, "checked by Ali"]), "checked by Ali"),
    "heads in capitals": (head("projects", "cost", "COST"), ""),
    "a head of two words": (head("agencies", "last_year", "Last year"), ""),
    "blanks around a head": (head("projects", "cost", " cost "), ""),
    "a Persian head": (head("projects", "cost", "هزینه"), ""),
    "a Persian head in Arabic letters": (head("projects", "cost", "هزينه"), ""),
    "a Persian head without joiner": (head("effects", "registers", "پایگاه ها"), ""),
    "Persian digits": (put("projects", 2, "cost", "۱۰"), ""),
    "Arabic digits": (put("projects", 2, "cost", "١٠"), ""),
    "a percentage": (put("effects", 2, "points", "50%"), "1 number read with a percent sign, such as 50%"),
    "a percentage with a blank": (put("effects", 2, "points", "50 %"), "such as 50 %"),
    "a Persian percentage": (put("effects", 2, "points", "۵۰٪"), "such as ۵۰٪"),
    "a percentage of a quarter": (put("scores", 4, "score", "25.0%"), "such as 25.0%"),
    "a comma of thousands of nothing": (put("projects", 2, "cost", "10.00"), ""),
    "YES": (put("exchanges", 3, "legal_duty", "YES"), ""),
    "yes in Persian": (put("exchanges", 3, "legal_duty", "بلی"), ""),
    "a verdict with a capital": (put("verdicts", 2, "verdict", "Accept"), ""),
    "a Persian verdict": (put("verdicts", 2, "verdict", "پذیرش"), ""),
    "a Persian status of two words": (put("exchanges", 3, "status", "برنامه ریزی شده"), ""),
    "blanks around an id": (put("projects", 2, "agency", " tax "), ""),
    "a column of notes": (lambda found: [row.append("x") for row in found["agencies"]]
                          and found["agencies"][0].__setitem__(-1, "# called"), "agencies: # called"),
    "columns in another order": (each("projects", list.reverse), ""),
    "rows in another order": (lambda found: found["scores"].append(found["scores"].pop(1)), ""),
    "a name with a capital": (renamed("projects", "Projects"), ""),
    "a Persian name": (renamed("projects", "طرح‌ها"), ""),
    "a Persian name without joiner": (renamed("services", "خدمات "), ""),
    "an empty column at the end": (each("projects", lambda row: row.append(None)), ""),
}  # fmt: skip

NO_NUMBER = ("not a number", "Write digits")
MISSING = ("the cell is empty", "Fill it in")
# what is done -> table, row, column, a part of the fault, a part of the remedy
REFUSED: dict[str, tuple[Spoil, tuple[str, int | None, str, str, str]]] = {
    "a comma for decimals": (put("effects", 2, "points", "0,5"),
                             ("effects", 2, "points", "'0,5' is not a number", "Write 0.5 if")),
    "a comma of one place": (put("projects", 2, "cost", "1,5"),
                             ("projects", 2, "cost", "not a number", "1.5 if it is a decimal, 15")),
    "a share in whole percent": (put("effects", 2, "points", 50),
                                 ("effects", 2, "points", "50 is not from 0 to 1", "such as 0.5 or 50%")),
    "more than all": (put("effects", 2, "points", "150%"),
                      ("effects", 2, "points", "1.5 is not from 0 to 1", "from 0 to 1")),
    "a percentage of money": (put("projects", 2, "cost", "10%"),
                              ("projects", 2, "cost", "'10%' is not a number", "Write digits")),
    "a currency": (put("projects", 2, "cost", "$10"), ("projects", 2, "cost", *NO_NUMBER)),
    "a unit": (put("projects", 2, "cost", "10 million"),
               ("projects", 2, "cost", *NO_NUMBER)),
    "a word for no number": (put("projects", 2, "cost", "n/a"),
                             ("projects", 2, "cost", *NO_NUMBER)),
    "a dash for nothing": (put("projects", 2, "cost", "-"),
                           ("projects", 2, "cost", *NO_NUMBER)),
    "an O for a nought": (put("projects", 2, "cost", "1O"),
                          ("projects", 2, "cost", *NO_NUMBER)),
    "brackets for less than nothing": (put("projects", 2, "cost", "(10)"),
                                       ("projects", 2, "cost", *NO_NUMBER)),
    "two numbers": (put("projects", 2, "cost", "10/12"),
                    ("projects", 2, "cost", *NO_NUMBER)),
    "an error of a formula": (put("projects", 2, "cost", "#REF!"),
                              ("projects", 2, "cost", "its formula gives #REF!", "Mend the formula")),
    "a total below": (below(["Total", None, None, 108]),
                      ("projects", 10, "agency", *MISSING)),
    "a total after an empty row": (below([], ["Total", None, None, 108]),
                                   ("projects", 11, "agency", *MISSING)),
    "a cell merged downwards": (put("projects", 3, "agency", None),
                                ("projects", 3, "agency", *MISSING)),
    "a ditto mark": (put("projects", 3, "agency", '"'),
                     ("projects", 3, "agency", "is not in the table agencies", "agencies")),
    "a misspelt agency": (put("projects", 3, "agency", "helth"),
                          ("projects", 3, "agency", "not in the table agencies", "mean 'health'?")),
    "the title for the id": (put("effects", 2, "project", "Project 0"),
                             ("effects", 2, "project", "is not in the table projects", "has this title: ")),
    "no head": (lambda found: found["projects"].pop(0),
                ("projects", 1, "", "names no column of the table", "id, agency, cost")),
    "a row copied": (lambda found: found["projects"].append(found["projects"][1]),
                     ("projects", 10, "id", "stands already in row 2", "Remove or rename")),
    "a column that is missing": (each("projects", list.pop),
                                 ("projects", 1, "cost", "the column is missing", "Add it")),
    "a column of another name": (head("projects", "title", "titel"),
                                 ("projects", 1, "titel", "no such column", "Did you mean 'title'?")),
    "a column twice": (each("projects", lambda row: row.append(row[3])),
                       ("projects", 1, "cost", "stands there twice", "Keep one")),
    "a column twice, in two languages": (
        each("projects", lambda row: row.append("هزینه" if row[3] == "cost" else row[3])),
        ("projects", 1, "cost", "stands there twice", "Keep one")),
    "a stray cell on the right": (lambda found: found["projects"][2].extend([None, "?"]),
                                  ("projects", 3, "", "right of the last column", "Name its column")),
    "a stray cell far below": (below(*[[]] * 150, ["x"]),
                               ("projects", 160, "", "and row 160 is not", "Remove the empty rows")),
    "an id alone below": (below([], ["p9", None, None, None]), ("projects", 11, "agency", *MISSING)),
    "yes for a choice": (put("verdicts", 2, "verdict", "yes"),
                         ("verdicts", 2, "verdict", "none of the choices", "Write one of: accept")),
    "maybe for yes or no": (put("exchanges", 3, "legal_duty", "maybe"),
                            ("exchanges", 3, "legal_duty", "neither yes nor no", "Write yes or no")),
    "a date for a year": (put("verdicts", 2, "share", "1401/02/03"),
                          ("verdicts", 2, "share", "is not a number", "made a date of it")),
    "a table of another name": (renamed("projects", "project"),
                                ("project", None, "", "project", "Did you mean 'projects")),
    "a copy beside the table": (lambda found: found.update({"verdicts (1)": found["verdicts"]}),
                                ("verdicts (1)", None, "", "columns of the table verdicts", "take it away")),
    "a Persian copy beside the table": (
        lambda found: found.update({"طرح‌ها": [["شناسه", "دستگاه", "هزینه"], ["p9", "tax", 5]]}),
        ("طرح‌ها", None, "", "has the columns of the table projects", "take it away")),
}  # fmt: skip


def told_of(place: Path) -> str:
    """Return what check says of requests."""
    return run("check", place).output.replace(str(place), "")


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> eb.Scenario:
    """Return what every sheet means."""
    return eb.read_scenario(write(sheets(), tmp_path_factory.mktemp("right"), "folder"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", READ)
def test_what_is_plain_is_read_right(case: str, form: str, meant: eb.Scenario, tmp_path: Path) -> None:
    spoilt = sheets()
    READ[case][0](spoilt)
    draft = read_draft(write(spoilt, tmp_path, form))
    for name, frame in draft.scenario().tables.items():
        key = [*frame.columns[:3]]
        right = meant.tables[name].sort_values(key, ignore_index=True)
        assert frame.sort_values(key, ignore_index=True).equals(right), name
    assert bool(READ[case][1]) == bool(draft.left_out or draft.percents())


@pytest.mark.parametrize("case", [case for case, (_, told) in READ.items() if told])
def test_what_was_passed_by_or_read_otherwise_is_told(case: str, tmp_path: Path) -> None:
    spoilt = sheets()
    READ[case][0](spoilt)
    assert READ[case][1] in told_of(write(spoilt, tmp_path, "folder"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_plain_is_refused_with_its_place_and_a_remedy(
    case: str, form: str, tmp_path: Path
) -> None:
    spoil, (table, row, column, fault, remedy) = REFUSED[case]
    spoilt = sheets()
    spoil(spoilt)
    with pytest.raises(eb.IntakeError) as raised:
        eb.read_scenario(write(spoilt, tmp_path, form))
    found = raised.value.faults
    first = found[found["fault"].str.contains(fault, regex=False)].iloc[0]
    assert first["table"].removesuffix(".csv") == table
    assert (None if first["row"] is None or row is None else int(first["row"]), first["column"]) == (
        row,
        column,
    )
    assert remedy in first["remedy"]


SHIFTED = [case for case, (_, told) in REFUSED.items()
           if told[1] and not any(word in case for word in ("below", "missing", "no head"))]  # fmt: skip


@pytest.mark.parametrize("case", SHIFTED)
def test_rows_are_those_of_the_sheet_whatever_stands_above(case: str, tmp_path: Path) -> None:
    spoil, (table, row, _, fault, _) = REFUSED[case]
    spoilt = sheets()
    spoil(spoilt)
    spoilt[table][3:3] = [[]]
    spoilt[table][0:0] = [["What is asked"], []]
    with pytest.raises(eb.IntakeError) as raised:
        eb.read_scenario(write(spoilt, tmp_path, "folder"))
    found = raised.value.faults
    moved = row + (3 if row > 3 else 2)
    told = found[found["fault"].str.contains(fault.replace("row 2", "row 4"), regex=False)]
    assert moved in told["row"].tolist(), found.to_string()


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ((";", "utf-8"), "its cells are parted by semicolons"),
        (("\t", "utf-8"), "its cells are parted by tabs"),
        (("\t", "utf-16"), "its cells are parted by tabs"),
        ((",", "utf-8-sig"), ""),
        ((";", "cp1256"), "a file that is not UTF-8 is read as windows-1256"),
    ],
)
def test_a_file_that_says_how_it_is_written_is_read(way: tuple[str, str], told: str, tmp_path: Path) -> None:
    separator, encoding = way
    folder = write(sheets(), tmp_path, "folder")
    path = folder / "projects.csv"
    rows = [["Requests"], *csv.reader(path.read_text("utf-8").splitlines())]
    rows[2][2] = "درآمد"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    if encoding == "cp1256":
        with pytest.raises(eb.IntakeError, match='encoding = "windows-1256"'):
            eb.read_scenario(folder)
        with (folder / "scenario.toml").open("a", encoding="utf-8") as file:
            file.write('\nencoding = "windows-1256"\n')
    assert eb.read_scenario(folder).projects["title"].tolist()[0] == "درآمد"
    assert told in told_of(folder)


def test_an_encoding_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = write(sheets(), tmp_path, "folder")
    (folder / "projects.csv").write_bytes("id,agency,cost,title\np,tax,1,درآمد\n".encode("cp1256"))
    with (folder / "scenario.toml").open("a", encoding="utf-8") as file:
        file.write('\nencoding = "persian"\n')
    with pytest.raises(eb.IntakeError, match=r"cannot be read as persian: .*CSV UTF-8"):
        eb.read_scenario(folder)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("a.ods", "Save it anew as .xlsx"), ("a.xls", "Save it anew as .xlsx"), ("a.csv", "Give the folder")],
)
def test_another_format_is_refused_with_what_to_do(name: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(eb.IntakeError, match=remedy):
        read_draft(tmp_path / name)


def test_a_table_in_another_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = save(raw_tables(), tmp_path, "folder")
    (folder / "projects.csv").rename(folder / "projects.xlsx")
    with pytest.raises(eb.IntakeError, match=r"projects\.xlsx is no file of a scenario.*Save it as CSV"):
        eb.read_scenario(folder)


@pytest.mark.parametrize(
    ("cells", "column"),
    [("B4:B6", "agency"), ("C4:D4", "title"), ("A1:D1", ""), ("A14:C14", "")],
)
def test_merged_cells_are_a_fault_among_the_records_alone(cells: str, column: str, tmp_path: Path) -> None:
    found = sheets()
    above(["Requests", None, None, None], [])(found)
    below([], ["Source: budget office", None, None, None])(found)
    path = write(found, tmp_path, ".xlsx")
    book = load_workbook(path)
    book["projects"].merge_cells(cells)
    book.save(path)
    if not column:
        assert len(eb.read_scenario(path).projects) == 8
        return
    with pytest.raises(eb.IntakeError) as raised:
        eb.read_scenario(path)
    told = raised.value.faults
    told = told[told["value"] == cells].iloc[0]
    assert (told["table"], told["row"], told["column"]) == ("projects", int(cells[1]), column)


def test_a_limit_shown_as_a_percentage_is_not_taken_for_its_hundredth(tmp_path: Path) -> None:
    path = write(sheets(), tmp_path, ".xlsx")
    book = load_workbook(path)
    floor = book["agencies"].cell(1, book["agencies"].max_column + 1, "floor").column
    book["agencies"].cell(1, floor + 1, "floor_unit")
    book["agencies"].cell(3, floor, 0.1).number_format = "0%"
    book["agencies"].cell(3, floor + 1, "percent of pool")
    book.save(path)
    with pytest.raises(eb.IntakeError, match=r"row 3, column floor: the cell shows 10% and holds 0\.1\."):
        eb.read_scenario(path)


def test_a_share_may_be_a_percentage_in_the_cells_of_a_workbook(tmp_path: Path) -> None:
    found = sheets()
    found["effects"] = [[cell if cell != 0.5 else "50%" for cell in row] for row in found["effects"]]
    assert eb.read_scenario(write(found, tmp_path, ".xlsx")).effects["points"].eq(0.5).all()
