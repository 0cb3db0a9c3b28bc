"""A workbook (.xlsx), opened within bounds: its sheets' rows, and formulas that were never calculated."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from egov_budget.errors import SHOWN, Fault
from egov_budget.intake.archive import MOST_COLUMNS, Looked, look_over
from egov_budget.intake.kept import ABOVE, Kept
from egov_budget.intake.text_file import read_bytes
from egov_budget.intake.xml_characters import unescape
from egov_budget.scenario.conform import MOST_CELLS, WIDEST

Made = TypeVar("Made")
LARGEST_PACKED = 2**28
LONGEST_REASON = 200  # characters; openpyxl tells whole stories
MOST_ROWS = 1_048_576  # a sheet can have, its header with them


class Workbook(NamedTuple):
    """What its archive told, the workbook as values and, if it has any, as formulas too."""

    looked: Looked
    values: Any
    formulas: Any


def open_workbook(path: Path) -> Workbook | Fault:
    """Return a workbook, or the fault for which it is not opened."""
    data = read_bytes(path, path.name, LARGEST_PACKED)
    if isinstance(data, Fault):
        return data
    looked = tried(path.name, look_over, path.name, data)
    if isinstance(looked, Fault):
        return looked
    opened = tried(path.name, _opened, data, looked.formulas)
    return opened if isinstance(opened, Fault) else Workbook(looked, *opened)


def tried(name: str, action: Callable[..., Made], *arguments: object) -> Made | Fault:
    """Return what openpyxl makes of a file, or the fault that it trips over."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of styles and validations, which are not read
        try:
            return action(*arguments)
        except Exception as error:  # a broken file may raise anything
            return Fault.of("broken_workbook", name, error=str(error)[:LONGEST_REASON])


def _opened(data: bytes, has_formulas: bool) -> tuple[Any, Any]:
    """Return the workbook as values and, if it has any, as formulas too."""
    from openpyxl import load_workbook

    values = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    return values, load_workbook(BytesIO(data), read_only=True) if has_formulas else None


def rows_of(workbook: Any, name: str) -> list[Sequence[Any]]:
    """Return the rows of a sheet as far as cells are filled, dates as text."""
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


def uncalculated(table: str, formulas: Any, name: str, found: Kept, rows: list[Sequence[Any]]) -> list[Fault]:
    """Return the faults of formulas without a value, under the name of the table."""
    if formulas is None:
        return []
    told = tried(name, _never_calculated, formulas[name], rows, found)
    return [replace(fault, table=table) for fault in ([told] if isinstance(told, Fault) else told)]


def _never_calculated(sheet: Any, rows: list[Sequence[Any]], found: Kept) -> list[Fault]:
    """Report each formula without a value: another program wrote it, and no spreadsheet has seen it yet."""
    sheet.reset_dimensions()
    width = max(map(len, rows[:ABOVE]))
    cells = sheet.iter_rows(max_row=len(rows), max_col=width)
    head = dict(enumerate(found.rows[0]))

    return [
        Fault.of("never_calculated", "", cell.row, str(head.get(place) or ""), str(cell.value)[:SHOWN])
        for values, row in zip(rows, cells, strict=False)
        for place, cell in enumerate(row)
        if cell.data_type == "f" and cell.row >= found.numbers[0] and (not values or values[place] is None)
    ]
