"""egov-budget four-numbers: what one pool and shared work are worth."""

from __future__ import annotations

from pathlib import Path

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.split import read_split
from egov_budget.cli.tables import Out, tell


def four_numbers(requests: Requests, split: Path | None = None, out: Out = None) -> None:
    """Say what one pool and shared work are worth, in four numbers.

    Last year's split, own envelopes, one pool, one pool with shared work: four gains on one measure.
    """
    from egov_budget.whatif import four_numbers as counted

    scenario = asked(requests, "allocating in four ways")
    found = counted(scenario, split=None if split is None else read_split(split))
    tell(str(found), found.table, out)
