"""egov-budget compare: two sets of requests, their plans side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def compare(
    requests: Requests,
    other: Annotated[Path, typer.Argument(help="The requests to compare with, in any of the same forms.")],
    out: Out = None,
) -> None:
    """Allocate two sets of requests: which inputs differ, and what that does to the plan."""
    from egov_budget.allocation import allocate
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import compare as compared

    found = compared(allocate(read_scenario(requests)), allocate(read_scenario(other)))
    tell(str(found), found.projects, out)
