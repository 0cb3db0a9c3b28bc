"""A list of projects as it was handed over: its cells as they stand there."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from egov_budget.intake.head import Head
from egov_budget.intake.kept import kept
from egov_budget.intake.one_table import OneTable
from egov_budget.intake.read_table import read_table

NAME = "list"  # of one that comes as a frame


def listed(projects: pd.DataFrame | str | PathLike[str], head: Head) -> OneTable:
    """Return the cells of a list.

    Parameters
    ----------
    projects : DataFrame, str or path-like
        A frame, a CSV file, or a workbook (.xlsx) with the list on a sheet.
    head : Head
        What its columns may be called.

    Returns
    -------
    OneTable
        Rows count as in a spreadsheet, also those of a frame: the header is row 1.

    Examples
    --------
    >>> asked = pd.DataFrame({"title": ["Portal", None, "Register"]})
    >>> listed(asked, Head.labelled(["title"])).kept.numbers
    [1, 2, 4]
    """
    if not isinstance(projects, pd.DataFrame):
        return read_table(Path(projects), head)
    cells = projects.astype(object).where(projects.notna(), None)
    return OneTable.of(NAME, kept([[*map(str, cells.columns)], *cells.to_numpy().tolist()], head), head)
