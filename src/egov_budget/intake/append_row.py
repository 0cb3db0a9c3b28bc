"""One more row for a table of a folder, whose other cells stay as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from egov_budget.errors import IntakeError
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.csv_file import read_csv
from egov_budget.intake.formulas import guard
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.names import meant


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
        If the file that is there cannot be read.
    """
    path, names = folder / f"{table}.csv", BY_NAME[table].names
    found, faults = read_csv(path, table) if path.exists() else (pd.DataFrame(), [])
    if found is None or faults:
        raise IntakeError(faults)
    label = {meant(str(name).strip(), tuple(names), "column"): name for name in found.columns}
    added = pd.DataFrame([{label.get(name, name): cell for name, cell in row.items()}])
    frame = pd.concat([found, added]).fillna("").map(guard)
    with atomic_write(path) as part:
        frame.to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    return path
