"""egov-budget ledger: what shared work saves, and who pays it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from egov_budget.cli.requests import Requests
from egov_budget.cli.tables import Out, tell


class Key(StrEnum):
    """Ways to divide the cost of common work."""

    EQUAL = "equal"
    BY_USE = "by use"
    BY_OWN_SAVING = "by own saving"


def ledger(
    requests: Requests,
    key: Annotated[Key, typer.Option(help="How members divide the cost of common work.")] = Key.BY_USE,
    adoption: Annotated[
        float, typer.Option(help="Probability that an adopter really uses the common work.")
    ] = 1.0,
    out: Out = None,
) -> None:
    """Account for the savings of shared work, group by group; --out leaves who pays what."""
    from egov_budget.allocation import allocate
    from egov_budget.intake import read_scenario
    from egov_budget.whatif import savings_ledger

    found = savings_ledger(allocate(read_scenario(requests)), key=key.value, adoption=adoption)
    tell(str(found), found.members, out)
