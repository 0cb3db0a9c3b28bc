"""The first sheet of a workbook -> a raw table, whatever its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.errors import Fault
from egov_budget.intake.grid import tabulate
from egov_budget.intake.kept import Kept
from egov_budget.intake.open_workbook import open_workbook, rows_of, tried, uncalculated

if TYPE_CHECKING:
    import pandas as pd


class FirstSheet(NamedTuple):
    """Raw cells of a workbook's first sheet, what is wrong with them, and the names of its other sheets."""

    cells: pd.DataFrame | None
    faults: list[Fault]
    others: list[str]


def read_first_sheet(path: Path, table: str) -> FirstSheet:
    """Return the first sheet of a workbook as a raw table, whatever its name.

    Parameters
    ----------
    path : Path
        The file.
    table : str
        Table named in the faults.

    Returns
    -------
    FirstSheet
        No cells if they cannot be read.
    """
    opened = open_workbook(path)
    if isinstance(opened, Fault):
        return FirstSheet(None, [replace(opened, table=table)], [])
    first, *others = opened.values.sheetnames
    rows = tried(first, rows_of, opened.values, first)
    if isinstance(rows, Fault):
        return FirstSheet(None, [replace(rows, table=table)], others)
    cells, faults = tabulate(table, rows)
    if cells is not None:
        faults += uncalculated(table, opened.formulas, first, Kept(rows, range(1, len(rows) + 1)), rows)
    return FirstSheet(cells, faults, others)
