"""egov-budget near-best: other plans that gain almost as much."""

from __future__ import annotations

import typer

from egov_budget.cli.face import NOT_KNOWN
from egov_budget.cli.plan import planned
from egov_budget.cli.plan_folder import made_from
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import SeveralOut, leave_each


def near_best(requests: RequestsOrPlan, loss: float = 0.01, plans: int = 5, out: SeveralOut = None) -> None:
    """Find other plans that gain almost as much.

    They differ from the best as much as they can.

    Leaves with 3 if the search was stopped before so many were found.
    """
    from egov_budget.whatif import near_best as farthest

    found = farthest(planned(requests, "looking for other plans"), loss=loss, plans=plans)
    others = [made_from(plan, requests) for plan in found.plans[1:]]
    leave_each(others, str(found), found.projects.rename(columns=str).reset_index(), out)
    if found.stopped:
        raise typer.Exit(NOT_KNOWN)
