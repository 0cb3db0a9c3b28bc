"""The options that leave a table as a file, or a plan as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.places import a_file, a_folder, a_folder_or_table, is_table
from egov_budget.cli.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from egov_budget.allocation import Allocation

Out = Annotated[Path | None, typer.Option(help="table", callback=a_file(".csv"))]
Parts = Annotated[list[float] | None, typer.Option(help="parts")]
PlanOut = Annotated[Path | None, typer.Option(help="files of a plan", callback=a_folder)]
SeveralOut = Annotated[Path | None, typer.Option(help="plans or table", callback=a_folder_or_table)]


def tell(text: str, table: pd.DataFrame, out: Path | None) -> None:
    """Print a result; leave its table in a file where one is named."""
    if out is not None:
        from egov_budget.reporting import write_sheet  # slow to come by, and seldom asked for

        write_sheet(table, out)
    say(text)
    if out is not None:
        say(f"\nTable in {out}")


def leave_each(plans: Sequence[Allocation], text: str, table: pd.DataFrame, out: Path | None) -> None:
    """Print a result; leave a folder of each plan in a folder, or the table where a .csv file is named."""
    folders = out is not None and not is_table(out)
    if out is not None and folders:
        for number, plan in enumerate(plans, start=1):
            leave(plan, out / str(number))
    tell(text, table, None if folders else out)
    if folders:
        say(f"\nPlans in {out}: {', '.join(str(at) for at in range(1, len(plans) + 1))}")


def leave(plan: Allocation, out: Path | None, *, full: bool = False) -> str:
    """Leave a plan as a folder where one is named; return the plan in words, and where its files are."""
    from egov_budget.reporting import said, write_files

    text = said(plan, TOLD.get())
    if out is None:
        return text
    return f"{text}\n\n{files_in(out, write_files(plan, out, TOLD.get(), full=full))}"


def files_in(out: Path, files: Sequence[Path]) -> str:
    """Return what was left in a folder."""
    return f"Files in {out}: {', '.join(file.name for file in files)}"
