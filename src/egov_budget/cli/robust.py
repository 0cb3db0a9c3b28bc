"""egov-budget robust: what it costs to stand projects that go wrong."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


class Against(StrEnum):
    """What may go wrong."""

    COSTS = "costs"
    EFFECTS = "effects"


def robust(
    requests: Requests,
    against: Annotated[
        Against, typer.Option(help="Projects that cost more, or effects that fall short.")
    ] = Against.COSTS,
    gamma: Annotated[
        list[float] | None, typer.Option(help="Projects that go wrong at once; may be given often.")
    ] = None,
    out: Out = None,
) -> None:
    """Find what is gained if so many projects go wrong at once: the price of robustness."""
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import price_of_robustness

    scenario = read_scenario(requests)
    if against is Against.COSTS:
        found = price_of_robustness(scenario, gammas=gamma)
    else:
        found = price_of_robustness(scenario, against="effects", gammas=gamma)
    tell(str(found), found.points, out)
