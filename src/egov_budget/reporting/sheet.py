"""A plan as one CSV file: a row a project."""

from __future__ import annotations

from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.intake.formulas import guard
from egov_budget.intake.place import appearing


def write_sheet(allocation: Allocation, path: Path) -> None:
    """Write the table of projects as CSV, whole or not at all.

    UTF-8 with byte order mark, so that spreadsheets read it right; texts that a spreadsheet
    would run as formulas are guarded by a quote.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    """
    table = allocation.table()
    for label in table.select_dtypes(exclude="number"):
        table[label] = table[label].map(guard)
    with appearing(Path(path)) as part:
        table.to_csv(part, index=False, encoding="utf-8-sig", lineterminator="\r\n")
