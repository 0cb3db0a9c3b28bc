"""A scenario as one workbook (.xlsx): a sheet for the settings and one for each table."""

from __future__ import annotations

import dataclasses
import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.draft import Draft
from egov_budget.intake.grid import tabulate
from egov_budget.intake.legend import LEGEND, legend
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.progress import Progress
from egov_budget.intake.text_file import read_bytes
from egov_budget.scenario.cells import NUMBERS, SHOWN
from egov_budget.scenario.column import Kind, Table
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.conform import FIRST_ROW
from egov_budget.scenario.scenario import Scenario

if TYPE_CHECKING:
    from openpyxl import Workbook

LARGEST_UNPACKED = 2**30  # bytes of XML, some thirty national scenarios
LARGEST_PACKED = 2**28
WIDEST = 256  # columns looked at
LONGEST_CELL = 32_767  # characters a cell can hold
MOST_ROWS = 1_048_576  # a sheet can hold, its header with them
SETTING, VALUE = "setting", "value"
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
ANEW = "Save it anew as .xlsx"
OTHERWISE = "Write the scenario as a folder of CSV, or as .json"
NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")  # \r would come back as \n
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_workbook(path: Path, progress: Progress) -> Draft:
    """Read every sheet of a workbook that is named as a table; formulas count as what they last gave.

    Parameters
    ----------
    path : Path
        The file.
    progress : callable
        Told before each sheet.

    Returns
    -------
    Draft
        Unchecked. Sheets of other names are passed by, unless they look like the misspelt name of
        a table.
    """
    draft = Draft()
    data = read_bytes(path, path.name, LARGEST_PACKED)
    if isinstance(data, Fault):
        return draft.give_up(data)
    sealed = _sealed(path.name, data)
    if sealed:
        return draft.give_up(sealed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of styles and validations, which are not read
        try:
            _read_sheets(draft, BytesIO(data), progress)
        except Exception as error:  # whatever openpyxl trips over in a broken file
            fault = f"{path.name} is a broken workbook: {error}"
            return Draft().give_up(Fault(path.name, None, "", "", fault, ANEW))
    return draft


def _sealed(name: str, data: bytes) -> Fault | None:
    """Return why the container cannot be opened, before anything in it is unpacked."""
    if data.startswith(OLD_FORMAT):
        return Fault(name, None, "", "", f"{name} is encrypted or in the format of before 2007",
                     "Save it anew as .xlsx, without a password")  # fmt: skip
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())  # no more is ever unpacked
    except zipfile.BadZipFile as error:
        return Fault(name, None, "", "", f"{name} is no workbook, or a part of one: {error}", ANEW)
    if unpacked > LARGEST_UNPACKED:
        return Fault(name, None, "", f"{unpacked:,}",
                     f"{name} unpacks to {unpacked:,} bytes, more than {LARGEST_UNPACKED:,}",
                     "Write the scenario as a folder of CSV")  # fmt: skip
    return None


def _read_sheets(draft: Draft, file: BytesIO, progress: Progress) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    names = [table.name for table in (SETTINGS, *TABLES)]
    found = [name for name in names if name in workbook.sheetnames]
    missing = [name for name in names if name not in found]
    for stranger, meant in misspelt(set(workbook.sheetnames).difference(names, [LEGEND]), missing):
        draft.faults.append(
            Fault(stranger, None, "", stranger, f"the sheet {stranger} is no table of a scenario",
                  f"Did you mean {meant!r}? Rename it, or take it out of the workbook")
        )  # fmt: skip
    for done, name in enumerate(found):
        progress(done, len(found), name)
        frame, faults = tabulate(name, list(_rows(workbook[name])))
        if name != SETTINGS.name:
            draft.take(name, frame, faults)
        else:
            draft.faults += faults
            if frame is not None:
                draft.settings, faults = _settings(frame)
                draft.faults += faults
    if SETTINGS.name in missing:
        draft.faults.append(Fault(SETTINGS.name, None, "", "", "the sheet settings is missing",
                                  "Add it with at least a name and a pool"))  # fmt: skip


