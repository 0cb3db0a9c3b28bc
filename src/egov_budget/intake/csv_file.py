"""One table as CSV (RFC 4180, UTF-8): read into raw cells, written exactly."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.intake.formulas import guard, unguard
from egov_budget.intake.head import Head
from egov_budget.intake.kept import Kept, kept
from egov_budget.intake.one_table import OneTable
from egov_budget.intake.text_file import read_text
from egov_budget.intake.written import written
from egov_budget.scenario.field import TableSchema

OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_csv(path: Path, table: str, head: Head, encoding: str = "") -> OneTable:
    """Return the raw cells of one CSV file, all text.

    Parameters
    ----------
    path : Path
        The file; its cells are parted by commas, or all by semicolons or tabs if the head is.
    table : str
        Table named in the faults.
    head : Head
        Names that its columns may have.
    encoding : str
        What the file is in if it is not UTF-8 and has no mark that says; empty if that is not known.

    Returns
    -------
    OneTable
        Rows count as in a spreadsheet, a record of several lines as one.
    """
    text = read_text(path, table, row_at=_row_at, otherwise=encoding)
    if isinstance(text, Fault):
        return OneTable.unread(text)
    rows = _rows(text, table)
    found = Kept((), ()) if isinstance(rows, Fault) else kept(rows, head)
    told = []
    for separator, plural in OTHER_SEPARATORS.items():
        if not found.found and separator in text:
            others = _rows(text, table, separator)
            other = Kept((), ()) if isinstance(others, Fault) else kept(others, head)
            if other.found:
                found, rows = other, others
                told.append(f"{path.name}: its cells are parted by {plural}")
    return OneTable.unread(rows) if isinstance(rows, Fault) else OneTable.of(table, found, head, told)


def _rows(text: str, table: str, separator: str = ",") -> list[list[str]] | Fault:
    rows, broken = _records(text, separator)
    if broken:
        return Fault.of("broken_record", table, len(rows) + 1, error=broken)
    if "'" in text:
        return [[unguard(cell) if cell[:1] == "'" else cell for cell in row] for row in rows]
    return rows


def _row_at(before: str) -> int:
    rows, broken = _records(before + "x")  # whatever follows stands in the record that x stands in
    return len(rows) + 1 if broken else len(rows)


def _records(text: str, separator: str = ",") -> tuple[list[list[str]], str]:
    """Return the records up to the first that is broken, and what is wrong with that."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        return rows, str(error)
    return rows, ""


def write_csv(frame: pd.DataFrame, table: TableSchema, path: Path) -> None:
    """Write one typed table.

    Parameters
    ----------
    frame : DataFrame
        Typed table.
    table : TableSchema
        Its entry in the data dictionary.
    path : Path
        File to write, with a byte order mark: without one, spreadsheets garble Persian text.
    """
    columns = [map(_text, written(frame[column.name].tolist(), column.kind)) for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        writer.writerows(zip(*columns, strict=True))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return guard(cell) if isinstance(cell, str) else repr(cell).removesuffix(".0")
