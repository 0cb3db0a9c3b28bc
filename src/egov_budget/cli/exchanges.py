"""egov-budget exchanges: who draws on whose registers, the bottlenecks, and what withholding costs."""

from __future__ import annotations

from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import Out, tell


def exchanges(requests: RequestsOrPlan, out: Out = None) -> None:
    """Rank the bottlenecks of data exchange, and what they cost."""
    from egov_budget.scenario import exchange_network
    from egov_budget.whatif import withholding

    decided = planned(requests, "withholding each register")
    found = withholding(decided)
    tell(f"{exchange_network(decided.scenario)}\n\n{found}", found.table, out)
