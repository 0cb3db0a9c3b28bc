"""A plan as a folder of files."""

from __future__ import annotations

from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.intake import write_scenario
from egov_budget.intake.atomic_write import atomic_write
from egov_budget.reporting.data_package import write_data_package
from egov_budget.reporting.document import write_document
from egov_budget.reporting.memo import plain, write_markdown
from egov_budget.reporting.screen import screen
from egov_budget.reporting.sheet import write_sheet
from egov_budget.reporting.workbook import write_workbook


def write_files(allocation: Allocation, folder: Path, lang: str = "en", *, full: bool = False) -> list[Path]:
    """Write a plan as text, memo, CSV, JSON and workbook, with the review sheet of its overlaps.

    Each file appears whole or not at all, and replaces one of the same name.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    folder : Path
        Folder for the files, made if it is not there.
    lang : str
        Language of the text, the memo and the workbook; CSV and JSON are the same in all.
    full : bool
        Whether the workbook has the frontier and prices, which are solved for again.

    Returns
    -------
    list of Path
        The files: plan.txt, plan.md, plan.csv, plan.json, plan.xlsx, requests.json (so that ``read_plan``
        can read the plan back), the folder package with a data package and, where overlaps were looked
        for, review.csv.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    shown = said(allocation, lang)
    folder.mkdir(parents=True, exist_ok=True)
    kinds = ("txt", "md", "csv", "json", "xlsx")
    text, memo, sheet, document, workbook = files = [folder / f"plan.{kind}" for kind in kinds]
    with atomic_write(text) as part:
        part.write_text(f"{shown}\n", encoding="utf-8")
    write_markdown(allocation, memo, lang)
    write_sheet(allocation.table(), sheet)
    write_document(allocation, document)
    write_workbook(allocation, workbook, lang=lang, full=full)
    package = folder / "package"
    write_data_package(allocation, package)
    requests = folder / "requests.json"
    write_scenario(allocation.scenario, requests)
    files += [requests, package]
    if allocation.overlaps is None:
        return files
    review = folder / "review.csv"
    allocation.overlaps.to_csv(review)
    return [*files, review]


def said(allocation: Allocation, lang: str = "en") -> str:
    """Return a plan as text: one screen in English, the memo in any other language.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : str
        Its code.

    Returns
    -------
    str
        Lines without a break at the end.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    return screen(allocation) if lang == "en" else plain(allocation, lang)
