"""egov-budget overstated: how the plan changes if self-declared scores are too good."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def overstated(
    requests: Requests,
    by: Annotated[float, typer.Option(help="By how much self-declared scores are too high, 0 to 1.")] = 0.2,
    out: Out = None,
) -> None:
    """Make the plan again as if self-declared scores were overstated: gain at risk by agency."""
    from egov_budget.allocation import allocate
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import overstated as risked

    found = risked(allocate(read_scenario(requests)), by)
    tell(str(found), found.by_agency(), out)
