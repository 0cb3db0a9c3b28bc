"""A split written by hand: a CSV of project ids and credits, such as an edited plan.csv."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

IDS = ("project", "id")


def read_split(path: Path) -> pd.Series:
    """Read credits by project id.

    Parameters
    ----------
    path : Path
        CSV with the columns ``project`` (or ``id``) and ``credits``; others are passed over.

    Returns
    -------
    Series
        Credits as they are written, by project id.

    Raises
    ------
    IntakeError
        If the file cannot be read or lacks a column.
    """
    from egov_budget.errors import Fault, IntakeError
    from egov_budget.intake.csv_file import read_csv

    frame, faults = read_csv(path, "split")
    if frame is None:
        raise IntakeError(faults)
    key = next((name for name in IDS if name in frame.columns), None)
    missing = [*([] if key else ["project"]), *([] if "credits" in frame.columns else ["credits"])]
    remedy = "Give the columns project and credits"
    faults = [
        *faults,
        *(Fault(path.name, 1, name, "", f"there is no column {name!r}", remedy) for name in missing),
    ]
    if faults or key is None:
        raise IntakeError(faults)
    credits = frame.set_index(key)["credits"]
    return credits[credits.astype("str").str.strip() != ""]
