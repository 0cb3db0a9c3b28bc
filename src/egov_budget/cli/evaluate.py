"""egov-budget evaluate: what came of a plan, and the requests of the next round."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.came_of import came_of
from egov_budget.cli.places import a_folder
from egov_budget.cli.plan import decided
from egov_budget.cli.plan_folder import PlanFolder
from egov_budget.cli.say import say
from egov_budget.cli.tables import files_in


def evaluate(  # noqa: PLR0917  # typer reads options from parameters of any kind
    plan: PlanFolder,
    spent: Annotated[Path, typer.Option()],
    observed: Path | None = None,
    earlier: Path | None = None,
    pool: float | None = None,
    out: Annotated[Path | None, typer.Option(callback=a_folder)] = None,
) -> None:
    """Hold a plan against what came of it; go on to the next round.

    Credits spent and observed scores are what came of it; what is not measured is told and judged by nobody.
    --out leaves the requests of the next round.
    """
    from egov_budget.reporting import write_round
    from egov_budget.rounds import next_scenario

    stands = decided(plan, "holding it against what came of it")
    found = came_of(stands, observed, spent, earlier)
    say(str(found))
    if out is not None:
        files = write_round(found, next_scenario(found, pool=pool), out)
        say(f"\n{files_in(out, files)}")
