"""write_folder: papers, tables, requests and more as the files of one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from egov_budget.display.paper import Paper
from egov_budget.intake import write_scenario
from egov_budget.intake.atomic_write import atomic_folder
from egov_budget.intake.write_sheet import write_sheet
from egov_budget.reporting.papers.write_paper import write_paper
from egov_budget.scenario import Scenario

Content = str | pd.DataFrame | Paper | Scenario | Callable[[Path], object]


def write_folder(folder: Path, files: Mapping[str, Content]) -> list[Path]:
    """Write files that appear all at once or not at all.

    Parameters
    ----------
    folder : Path
        Folder for the files, made if it is not there; others of the same names are replaced.
    files : mapping of str to str, DataFrame, Paper, Scenario or callable
        What to write, by name: a table as CSV, a paper and requests in the form that the name asks for; a
        callable writes the file by itself.

    Returns
    -------
    list of Path
        The files, in their order.
    """
    with atomic_folder(folder) as part:
        for name, content in files.items():
            _write(content, part / name)
    return [folder / name for name in files]


def _write(content: Content, path: Path) -> None:
    match content:
        case str():
            path.write_text(f"{content}\n", encoding="utf-8")
        case pd.DataFrame():
            write_sheet(content, path)
        case Paper():
            write_paper(content, path)
        case Scenario():
            write_scenario(content, path)
        case _:
            content(path)
