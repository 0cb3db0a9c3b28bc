"""egov-budget overstated: how the plan changes if self-declared scores are too good."""

from __future__ import annotations

from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import Out, tell


def overstated(requests: RequestsOrPlan, by: float = 0.2, out: Out = None) -> None:
    """Say what is at risk if self-declared scores are too good."""
    from egov_budget.whatif import overstated as risked

    found = risked(planned(requests, "allocating again"), by)
    tell(str(found), found.by_agency(), out)
