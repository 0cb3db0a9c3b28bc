"""egov-budget frontier: what pools of other sizes gain."""

from __future__ import annotations

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def frontier(requests: Requests, pool: list[float] | None = None, out: Out = None) -> None:
    """Find what pools of other sizes would gain."""
    from egov_budget.whatif import frontier as drawn

    found = drawn(asked(requests, "allocating other pools"), pools=pool or None)
    tell(str(found), found.points, out)
