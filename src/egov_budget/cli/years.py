"""egov-budget years: several years planned at once."""

from __future__ import annotations

from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def years(
    requests: Requests,
    discount: Annotated[
        float | None, typer.Option(help="Rate of discount a year; that of the settings if left out.", min=0)
    ] = None,
    out: Out = None,
) -> None:
    """Plan the years of the table years at once: what starts when, within the pool of each year."""
    from egov_budget.horizon import plan_years
    from egov_budget.intake import read_scenario

    scenario = read_scenario(requests)
    if discount is not None:
        scenario = scenario.replace(discount_rate=discount)
    found = plan_years(scenario)
    tell(str(found), found.table(), out)
