"""A list of projects as it was handed over: its cells as they stand there, without the empty rows."""

from __future__ import annotations

import dataclasses
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault, IntakeError
from egov_budget.intake import out_of_reach
from egov_budget.intake.csv_file import read_csv
from egov_budget.intake.read_first_sheet import FirstSheet, read_first_sheet

TABLE = "projects"
SUFFIXES = (".csv", ".xlsx")
NAME = "list"  # of one that comes as a frame


class Listed(NamedTuple):
    """Name of a list, its raw cells, the row of each (the header first), what was left out, and faults."""

    name: str
    cells: pd.DataFrame
    rows: list[int]
    empty: list[int]
    sheets: list[str]
    faults: list[Fault]


def listed(projects: pd.DataFrame | str | PathLike[str]) -> Listed:
    """Return the cells of a list.

    Parameters
    ----------
    projects : DataFrame, str or path-like
        A frame, a CSV file, or a workbook (.xlsx) with the list on its first sheet.

    Returns
    -------
    Listed
        Rows count as in a spreadsheet, also those of a frame: the header is row 1.

    Raises
    ------
    IntakeError
        If there is nothing that can be read.

    Examples
    --------
    >>> listed(pd.DataFrame({"title": ["Portal", None, "Register"]})).rows
    [1, 2, 4]
    """
    if isinstance(projects, pd.DataFrame):
        name, cells, faults, others = NAME, projects.reset_index(drop=True), list[Fault](), list[str]()
    else:
        path = Path(projects)
        name, (read, faults, others) = path.name, _from_file(path)
        if read is None:
            raise IntakeError(dataclasses.replace(fault, table=name) for fault in faults)
        cells = read
    cells.columns = cells.columns.map(str)
    blank = (cells.isna() | (cells == "")).all(axis=1).tolist()
    if faults:  # which name rows as they stand
        blank = [False] * len(cells)
    rows = [*enumerate(blank, start=FIRST_ROW)]
    kept = [FIRST_ROW - 1, *(row for row, empty in rows if not empty)]
    whole = cells.loc[[place for place, empty in enumerate(blank) if not empty]].reset_index(drop=True)
    return Listed(name, whole, kept, [row for row, empty in rows if empty], others, faults)


def _from_file(path: Path) -> FirstSheet:
    """Return the cells of a file; a fault, and no cells, where there are none."""
    suffix = path.suffix.lower()
    out = out_of_reach(path)
    if out is None and suffix not in SUFFIXES:
        fault = f"a list is read as {' or '.join(SUFFIXES)}, not as {suffix or 'a file without a suffix'}"
        out = Fault(path.name, None, "", suffix, fault, "Save it as one of them")
    if out is not None:
        return FirstSheet(None, [out], [])
    return read_first_sheet(path, TABLE) if suffix == ".xlsx" else FirstSheet(*read_csv(path, TABLE), [])
