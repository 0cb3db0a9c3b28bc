"""A plan as a folder of files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.reporting.data_package import write_data_package
from egov_budget.reporting.document import write_document
from egov_budget.reporting.folder import Content, write_folder
from egov_budget.reporting.memo import plain
from egov_budget.reporting.papers.memo_paper import memo_paper
from egov_budget.reporting.screen import screen
from egov_budget.reporting.workbook import write_workbook


def write_files(allocation: Allocation, folder: Path, lang: str = "en", *, full: bool = False) -> list[Path]:
    """Write a plan as text, memo, CSV, JSON and workbook, with the review sheet of its overlaps.

    The files appear all at once or not at all: an interrupted or doubled run leaves those of one plan.
    They replace others of the same names; what else stands in the folder stays.

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
    files: dict[str, Content] = {
        "plan.txt": said(allocation, lang),
        "plan.md": memo_paper(allocation, lang),
        "plan.csv": allocation.table(),
        "plan.json": partial(write_document, allocation),
        "plan.xlsx": partial(write_workbook, allocation, lang=lang, full=full),
        "requests.json": allocation.scenario,
        "package": partial(write_data_package, allocation),
    }
    if allocation.overlaps is not None:
        files["review.csv"] = allocation.overlaps.to_csv
    return write_folder(folder, files)


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
