"""egov-budget verify: a plan's document checked again, without a solver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.places import a_file
from egov_budget.cli.say import say
from egov_budget.cli.steps import begin


def verify(
    plan: Annotated[Path, typer.Argument(metavar="PLAN")],
    requests: Path | None = None,
    without: Annotated[list[str] | None, typer.Option(show_default=False)] = None,
    recompute_overlaps: Annotated[bool, typer.Option("--recompute-overlaps")] = False,
    out: Annotated[Path | None, typer.Option(callback=a_file(".csv"))] = None,
) -> None:
    """Check a plan without a solver, and find what was changed.

    Every rule is checked in whole quanta, the gain and its bound are counted again.

    No solver is used and nothing is rounded. Compare the hash of the inputs and the seal with those
    that were published. Beside requests of one's own the plan has to keep every standard rule and what
    their verdicts state; common work that none states is taken from the plan, and the first line says
    how much that is. Leaves with 2 if anything is wrong.
    """
    from egov_budget.certificate import verify as checked
    from egov_budget.intake import read_scenario

    begin("reading")
    beside = None if requests is None else read_scenario(requests)
    begin("checking")
    found = checked(plan, beside, without=without or (), recompute_overlaps=recompute_overlaps)
    say(str(found))
    if found:
        return
    if out is not None:
        from egov_budget.reporting import write_sheet

        write_sheet(found.faults, out)
    raise typer.Exit(2)
