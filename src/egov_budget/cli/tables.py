"""The options that leave a table as a file, or a plan as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.places import a_file, a_folder
from egov_budget.cli.say import say

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation import Allocation

Out = Annotated[Path | None, typer.Option(help="CSV file to leave the table in.", callback=a_file(".csv"))]

PlanOut = Annotated[
    Path | None,
    typer.Option(
        help="Folder for plan.txt, plan.md, plan.csv, plan.json, plan.xlsx, package/ and review.csv.",
        callback=a_folder,
    ),
]


def tell(text: str, table: pd.DataFrame, out: Path | None) -> None:
    """Print a result; leave its table in a file where one is named."""
    from egov_budget.reporting import write_sheet

    if out is not None:
        write_sheet(table, out)
    say(text)
    if out is not None:
        say(f"\nTable in {out}")


def leave(plan: Allocation, out: Path | None, *, full: bool = False) -> str:
    """Leave a plan as a folder where one is named; return the plan in words, and where its files are."""
    from egov_budget.reporting import said, write_files

    text = said(plan, TOLD.get())
    if out is None:
        return text
    files = write_files(plan, out, TOLD.get(), full=full)
    return f"{text}\n\nFiles in {out}: {', '.join(file.name for file in files)}"
