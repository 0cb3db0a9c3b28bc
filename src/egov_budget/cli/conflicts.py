"""egov-budget conflicts: which demands exclude each other, and the cheapest way out."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell

NO_PLAN, NOT_KNOWN = 1, 3


def conflicts(
    requests: Requests,
    time_limit: Annotated[float, typer.Option(help="Seconds for each of three searches.", min=0)] = 60.0,
    out: Out = None,
) -> None:
    """Say whether all rules can be kept, and if not which exclude each other and what would mend it.

    Leaves with 1 if they cannot all be kept, with 3 if that was not found out in time.
    """
    from egov_budget.allocation import conflicts as found_in
    from egov_budget.intake import read_scenario

    found = found_in(read_scenario(requests), time_limit=time_limit)
    tell(str(found), found.demands, out)
    if found:
        raise typer.Exit(NO_PLAN if found.known else NOT_KNOWN)
