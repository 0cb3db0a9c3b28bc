"""A table beside a plan: one CSV file, read as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def raw_table(path: Path) -> pd.DataFrame:
    """Read a CSV file into raw cells; the verb it is for checks them.

    Raises
    ------
    IntakeError
        If the file cannot be read.
    """
    from egov_budget.errors import IntakeError
    from egov_budget.intake.csv_file import read_csv

    frame, faults = read_csv(path, path.name)
    if frame is None or faults:
        raise IntakeError(faults)
    return frame
