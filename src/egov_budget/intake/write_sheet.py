"""A table as one CSV file that spreadsheets read right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.formulas import guard

if TYPE_CHECKING:
    import pandas as pd


def write_sheet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, whole or not at all.

    UTF-8 with byte order mark, so that spreadsheets read it right; texts that a spreadsheet
    would run as formulas are guarded by a quote.

    Parameters
    ----------
    table : DataFrame
        Rows to write; the index is left out.
    path : Path
        File to write, replaced if it is there.
    """
    with atomic_write(Path(path)) as part:
        guarded(table).to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which no text runs as a formula when a spreadsheet opens it from CSV.

    Parameters
    ----------
    table : DataFrame
        Any table.

    Returns
    -------
    DataFrame
        The same, a quote before each text that begins like a formula.
    """
    texts = table.select_dtypes(exclude="number")
    return table.assign(**{str(label): texts[label].astype("str").map(guard) for label in texts})
