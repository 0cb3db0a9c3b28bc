"""egov-budget ledger: what shared work saves, and who pays it."""

from __future__ import annotations

from enum import StrEnum

from egov_budget.cli.plan import planned
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import Out, tell


class Key(StrEnum):
    """Ways to divide the cost of common work."""

    EQUAL = "equal"
    BY_USE = "by use"
    BY_OWN_SAVING = "by own saving"


def ledger(
    requests: RequestsOrPlan,
    key: Key = Key.BY_USE,
    adoption: float = 1.0,
    out: Out = None,
) -> None:
    """Account for what shared work saves, group by group.

    With --out it leaves who pays what.
    """
    from egov_budget.whatif import savings_ledger

    with steps() as begin:
        found = savings_ledger(planned(requests, begin, "adding up"), key=key.value, adoption=adoption)
    tell(str(found), found.members, out)
