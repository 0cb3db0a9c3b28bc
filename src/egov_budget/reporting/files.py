"""A plan as a folder of files."""

from __future__ import annotations

from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.intake.place import appearing
from egov_budget.reporting.document import write_document
from egov_budget.reporting.screen import screen
from egov_budget.reporting.sheet import write_sheet
from egov_budget.reporting.workbook import write_workbook


def write_files(allocation: Allocation, folder: Path) -> list[Path]:
    """Write a plan as text, CSV, JSON and workbook, with the review sheet of its overlaps.

    Each file appears whole or not at all, and replaces one of the same name.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    folder : Path
        Folder for the files, made if it is not there.

    Returns
    -------
    list of Path
        The files: plan.txt, plan.csv, plan.json, plan.xlsx and, where overlaps were looked for, review.csv.
    """
    folder.mkdir(parents=True, exist_ok=True)
    text, sheet, document, workbook = (folder / f"plan.{kind}" for kind in ("txt", "csv", "json", "xlsx"))
    with appearing(text) as part:
        part.write_text(screen(allocation) + "\n", encoding="utf-8")
    write_sheet(allocation.table(), sheet)
    write_document(allocation, document)
    write_workbook(allocation, workbook)
    if allocation.overlaps is None:
        return [text, sheet, document, workbook]
    review = folder / "review.csv"
    allocation.overlaps.to_csv(review)
    return [text, sheet, document, workbook, review]
