"""The argument of commands that begin with a decided plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PlanFolder = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN", help="Folder that egov-budget allocate --out left: plan.json and requests.json."
    ),
]
