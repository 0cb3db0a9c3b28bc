"""A scenario read from one workbook (.xlsx): a sheet for the settings and one for each table."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.intake.archive import ANEW, MOST_COLUMNS, look_over
from egov_budget.intake.draft import Draft
from egov_budget.intake.kept import ABOVE, SETTING, VALUE, Kept, kept
from egov_budget.intake.legend import LEGEND
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.progress import Progress
from egov_budget.intake.shown import merged, percentages
from egov_budget.intake.strangers import misplaced
from egov_budget.intake.text_file import read_bytes
from egov_budget.intake.xml_characters import unescape
from egov_budget.language import language_of, languages
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.conform import MOST_CELLS, WIDEST
from egov_budget.scenario.names import meant

if TYPE_CHECKING:
    import pandas as pd

Made = TypeVar("Made")
LARGEST_PACKED = 2**28
LONGEST_REASON = 200  # characters; openpyxl tells whole stories
MOST_ROWS = 1_048_576  # a sheet can have, its header with them
OWN_SHEETS = (LEGEND, *(language_of(code).say("form.sheet") for code in languages()))


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
    looked = _tried(path.name, look_over, path.name, data)
    if isinstance(looked, Fault):
        return draft.give_up(looked)
    opened = _tried(path.name, _opened, data, looked.formulas)
    if isinstance(opened, Fault):
        return draft.give_up(opened)
    workbook, formulas = opened
    found = _sheets(workbook.sheetnames)
    missing = [table.name for table in (SETTINGS, *TABLES) if table.name not in found]
    draft.strangers += sorted(set(workbook.sheetnames).difference(found.values(), OWN_SHEETS))
    draft.faults += _misspelt(draft.strangers, missing)
    known = {fault.table for fault in draft.faults}
    heads = {name: _tried(name, _head, workbook, name) for name in draft.strangers if name not in known}
    found_there = (misplaced(name, head) for name, head in heads.items() if not isinstance(head, Fault))
    draft.faults += [fault for fault in found_there if fault is not None]
    for done, (table, sheet) in enumerate(found.items()):
        progress(done, len(found), sheet)
        taken = _take(draft, table, workbook, formulas, sheet)
        if taken is not None:
            part = workbook[sheet]._worksheet_path  # openpyxl has no public way to it
            otherwise = chain(
                merged(table, looked.merged.get(part, []), taken), percentages(table, workbook[sheet], taken)
            )
            shown: list[Fault] | Fault = _tried(sheet, list[Fault], otherwise)
            draft.faults += [shown] if isinstance(shown, Fault) else shown
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
    for stranger, near in misspelt(strangers, missing):
        fault = f"the sheet {stranger} is no table of a scenario"
        remedy = f"Did you mean {near!r}? Rename it, or take it out of the workbook"
        yield Fault(stranger, None, "", stranger, fault, remedy)


def _sheets(names: Sequence[str]) -> dict[str, str]:
    """Return the sheet of each table that is there, by the name of the table, in any language."""
    own = [table.name for table in (SETTINGS, *TABLES)]
    found = {name: name for name in own if name in names}
    for name in names:
        found.setdefault(meant(name, tuple(own), "table"), name)
    return {name: found[name] for name in own if name in found}


def _take(draft: Draft, table: str, workbook: Any, formulas: Any, name: str) -> Kept | None:
    """Put a sheet into the draft, and return its head and records if it could be read."""
    rows = _tried(name, _rows, workbook, name)
    if isinstance(rows, Fault):
        draft.take(table, None, [rows])
        return None
    found = kept(table, rows)
    frame = draft.keep(table, found)
    if formulas is not None and frame is not None:
        uncalculated = _tried(name, _never_calculated, formulas[name], rows, found)
        of_table = [uncalculated] if isinstance(uncalculated, Fault) else uncalculated
        draft.faults += [replace(fault, table=table) for fault in of_table]
    if table == SETTINGS.name and frame is not None:
        del draft.tables[table]
        draft.settings, faults = _settings(frame)
        draft.faults += [fault.moved(found.numbers) for fault in faults]
    return found


def _rows(workbook: Any, name: str) -> list[Sequence[Any]]:
    sheet = workbook[name]
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    header = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
    width = _width(header)
    if width > WIDEST:
        return [header[:width]]
    below = sheet.iter_rows(min_row=2, max_row=ABOVE, max_col=WIDEST + 1, values_only=True)
    width = max([width, *map(_width, below)])
    most = min(MOST_ROWS, MOST_CELLS // max(width, 1) + 2)  # one row more than is taken for a table
    rows = sheet.iter_rows(max_row=most, max_col=width + 1, values_only=True)
    return [() if row.count(None) == len(row) else [_plain(cell) for cell in row] for row in rows]


def _width(row: Sequence[Any]) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell is not None), default=0)


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        return unescape(cell)
    if isinstance(cell, datetime.datetime):
        return (cell.date() if cell.time() == datetime.time() else cell).isoformat()
    return cell


def _never_calculated(sheet: Any, rows: list[Sequence[Any]], found: Kept) -> list[Fault]:
    """Report each formula without a value: another program wrote it, and no spreadsheet has seen it yet."""
    sheet.reset_dimensions()
    width = max(map(len, rows[:ABOVE]))
    cells = sheet.iter_rows(max_row=len(rows), max_col=width)
    head = dict(enumerate(found.rows[0]))
    fault = "the formula was never calculated"
    remedy = "Open the workbook in a spreadsheet and save it, or write the value"
    return [
        Fault("", cell.row, str(head.get(place) or ""), str(cell.value)[:SHOWN], fault, remedy)
        for values, row in zip(rows, cells, strict=False)
        for place, cell in enumerate(row)
        if cell.data_type == "f" and cell.row >= found.numbers[0] and (not values or values[place] is None)
    ]


def _settings(frame: pd.DataFrame) -> tuple[dict[str, Any] | None, list[Fault]]:
    if [*frame.columns].count(SETTING) != 1 or [*frame.columns].count(VALUE) != 1:
        fault = f"the columns are not one {SETTING} and one {VALUE}"
        remedy = "Write a row for each setting"
        return None, [Fault(SETTINGS.name, 1, "", "", fault, remedy)]
    settings: dict[str, Any] = {}
    faults = []
    for row, (given, value) in enumerate(zip(frame[SETTING], frame[VALUE], strict=True), start=FIRST_ROW):
        name = meant(str(given), tuple(SETTINGS.names), "column")
        if name in settings:
            fault = f"{name} stands there twice"
            faults.append(Fault(SETTINGS.name, row, name, name, fault, "Keep one"))
        settings[name] = value
    return settings, faults
