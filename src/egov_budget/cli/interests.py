"""egov-budget interests: where conflicts of interest are strongest, and who may not lead."""

from __future__ import annotations

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


def interests(requests: Requests, out: Out = None) -> None:
    """Weigh the conflicts of interest of every agency."""
    from egov_budget.intake import read_scenario
    from egov_budget.scenario import conflict_index

    found = conflict_index(read_scenario(requests))
    tell(str(found), found.table(), out)
