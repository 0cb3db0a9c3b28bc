"""A scenario read from one workbook (.xlsx): a sheet for the settings and one for each table."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from egov_budget.errors import Fault
from egov_budget.intake.draft import Draft
from egov_budget.intake.grid import tabulate
from egov_budget.intake.legend import LEGEND
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.progress import Progress
from egov_budget.intake.text_file import read_bytes
from egov_budget.intake.xml_characters import unescape
from egov_budget.scenario.cells import SHOWN
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.conform import FIRST_ROW, WIDEST

if TYPE_CHECKING:
    import pandas as pd

Made = TypeVar("Made")
LARGEST_PACKED = 2**28
LARGEST_UNPACKED = 2**29  # bytes of XML, some fifteen national scenarios
HARMLESS, DENSEST = 2**24, 100  # bytes; a sheet packs to a tenth of its size, a bomb to a thousandth
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576  # a sheet can have, its header with them
SETTING, VALUE = "setting", "value"
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
CHUNK = 2**20
ANEW = "Save it anew as .xlsx"


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
    opened = _tried(path.name, _opened, data)
    if isinstance(opened, Fault):
        return draft.give_up(opened)
    workbook, formulas = opened
    names = [table.name for table in (SETTINGS, *TABLES)]
    found = [name for name in names if name in workbook.sheetnames]
    missing = [name for name in names if name not in found]
    draft.faults += _misspelt(set(workbook.sheetnames).difference(names, [LEGEND]), missing)
    for done, name in enumerate(found):
        progress(done, len(found), name)
        frame, faults = _table(name, workbook, formulas)
        if name == SETTINGS.name and frame is not None:
            draft.settings, found_too = _settings(frame)
            draft.faults += [*faults, *found_too]
        else:
            draft.take(name, frame, faults)
    if SETTINGS.name in missing:
        draft.faults.append(Fault(SETTINGS.name, None, "", "", "the sheet settings is missing",
                                  "Add it with at least a name and a pool"))  # fmt: skip
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
    most = min(LARGEST_UNPACKED, max(HARMLESS, DENSEST * len(data)))
    if unpacked > most:
        return Fault(name, None, "", f"{unpacked:,}",
                     f"{name} has {len(data):,} bytes and unpacks to {unpacked:,}, more than {most:,}",
                     "Write the scenario as a folder of CSV")  # fmt: skip
    return None


def _tried(name: str, action: Callable[..., Made], *arguments: object) -> Made | Fault:
    """Return what openpyxl makes of a file, or the fault that it trips over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of styles and validations, which are not read
        try:
            return action(*arguments)
        except Exception as error:  # a broken file may raise anything
            return Fault(name, None, "", "", f"{name} is broken, or a part of it is missing: {error}", ANEW)


def _opened(data: bytes) -> tuple[Any, Any]:
    """Return the workbook as values and, if there are formulas, as formulas too."""
    from openpyxl import load_workbook

    values = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return values, load_workbook(BytesIO(data), read_only=True) if _has_formulas(data) else None


def _misspelt(strangers: set[str], missing: Sequence[str]) -> Iterator[Fault]:
    for stranger, meant in misspelt(strangers, missing):
        yield Fault(stranger, None, "", stranger, f"the sheet {stranger} is no table of a scenario",
                    f"Did you mean {meant!r}? Rename it, or take it out of the workbook")  # fmt: skip


def _table(name: str, workbook: Any, formulas: Any) -> tuple[pd.DataFrame | None, list[Fault]]:
    rows = _tried(name, _rows, workbook, name)
    if isinstance(rows, Fault):
        return None, [rows]
    frame, faults = tabulate(name, rows)
    if formulas is None or frame is None:
        return frame, faults
    uncalculated = _tried(name, _never_calculated, formulas, name, rows)
    return frame, [*faults, *([uncalculated] if isinstance(uncalculated, Fault) else uncalculated)]


def _rows(workbook: Any, name: str) -> list[Sequence[Any]]:
    sheet = workbook[name]
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    header = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
    width = max((place for place, cell in enumerate(header, start=1) if cell is not None), default=0)
    if width > WIDEST:
        return [header[:width]]
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=width + 1, values_only=True)
    return [() if row.count(None) == len(row) else [_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return unescape(cell)
    if isinstance(cell, datetime.datetime):
        return (cell.date() if cell.time() == datetime.time() else cell).isoformat()
    return cell


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for part in archive.infolist():
            with archive.open(part) as file:
                before = b""
                while chunk := file.read(CHUNK):
                    if FORMULA.search(before + chunk):
                        return True
                    before = chunk[-SHOWN:]  # a tag may stand across two chunks
    return False


def _never_calculated(formulas: Any, table: str, rows: list[Sequence[Any]]) -> list[Fault]:
    """Report each formula without a value: another program wrote it, and no spreadsheet has seen it yet."""
    sheet = formulas[table]
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_row=len(rows), max_col=len(rows[0]))
    return [
        Fault(table, cell.row, str(rows[0][place] or ""), str(cell.value)[:SHOWN],
              "the formula was never calculated",
              "Open the workbook in a spreadsheet and save it, or write the value")
        for values, row in zip(rows, cells, strict=False)
        for place, cell in enumerate(row)
        if cell.data_type == "f" and (not values or values[place] is None)
    ]  # fmt: skip


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
