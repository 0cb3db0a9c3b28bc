"""A plan as a folder of files."""

from __future__ import annotations

from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.intake import write_scenario
from egov_budget.intake.atomic_write import atomic_folder
from egov_budget.intake.write_sheet import write_sheet
from egov_budget.reporting.data_package import write_data_package
from egov_budget.reporting.document import write_document
from egov_budget.reporting.memo import plain, write_markdown
from egov_budget.reporting.screen import screen
from egov_budget.reporting.workbook import write_workbook

FILES = ("plan.txt", "plan.md", "plan.csv", "plan.json", "plan.xlsx", "requests.json", "package")


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
    shown = said(allocation, lang)
    with atomic_folder(folder) as part:
        (part / "plan.txt").write_text(f"{shown}\n", encoding="utf-8")
        write_markdown(allocation, part / "plan.md", lang)
        write_sheet(allocation.table(), part / "plan.csv")
        write_document(allocation, part / "plan.json")
        write_workbook(allocation, part / "plan.xlsx", lang=lang, full=full)
        write_scenario(allocation.scenario, part / "requests.json")
        write_data_package(allocation, part / "package")
        if allocation.overlaps is not None:
            allocation.overlaps.to_csv(part / "review.csv")
    files = [*FILES] if allocation.overlaps is None else [*FILES, "review.csv"]
    return [folder / name for name in files]


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
