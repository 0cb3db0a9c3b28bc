"""egov-budget freeze: some projects keep what they have, the rest is allocated anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.plan import asked
from egov_budget.cli.requests import Requests
from egov_budget.cli.say import say
from egov_budget.cli.split import read_split
from egov_budget.cli.tables import PlanOut, leave


def freeze(
    requests: Requests, frozen: Annotated[Path, typer.Argument(metavar="SPLIT")], out: PlanOut = None
) -> None:
    """Keep the credits of some projects and allocate the rest."""
    from egov_budget.whatif import reallocate
    from egov_budget.whatif import score as scored

    scenario, kept = asked(requests, "allocating the rest"), read_split(frozen)
    plan = reallocate(scored(scenario, kept), [str(name) for name in kept.index])
    told = leave(plan, out)
    say(told)
