"""The arguments that commands begin with: requests, or a plan that was made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Requests = Annotated[Path, typer.Argument(metavar="REQUESTS", help="requests")]
RequestsOrPlan = Annotated[Path, typer.Argument(metavar="REQUESTS", help="requests or plan")]
