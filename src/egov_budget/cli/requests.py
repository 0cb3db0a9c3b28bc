"""The argument that most commands begin with."""

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
