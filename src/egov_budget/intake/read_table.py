"""A file that holds one table, CSV or a sheet of a workbook -> its raw cells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from egov_budget.errors import Fault
from egov_budget.intake.csv_file import read_csv
from egov_budget.intake.head import Head
from egov_budget.intake.one_table import OneTable
from egov_budget.intake.open_workbook import open_workbook
from egov_budget.intake.read import SHEETS, out_of_reach
from egov_budget.intake.sheet import read_sheet

SUFFIXES = (".csv", ".xlsx")


def read_table(path: Path, head: Head) -> OneTable:
    """Return the table that a file holds, read as a table of a scenario is read.

    Parameters
    ----------
    path : Path
        A CSV file, or a workbook: its first sheet with such a head, those that are hidden last.
    head : Head
        Names that its columns may have.

    Returns
    -------
    OneTable
        Under the name of the file; no cells, and a fault, where nothing can be read.
    """
    suffix = path.suffix.lower()
    fault = out_of_reach(path, "Check the path") or _of_another_kind(path, suffix)
    if fault is not None:
        return OneTable.unread(fault)
    return _of_workbook(path, head) if suffix == ".xlsx" else read_csv(path, path.name, head)


def _of_another_kind(path: Path, suffix: str) -> Fault | None:
    kind, remedy = suffix or "a file without a suffix", SHEETS.get(suffix, "Save it as one of them")
    if path.is_dir():
        kind, remedy = "a folder", "Name a file in it"
    elif suffix in SUFFIXES:
        return None
    told = {"known": " or ".join(SUFFIXES), "kind": kind, "remedy": remedy}
    return Fault.of("other_format", path.name or str(path), None, "", suffix, **told)


def _of_workbook(path: Path, head: Head) -> OneTable:
    book = open_workbook(path)
    if isinstance(book, Fault):
        return OneTable.unread(book)
    names = sorted(book.values.sheetnames, key=lambda name: bool(book.values[name].sheet_state != "visible"))
    sheets: dict[str, OneTable] = {}
    for name in names:
        sheets[name] = read_sheet(book, name, path.name, head)
        if sheets[name].kept.found:
            break
    read = name if sheets[name].kept.found else names[0]
    return replace(sheets[read], others=tuple(other for other in book.values.sheetnames if other != read))
