"""egov-budget ledger: what shared work saves, and who pays it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

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
    key: Annotated[Key, typer.Option(help="How members divide the cost of common work.")] = Key.BY_USE,
    adoption: Annotated[
        float, typer.Option(help="Probability that an adopter really uses the common work.")
    ] = 1.0,
    out: Out = None,
) -> None:
    """Account for what shared work saves, group by group.

    With --out it leaves who pays what.
    """
    from egov_budget.whatif import savings_ledger

    with steps() as begin:
        found = savings_ledger(planned(requests, begin, "adding up"), key=key.value, adoption=adoption)
    tell(str(found), found.members, out)
