"""One more row for a table of a folder, whose other cells stay as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.csv_file import read_csv
from egov_budget.intake.head import Head
from egov_budget.intake.write_sheet import write_sheet
from egov_budget.scenario.columns import BY_NAME


def append_row(folder: Path, table: str, row: Mapping[str, str]) -> Path:
    """Write a row at the end of a table of a folder; the file is made if it is not there.

    Parameters
    ----------
    folder : Path
        A scenario as a folder.
    table : str
        Name of the table.
    row : mapping of str to str
        Cells by column.

    Returns
    -------
    Path
        The file, replaced as a whole or not at all.

    Raises
    ------
    IntakeError
        If the file that is there cannot be read, or something stands around its table.
    """
    path, found = folder / f"{table}.csv", pd.DataFrame()
    if path.exists():
        there = read_csv(path, table, Head.of(BY_NAME[table]))
        beside = (Fault.of("beside_the_table", path.name, value=each) for each in there.left_out)
        IntakeError.if_any([*there.faults, *beside])
        found = there.frame
    write_sheet(pd.concat([found, pd.DataFrame([row])]).fillna(""), path)
    return path
