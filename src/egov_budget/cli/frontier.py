"""egov-budget frontier: what pools of other sizes gain."""

from __future__ import annotations

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import Out, tell


def frontier(requests: Requests, pool: list[float] | None = None, out: Out = None) -> None:
    """Find what pools of other sizes would gain."""
    from egov_budget.whatif import frontier as drawn

    with steps() as begin:
        scenario = asked(requests, begin, "allocating other pools")
        found = drawn(scenario, pools=pool or None)
    tell(str(found), found.points, out)