def _rows(sheet: Any) -> Iterator[list[Any]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    header = next(sheet.iter_rows(max_row=1, max_col=WIDEST, values_only=True), ())
    width = max((place for place, cell in enumerate(header, start=1) if cell is not None), default=0)
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=width + 1, values_only=True):
        yield [_plain(cell) for cell in row]


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), cell) if "_x" in cell else cell
    if isinstance(cell, datetime.datetime):
        return (cell.date() if cell.time() == datetime.time() else cell).isoformat()
    return cell


def _settings(frame: pd.DataFrame) -> tuple[dict[str, Any] | None, list[Fault]]:
    if not {SETTING, VALUE} <= set(frame.columns):
        return None, [Fault(SETTINGS.name, 1, "", "", f"the columns are not {SETTING} and {VALUE}",
                            "Write a row for each setting")]  # fmt: skip
    settings: dict[str, Any] = {}
    faults = []
    for row, (name, value) in enumerate(zip(frame[SETTING], frame[VALUE], strict=True), start=FIRST_ROW):
        if str(name) in settings:
            faults.append(
                Fault(SETTINGS.name, row, str(name), str(name), f"{name} stands there twice", "Keep one")
            )
        settings[str(name)] = value
    return settings, faults


def write_workbook(scenario: Scenario, path: Path) -> None:
    """Write settings, every table and the legend of all columns as sheets of a workbook.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    path : Path
        File to write.

    Raises
    ------
    IntakeError
        If a sheet cannot hold the rows or a cell the text; nothing is written then.
    """
    import openpyxl

    single = {name: pd.Series([value]) for name, value in dataclasses.asdict(scenario.settings).items()}
    sheets = {table: _cells(table, scenario.tables[table.name]) for table in TABLES}
    sheets[SETTINGS] = _cells(SETTINGS, single)
    faults = [fault for table, columns in sheets.items() for fault in _unwritable(table, columns)]
    if faults:
        raise IntakeError(faults)
    workbook = openpyxl.Workbook(write_only=True)
    settings = [
        (column.name, *sheets[SETTINGS][place], column.meaning)
        for place, column in enumerate(SETTINGS.columns)
    ]
    _write_sheet(workbook, SETTINGS.name, [(SETTING, VALUE, "# meaning"), *settings])
    for table in TABLES:
        _write_sheet(workbook, table.name, [table.names, *zip(*sheets[table], strict=True)])
    _write_sheet(workbook, LEGEND, legend())
    workbook.save(path)


def _cells(table: Table, frame: Mapping[str, pd.Series] | pd.DataFrame) -> list[list[Any]]:
    return [[_cell(value, column.kind) for value in frame[column.name].tolist()] for column in table.columns]


def _cell(value: Any, kind: Kind) -> Any:
    if kind in NUMBERS:
        return None if isnan(value) else value
    if kind is Kind.FLAG:
        return "yes" if value else "no"
    if kind is Kind.WHOLE:
        return None if value is pd.NA else value
    return NO_XML.sub(lambda sign: f"_x{ord(sign.group()):04X}_", value) or None


def _unwritable(table: Table, columns: list[list[Any]]) -> Iterator[Fault]:
    if len(columns[0]) >= MOST_ROWS:
        fault = f"the table has {len(columns[0]):,} rows, and a sheet holds {MOST_ROWS - 1:,}"
        yield Fault(table.name, None, "", "", fault, OTHERWISE)
    for column, cells in zip(table.columns, columns, strict=True):
        for row, cell in enumerate(cells, start=FIRST_ROW):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                fault = f"the text has {len(cell):,} characters, and a cell holds {LONGEST_CELL:,}"
                yield Fault(table.name, row, column.name, cell[:SHOWN], fault, OTHERWISE)


def _write_sheet(workbook: Workbook, name: str, rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    # a reader that is told no size parses the whole sheet once more to learn it
    size = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.calculate_dimension = lambda: size

    def exact(cell: Any) -> Any:
        if isinstance(cell, str) and cell[:1] in "=#":  # would become a formula or an error
            text = WriteOnlyCell(sheet, cell)
            text.data_type = "s"
            return text
        if isinstance(cell, int | float) and float(f"{cell:.16g}") != cell:  # would be rounded
            number = WriteOnlyCell(sheet, repr(cell))
            number.data_type = "n"
            return number
        return cell

    for row in rows:
        sheet.append([exact(cell) for cell in row])
