"""One table as CSV (RFC 4180, UTF-8): read into raw cells, written exactly."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.intake.formulas import guard, unguard
from egov_budget.intake.grid import tabulate
from egov_budget.intake.text_file import read_text
from egov_budget.intake.written import written
from egov_budget.scenario.field import TableSchema

OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}


def read_csv(path: Path, table: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the raw cells of one CSV file, all text.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Table named in the faults.

    Returns
    -------
    frame : DataFrame or None
        Cells under their labels; ``None`` if the file cannot be read at all.
    faults : list of Fault
        Rows count as in a spreadsheet, a record of several lines as one.
    """
    text = read_text(path, table, row_at=_row_at)
    if isinstance(text, Fault):
        return None, [text]
    rows, broken = _records(text)
    if broken:
        fault = f"the record cannot be read: {broken}"
        remedy = "Put a cell with commas, quotes or line ends in quotes, and double the quotes in it"
        return None, [Fault(table, len(rows) + 1, "", "", fault, remedy)]
    if rows and len(rows[0]) == 1:
        for separator, plural in OTHER_SEPARATORS.items():
            if separator in rows[0][0]:
                fault = f"the cells are parted by {plural}, not by commas"
                return None, [Fault(table, 1, "", separator, fault, "Save it anew with commas between them")]
    if "'" in text:
        rows = [[unguard(cell) if cell[:1] == "'" else cell for cell in row] for row in rows]
    return tabulate(table, rows)


def _row_at(before: str) -> int:
    rows, broken = _records(before + "x")  # whatever follows stands in the record that x stands in
    return len(rows) + 1 if broken else len(rows)


def _records(text: str) -> tuple[list[list[str]], str]:
    """Return the records up to the first that is broken, and what is wrong with that."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
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
    columns = [map(_text, written(frame[column.name], column.kind)) for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        writer.writerows(zip(*columns, strict=True))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return guard(cell) if isinstance(cell, str) else repr(cell).removesuffix(".0")
