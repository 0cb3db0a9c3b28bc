"""egov-budget compare: two sets of requests, their plans side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import Out, tell


def compare(
    requests: RequestsOrPlan,
    other: Annotated[Path, typer.Argument(metavar="REQUESTS", help="The requests or plan to compare with.")],
    out: Out = None,
) -> None:
    """Hold two plans side by side and say what differs."""
    from egov_budget.whatif import compare as compared

    with steps() as begin:
        before = planned(requests, begin, "reading the other")
        found = compared(before, planned(other, begin, "comparing"))
    tell(str(found), found.projects, out)
