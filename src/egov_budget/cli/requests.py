"""The arguments that commands begin with: requests, or a plan that was made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Requests = Annotated[
    Path,
    typer.Argument(
        metavar="REQUESTS", help="Folder of CSV with scenario.toml, an .xlsx workbook or a .json document."
    ),
]
RequestsOrPlan = Annotated[
    Path,
    typer.Argument(
        metavar="REQUESTS",
        help="Requests, which are allocated first, or the folder of a plan, taken as it is.",
    ),
]
