"""egov-budget ledger: what shared work saves, and who pays it."""

from __future__ import annotations

from typing import Literal

from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.tables import Out, tell


def ledger(
    requests: RequestsOrPlan,
    key: Literal["equal", "by use", "by own saving"] = "by use",
    adoption: float = 1.0,
    out: Out = None,
) -> None:
    """Account for what shared work saves, group by group.

    With --out it leaves who pays what.
    """
    from egov_budget.whatif import savings_ledger

    found = savings_ledger(planned(requests, "adding up"), key=key, adoption=adoption)
    tell(str(found), found.members, out)
