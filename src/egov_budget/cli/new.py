"""egov-budget new: a template that runs as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.say import say


def new(
    place: Annotated[
        Path,
        typer.Argument(
            metavar="REQUESTS", help="Folder to make; a name that ends in .xlsx or .json makes that."
        ),
    ],
) -> None:
    """Write a template of requests; it is valid and runs as it is."""
    from egov_budget.intake import write_template

    write_template(place)
    say(f"{place} is a small scenario, each setting and column explained. It runs as it is:")
    say(f"  egov-budget allocate {place} --out plan/")
