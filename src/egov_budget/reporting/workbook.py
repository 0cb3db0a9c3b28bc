"""A plan as a workbook: a sheet for each table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import is_integer_dtype

from egov_budget.allocation import Allocation
from egov_budget.intake.place import appearing
from egov_budget.reporting.tables import tables

WIDEST = 60
COUNT = "#,##0"
FORMATS = {"share": "0.0 %", "gain": "#,##0.000", "points": "#,##0.000", "before": "0.000", "after": "0.000"}
MONEY_COLUMNS = ("asked", "credits", "last_year", "group_saves")


def write_workbook(allocation: Allocation, path: Path) -> None:
    """Write every table of a plan as a sheet of one workbook.

    Texts stay texts: nothing that begins like a formula runs. The file appears whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    """
    import openpyxl

    money = _money(allocation.scenario.settings.quantum)
    workbook = openpyxl.Workbook(write_only=True)
    for name, frame in tables(allocation).items():
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        for at, (label, column) in enumerate(frame.items(), start=1):
            longest = int(column.astype(str).str.len().clip(upper=WIDEST).max()) if len(column) else 0
            sheet.column_dimensions[_letter(at)].width = max(longest, len(str(label))) + 2
        if len(frame):
            sheet.auto_filter.ref = f"A1:{_letter(len(frame.columns))}{len(frame) + 1}"
        sheet.append([_cell(sheet, str(label), "General") for label in frame.columns])
        labels = [str(label) for label in frame.columns]
        formats = [_format(label, frame[label], money) for label in labels]
        for row in frame.itertuples(index=False):
            sheet.append([_cell(sheet, value, form) for form, value in zip(formats, row, strict=True)])
    with appearing(Path(path)) as part:
        workbook.save(part)


def _format(label: str, column: pd.Series, money: str) -> str:
    if label in MONEY_COLUMNS:
        return money
    return COUNT if is_integer_dtype(column) else FORMATS.get(label, "General")


def _money(quantum: float) -> str:
    """Return the number format that shows every quantum and no more."""
    decimals = len(f"{quantum:.12f}".rstrip("0").partition(".")[2])
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _cell(sheet: Any, value: Any, form: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value is pd.NA or value != value:  # noqa: PLR0124  # NaN alone differs from itself
        return None
    if not isinstance(value, str):
        number = WriteOnlyCell(sheet, value=value.item() if hasattr(value, "item") else value)
        number.number_format = form
        return number
    text = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767])
    text.data_type = "s"  # "=1+1" is a title here, not a formula
    return text
