"""A scenario read from one workbook (.xlsx): a sheet for the settings and one for each table."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.intake.archive import ANEW, MOST_COLUMNS, look_over
from egov_budget.intake.draft import Draft
from egov_budget.intake.grid import tabulate
from egov_budget.intake.legend import LEGEND
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.progress import Progress
from egov_budget.intake.strangers import misplaced
from egov_budget.intake.text_file import read_bytes
from egov_budget.intake.xml_characters import unescape
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.conform import MOST_CELLS, WIDEST

if TYPE_CHECKING:
    import pandas as pd

Made = TypeVar("Made")
LARGEST_PACKED = 2**28
LONGEST_REASON = 200  # characters; openpyxl tells whole stories
MOST_ROWS = 1_048_576  # a sheet can have, its header with them
SETTING, VALUE = "setting", "value"


def read_workbook(path: Path, progress: Progress) -> Draft:
    """Return every sheet of a workbook that is named as a table; formulas count as what they last gave.

    Parameters
    ----------
    path : Path
        The file.
    progress : callable
        Told before each sheet.

    Returns
    -------
    Draft
        Unchecked. Sheets of other names are strangers, which it names. One that looks like the
        misspelt name of a table, or that has the columns of one, is a fault.
    """
    draft = Draft()
    data = read_bytes(path, path.name, LARGEST_PACKED)
    if isinstance(data, Fault):
        return draft.give_up(data)
    has_formulas = _tried(path.name, look_over, path.name, data)
    if isinstance(has_formulas, Fault):
        return draft.give_up(has_formulas)
    opened = _tried(path.name, _opened, data, has_formulas)
    if isinstance(opened, Fault):
        return draft.give_up(opened)
    workbook, formulas = opened
    names = [table.name for table in (SETTINGS, *TABLES)]
    found = [name for name in names if name in workbook.sheetnames]
    missing = [name for name in names if name not in found]
    draft.strangers += sorted(set(workbook.sheetnames).difference(names, [LEGEND]))
    draft.faults += _misspelt(draft.strangers, missing)
    known = {fault.table for fault in draft.faults}
    heads = {name: _tried(name, _head, workbook, name) for name in draft.strangers if name not in known}
    found_there = (misplaced(name, head) for name, head in heads.items() if not isinstance(head, Fault))
    draft.faults += [fault for fault in found_there if fault is not None]
    for done, name in enumerate(found):
        progress(done, len(found), name)
        frame, faults = _table(name, workbook, formulas)
        if name == SETTINGS.name and frame is not None:
            draft.settings, found_too = _settings(frame)
            draft.faults += [*faults, *found_too]
        else:
            draft.take(name, frame, faults)
    if SETTINGS.name in missing:
        fault = "the sheet settings is missing"
        remedy = "Add it with at least a name and a pool"
        draft.faults.append(Fault(SETTINGS.name, None, "", "", fault, remedy))
    return draft


def _tried(name: str, action: Callable[..., Made], *arguments: object) -> Made | Fault:
    """Return what openpyxl makes of a file, or the fault that it trips over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of styles and validations, which are not read
        try:
            return action(*arguments)
        except Exception as error:  # a broken file may raise anything
            fault = f"{name} is broken, or a part of it is missing: {str(error)[:LONGEST_REASON]}"
            return Fault(name, None, "", "", fault, ANEW)


def _opened(data: bytes, has_formulas: bool) -> tuple[Any, Any]:
    """Return the workbook as values and, if it has any, as formulas too."""
    from openpyxl import load_workbook

    values = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return values, load_workbook(BytesIO(data), read_only=True) if has_formulas else None


def _head(workbook: Any, name: str) -> tuple[Any, ...]:
    """Return the first row of a sheet; a sheet that is a chart has none."""
    rows = workbook[name].iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True)
    return next(rows, ())


def _misspelt(strangers: Sequence[str], missing: Sequence[str]) -> Iterator[Fault]:
    for stranger, meant in misspelt(strangers, missing):
        fault = f"the sheet {stranger} is no table of a scenario"
        remedy = f"Did you mean {meant!r}? Rename it, or take it out of the workbook"
        yield Fault(stranger, None, "", stranger, fault, remedy)


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
    most = min(MOST_ROWS, MOST_CELLS // max(width, 1) + 2)  # one row more than is taken for a table
    rows = sheet.iter_rows(max_row=most, max_col=width + 1, values_only=True)
    return [() if row.count(None) == len(row) else [_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return unescape(cell)
    if isinstance(cell, datetime.datetime):
        return (cell.date() if cell.time() == datetime.time() else cell).isoformat()
    return cell


def _never_calculated(formulas: Any, table: str, rows: list[Sequence[Any]]) -> list[Fault]:
    """Report each formula without a value: another program wrote it, and no spreadsheet has seen it yet."""
    sheet = formulas[table]
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_row=len(rows), max_col=len(rows[0]))
    fault = "the formula was never calculated"
    remedy = "Open the workbook in a spreadsheet and save it, or write the value"
    return [
        Fault(table, cell.row, str(rows[0][place] or ""), str(cell.value)[:SHOWN], fault, remedy)
        for values, row in zip(rows, cells, strict=False)
        for place, cell in enumerate(row)
        if cell.data_type == "f" and (not values or values[place] is None)
    ]


def _settings(frame: pd.DataFrame) -> tuple[dict[str, Any] | None, list[Fault]]:
    if [*frame.columns].count(SETTING) != 1 or [*frame.columns].count(VALUE) != 1:
        fault = f"the columns are not one {SETTING} and one {VALUE}"
        remedy = "Write a row for each setting"
        return None, [Fault(SETTINGS.name, 1, "", "", fault, remedy)]
    settings: dict[str, Any] = {}
    faults = []
    for row, (name, value) in enumerate(zip(frame[SETTING], frame[VALUE], strict=True), start=FIRST_ROW):
        if str(name) in settings:
            fault = f"{name} stands there twice"
            faults.append(Fault(SETTINGS.name, row, str(name), str(name), fault, "Keep one"))
        settings[str(name)] = value
    return settings, faults
