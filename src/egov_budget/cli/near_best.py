"""egov-budget near-best: other plans that gain almost as much."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell

NOT_KNOWN = 3


def near_best(
    requests: Requests,
    loss: Annotated[float, typer.Option(help="Part of the gain that another plan may lose.")] = 0.01,
    plans: Annotated[int, typer.Option(help="How many other plans.")] = 5,
    out: Out = None,
) -> None:
    """Find plans that gain almost as much as the best and differ from it as much as they can.

    Leaves with 3 if the search was stopped before so many were found.
    """
    from egov_budget.allocation import allocate
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import near_best as others

    found = others(allocate(read_scenario(requests)), loss=loss, plans=plans)
    tell(str(found), found.projects.rename(columns=str).reset_index(), out)
    if found.stopped:
        raise typer.Exit(NOT_KNOWN)
