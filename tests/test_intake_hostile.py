"""Files that are broken, truncated, swollen or meant to do harm end in a fault, soon and in little memory."""

from __future__ import annotations

import re
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_budget.errors import IntakeError
from egov_budget.intake import open_workbook, read_scenario, write_scenario
from egov_budget.scenario import Scenario, conform
from raw_tables import FORMATS, raw_tables, save

SHEETS = "xl/worksheets/sheet{}.xml"
HEAD = '<?xml version="1.0"?>{}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def faults(path: Path) -> list[str]:
    """Return the faults of a file, each as text."""
    with pytest.raises(IntakeError) as caught:
        read_scenario(path)
    assert (caught.value.faults["remedy"] != "").all()
    return [f"{row.table} {row.row}: {row.fault}" for row in caught.value.faults.itertuples()]


def repack(path: Path, change: dict[str, bytes]) -> Path:
    """Put other parts into a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def sheet(rows: str, doctype: str = "") -> bytes:
    """Return the XML of a sheet."""
    return f"{HEAD.format(doctype)}<sheetData>{rows}</sheetData></worksheet>".encode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    parent = tmp_path_factory.mktemp("whole")
    return {suffix: save(raw_tables(), parent, suffix).read_bytes() for suffix in (".xlsx", ".json")}


@pytest.mark.parametrize("part", [0, 0.001, 0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_a_truncated_file_is_one_fault(
    suffix: str, part: float, whole: dict[str, bytes], tmp_path: Path
) -> None:
    data = whole[suffix]
    path = tmp_path / f"cut{suffix}"
    path.write_bytes(data[: int(len(data) * part)])
    assert len(faults(path)) == 1


@pytest.mark.parametrize("suffix", [".xlsx", ".json", ".toml", ".csv"])
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_the_bytes_there_is_a_scenario_or_an_intake_error(suffix: str, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        kind = suffix if suffix in FORMATS else "folder"
        path = save(raw_tables(), Path(folder), kind)
        spoilt = path / {".toml": "scenario.toml", ".csv": "projects.csv"}[suffix] if path.is_dir() else path
        content = bytearray(spoilt.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            # by a number that does not follow from the length, which differs with the hour a workbook is made
            content[data.draw(st.integers(0, 2**31)) % len(content)] = data.draw(st.integers(0, 255))
        spoilt.write_bytes(content)
        try:
            assert isinstance(read_scenario(path), Scenario)
        except IntakeError as error:
            assert len(error.faults) > 0


@pytest.mark.parametrize(
    ("encoding", "row", "fault"),
    [
        ("utf-16-le", "<NA>", "is UTF-16"),
        ("utf-16-be", "<NA>", "is UTF-16"),
        ("cp1256", "4", "is not UTF-8: the byte 0xE3 stands there"),
        ("cp1256 behind a mark", "4", "is not UTF-8: the byte 0xE3 stands there"),
    ],
)
def test_another_encoding_is_a_fault_with_its_row(
    encoding: str, row: str, fault: str, tmp_path: Path
) -> None:
    path = save(raw_tables(), tmp_path, "folder") / "projects.csv"
    text = path.read_text("utf-8").replace("Project 1", "line\nof two").replace("Project 2", "ماليات")
    mark = b"\xef\xbb\xbf" if "mark" in encoding else b""
    path.write_bytes(
        mark + text.replace("line\nof two", '"line\nof two"').encode(encoding.split(" ", maxsplit=1)[0])
    )
    (told,) = faults(path.parent)
    assert told.startswith(f"projects {row}:")
    assert fault in told


@pytest.mark.parametrize("suffix", ["folder", ".json"])
def test_a_byte_order_mark_is_no_part_of_the_text(suffix: str, tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, suffix)
    for file in path.iterdir() if path.is_dir() else [path]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_scenario(path).projects) == 8


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("raww", "is not there"),
        ("nowhere/at/all.xlsx", "is not there"),
        ("x" * 5_000, "cannot be opened"),
        ("a\0b.json", "cannot be opened"),
        ("raw/projects.csv", "is no format of a scenario"),
        ("raw/projects.csv/x.json", "cannot be opened"),
    ],
)
def test_a_place_where_no_scenario_is_is_one_fault(name: str, fault: str, tmp_path: Path) -> None:
    save(raw_tables(), tmp_path, "folder")
    (told,) = faults(tmp_path / name)
    assert fault in told
    assert len(told) < 500


def test_a_link_to_itself_is_one_fault_wherever_it_stands(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    (told,) = faults(loop)
    assert "cannot be opened" in told
    with pytest.raises(IntakeError, match="leads nowhere"):
        write_scenario(read_scenario(path), loop)
    (path / "notes.csv").symlink_to(path / "notes.csv")
    (told,) = faults(path)
    assert told == "notes <NA>: notes.csv is a link out of the folder"


@pytest.mark.parametrize(
    "head", [("setting", "value", "setting"), ("setting", "value", "value"), ("setting",)]
)
def test_a_sheet_of_settings_has_one_column_of_each(head: tuple[str, ...], tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, ".xlsx")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["settings"]
    for place in range(1, 4):
        sheet.cell(1, place).value = head[place - 1] if place <= len(head) else None
        sheet.cell(2, place).value = "name" if place <= len(head) else None
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 3).value = "x" if len(head) == 3 else None
    workbook.save(path)
    assert "settings 1: the columns are not one setting and one value" in faults(path)


def test_a_folder_that_is_nearly_there_is_named(tmp_path: Path) -> None:
    save(raw_tables(), tmp_path, "folder")
    with pytest.raises(IntakeError, match="Did you mean 'raw'"):
        read_scenario(tmp_path / "raww")


def test_what_may_not_be_opened_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(self: Path) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    path = save(raw_tables(), tmp_path, "folder")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", denied)
        assert all("cannot be opened: Permission denied" in fault for fault in faults(path))
    monkeypatch.setattr(Path, "iterdir", denied)
    assert faults(path) == ["raw <NA>: the folder cannot be opened: Permission denied"]


def test_an_empty_folder_and_an_empty_file_are_one_fault_each(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "neither scenario.toml nor a table" in faults(tmp_path / "empty")[0]
    path = save(raw_tables(), tmp_path, "folder")
    (path / "effects.csv").write_bytes(b"\n\r\n \n"[:2])
    (told,) = faults(path)
    assert "there is nothing in it, not even a header" in told


@pytest.mark.parametrize("way", ["file", "link"])
def test_nothing_outside_of_the_folder_is_opened(way: str, tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    secret = tmp_path / "projects.csv"
    secret.write_text("secret,words\n1,2\n", encoding="utf-8")
    if way == "link":
        (path / "projects.csv").unlink()
        (path / "projects.csv").symlink_to(secret)
        (told,) = faults(path)
        assert "link out of the folder" in told
        assert "secret" not in told
    else:
        document = save({**raw_tables(), "../projects": [], "/etc/passwd": []}, tmp_path, ".json")
        assert all("there is no such table" in told for told in faults(document))


def test_parts_of_a_workbook_are_never_unpacked_to_files(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    path = repack(save(raw_tables(), inside, ".xlsx"), {"../evil": b"x", "../../evil": b"x"})
    read_scenario(path)
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["a", "b", "raw.xlsx"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = repack(save(raw_tables(), tmp_path, ".xlsx"), {SHEETS.format(2): sheet(" " * 30_000_000)})
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    (told,) = faults(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks to 30,0" in told
    assert peak < 5_000_000


def test_a_row_of_countless_cells_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    row = '<row r="1">' + "<c/>" * 200_000 + "</row>"
    path = repack(save(raw_tables(), tmp_path, ".xlsx"), {SHEETS.format(7): sheet(row)})
    assert faults(path) == ["raw.xlsx <NA>: xl/worksheets/sheet7.xml has a row of more than 16,384 cells"]


def test_a_long_list_of_formulas_is_no_row(tmp_path: Path) -> None:
    listed = sheet('<c r="A1"/>' * 20_000).replace(b"sheetData", b"calcChain")
    read_scenario(repack(save(raw_tables(), tmp_path, ".xlsx"), {"xl/calcChain.xml": listed}))


def test_a_zip_that_lies_about_its_size_unpacks_to_no_more(tmp_path: Path) -> None:
    path = repack(save(raw_tables(), tmp_path, ".xlsx"), {SHEETS.format(2): sheet(" " * 30_000_000)})
    data = path.read_bytes()
    size = len(sheet(" " * 30_000_000)).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (1_000).to_bytes(4, "little")))
    tracemalloc.start()
    assert faults(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_entities_of_a_sheet_are_not_multiplied(tmp_path: Path) -> None:
    entities = '<!ENTITY e0 "ha">' + "".join(
        f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12)
    )
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row>'
    path = save(raw_tables(), tmp_path, ".xlsx")
    repack(path, {SHEETS.format(7): sheet(row, f"<!DOCTYPE worksheet [{entities}]>")})
    assert any("is broken" in told for told in faults(path))


def test_a_broken_sheet_leaves_the_others_checked(tmp_path: Path) -> None:
    raw = raw_tables()
    raw["agencies"][0]["last_year"] = -1
    path = save(raw, tmp_path, ".xlsx")
    nothing = '<row r="1"><c r="A1" t="s"><v>999</v></c></row>'  # there is no such shared text
    told = faults(repack(path, {SHEETS.format(7): sheet(nothing)}))
    assert len(told) == 2
    assert any("-1 is not 0 or more" in fault for fault in told)


def test_a_stray_cell_in_the_last_row_is_one_fault(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, ".xlsx")
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    rows = "".join(row.format(at, text) for at, text in [(1, "set"), (2, "one"), (200_000, "x")])
    (told, *rest) = faults(repack(path, {SHEETS.format(10): sheet(rows)}))
    assert "the rows 3 to 199999 are empty, and row 200000 is not" in told
    assert not rest


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, ".xlsx")
    with zipfile.ZipFile(path) as archive:
        content = archive.read(SHEETS.format(7))
    dimension = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    assert b"<sheetData>" in content
    repack(path, {SHEETS.format(7): content.replace(b"<sheetData>", dimension)})
    assert len(read_scenario(path).projects) == 8


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_table_of_too_many_columns_is_one_fault(suffix: str, tmp_path: Path) -> None:
    raw = raw_tables()
    raw["projects"][0].update({f"c{at}": "x" for at in range(300)})
    (told,) = faults(save(raw, tmp_path, suffix))
    assert "there are 304 columns, and at most 256 are read" in told


def test_a_million_columns_cost_no_more_than_their_header(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    header = ",".join(["a"] * 1_000_000)
    (path / "projects.csv").write_text(header + "\n1\n2\n" * 50, encoding="utf-8")
    (told,) = faults(path)
    assert "there are 1,000,000 columns" in told


@pytest.mark.parametrize("suffix", FORMATS)
def test_short_rows_below_a_wide_header_are_not_filled_up(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (conform, open_workbook):
        monkeypatch.setattr(module, "MOST_CELLS", 8 * 4 - 1)
    raw = {name: records for name, records in raw_tables().items() if name in ("settings", "projects")}
    told = faults(save(raw, tmp_path, suffix))
    assert any(
        re.search(r"projects .*there are [89] rows of 4 cells, more than 31 cells together", fault)
        for fault in told
    )


@pytest.mark.parametrize("spread", ["table", "document", "record"])
def test_a_document_of_countless_keys_is_one_fault(spread: str, tmp_path: Path) -> None:
    raw = raw_tables()
    if spread == "document":
        raw |= {f"t{at}": [] for at in range(50_000)}
    elif spread == "table":  # each record a column of its own: a square of cells
        raw["projects"] = [{f"c{at}": 1} for at in range(50_000)]
    path = save(raw, tmp_path, ".json")
    if spread == "record":
        keys = "".join(f'"c{at}":1,' for at in range(50_000))
        text = path.read_text("utf-8").replace('{"id": "p0"', f'{{{keys}"c1":2,"id": "p0"')
        path.write_text(text, encoding="utf-8")
    told = faults(path)
    assert any("columns, and at most 256 are read" in fault for fault in told)
    assert len(told) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"settings": {"name": "x", "pool": ' + "9" * 10_000 + "}}",
        '{"settings": {"name": "\\ud800", "pool": 1}}',
        '{"settings": {"name": "x", "pool": 1e999}}',
        '{"projects": [' + "[" * 300 + "]" * 300 + "]}",
        "NaN",
    ],
)
def test_a_document_made_to_break_the_parser_is_a_fault(text: str, tmp_path: Path) -> None:
    path = tmp_path / "evil.json"
    path.write_text(text, encoding="utf-8")
    assert faults(path)


@pytest.mark.parametrize("pool", ["9" * 10_000, "[" * 100_000, "nan", "inf", "1979-05-27", "{}"])
def test_settings_made_to_break_the_parser_are_a_fault(pool: str, tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    (path / "scenario.toml").write_text(f'name = "x"\npool = {pool}\n', encoding="utf-8")
    (told,) = faults(path)
    assert told.startswith("settings")


@pytest.mark.parametrize("length", [100_001, 131_073, 3_000_000])
def test_a_huge_cell_is_one_fault(length: int, tmp_path: Path) -> None:
    raw = raw_tables()
    raw["projects"][2]["title"] = "x" * length
    (told,) = faults(save(raw, tmp_path, "folder"))
    assert told.startswith("projects 4:")
    assert len(told) < 300


def test_quotes_that_never_close_are_one_fault(tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    with (path / "projects.csv").open("a", encoding="utf-8") as file:
        file.write('p9,tax,"open,12\n')
    (told,) = faults(path)
    assert told.startswith("projects 10: the record cannot be read")


@pytest.mark.parametrize(
    ("line", "row", "fault"),
    [
        ("p9,tax\n", 10, "the row has 2 cells, the header 4"),
        ("p9,tax,Forms, and more,12\n", 10, "'12' stands right of the last column"),
    ],
)
def test_a_row_of_another_shape_is_a_fault(line: str, row: int, fault: str, tmp_path: Path) -> None:
    path = save(raw_tables(), tmp_path, "folder")
    with (path / "projects.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    (told,) = faults(path)
    assert told == f"projects {row}: {fault}"


def test_an_old_or_encrypted_workbook_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    (told,) = faults(path)
    assert "encrypted or in the format of before 2007" in told


def test_an_error_of_the_caller_is_not_taken_for_a_broken_workbook(tmp_path: Path) -> None:
    def stop(done: int, total: int, part: str) -> None:
        raise RuntimeError(f"stopped before {part}")

    for suffix in FORMATS:
        with pytest.raises(RuntimeError, match="stopped before"):
            read_scenario(save(raw_tables(), tmp_path, suffix), progress=stop)
