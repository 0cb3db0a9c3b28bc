"""egov-budget exchanges: who draws on whose registers, the bottlenecks, and what withholding costs."""

from __future__ import annotations

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def exchanges(requests: Requests, out: Out = None) -> None:
    """Rank the bottlenecks of data exchange, and what each withheld register costs the plan."""
    from egov_budget.allocation import allocate
    from egov_budget.intake import read_scenario
    from egov_budget.scenario import exchange_network
    from egov_budget.whatif import withholding

    scenario = read_scenario(requests)
    found = withholding(allocate(scenario))
    tell(f"{exchange_network(scenario)}\n\n{found}", found.table, out)
