"""egov-budget conflicts: which demands exclude each other, and the cheapest way out."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.face import NO_PLAN, NOT_KNOWN
from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def conflicts(
    requests: Requests, time_limit: Annotated[float, typer.Option(min=0)] = 60.0, out: Out = None
) -> None:
    """Say which rules exclude each other, if any, and what mends it.

    Leaves with 1 if they cannot all be kept, with 3 if that was not found out in time.
    """
    from egov_budget.allocation import conflicts as found_in

    found = found_in(asked(requests, "looking for conflicts"), time_limit=time_limit)
    tell(str(found), found.demands, out)
    if found:
        raise typer.Exit(NO_PLAN if found.known else NOT_KNOWN)
