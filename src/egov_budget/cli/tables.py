"""The option that leaves a table as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.places import a_file
from egov_budget.cli.say import say

if TYPE_CHECKING:
    import pandas as pd

Out = Annotated[Path | None, typer.Option(help="CSV file to leave the table in.", callback=a_file(".csv"))]


def tell(text: str, table: pd.DataFrame, out: Path | None) -> None:
    """Print a result; leave its table in a file where one is named."""
    from egov_budget.reporting import write_sheet

    if out is not None:
        write_sheet(table, out)
    say(text)
    if out is not None:
        say(f"\nTable in {out}")
