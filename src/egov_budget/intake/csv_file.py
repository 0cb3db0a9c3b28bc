"""One table as CSV (RFC 4180, UTF-8): read into raw cells, written exactly."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pandas as pd

from egov_budget.errors import Fault
from egov_budget.intake.draft import Draft
from egov_budget.intake.formulas import guard, unguard
from egov_budget.intake.grid import tabulate
from egov_budget.intake.kept import Kept, kept
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
    rows = _rows(text, table)
    if isinstance(rows, Fault):
        return None, [rows]
    if rows and len(rows[0]) == 1:
        for separator, plural in OTHER_SEPARATORS.items():
            if separator in rows[0][0]:
                fault = f"the cells are parted by {plural}, not by commas"
                return None, [Fault(table, 1, "", separator, fault, "Save it anew with commas between them")]
    return tabulate(table, rows)


def take_csv(draft: Draft, path: Path, table: str, encoding: str) -> None:
    """Put the raw cells of one CSV file of a scenario into its draft.

    Parameters
    ----------
    draft : Draft
        Of the scenario.
    path : Path
        The file; its cells are parted by commas, or all by semicolons or tabs if the head is.
    table : str
        Table it holds.
    encoding : str
        What the file is in if it is not UTF-8 and has no mark that says; empty if that is not known.
    """
    text = read_text(path, table, row_at=_row_at, otherwise=encoding)
    if isinstance(text, Fault):
        draft.take(table, None, [text])
        return
    rows = _rows(text, table)
    found = Kept((), ()) if isinstance(rows, Fault) else kept(table, rows)
    for separator, plural in OTHER_SEPARATORS.items():
        if not found.found and separator in text:
            others = _rows(text, table, separator)
            other = Kept((), ()) if isinstance(others, Fault) else kept(table, others)
            if other.found:
                found, rows = other, others
                draft.told.append(f"{path.name}: its cells are parted by {plural}")
    if isinstance(rows, Fault):
        draft.take(table, None, [rows])
    else:
        draft.keep(table, found)


def _rows(text: str, table: str, separator: str = ",") -> list[list[str]] | Fault:
    rows, broken = _records(text, separator)
    if broken:
        fault = f"the record cannot be read: {broken}"
        remedy = "Put a cell with commas, quotes or line ends in quotes, and double the quotes in it"
        return Fault(table, len(rows) + 1, "", "", fault, remedy)
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
    columns = [map(_text, written(frame[column.name], column.kind)) for column in table.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.names)
        writer.writerows(zip(*columns, strict=True))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return guard(cell) if isinstance(cell, str) else repr(cell).removesuffix(".0")
