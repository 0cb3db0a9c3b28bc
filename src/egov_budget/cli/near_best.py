"""egov-budget near-best: other plans that gain almost as much."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.places import a_folder_or_table, is_table
from egov_budget.cli.plan import planned
from egov_budget.cli.plan_folder import made_from
from egov_budget.cli.requests import RequestsOrPlan
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.cli.tables import leave, tell

NOT_KNOWN = 3


def near_best(
    requests: RequestsOrPlan,
    loss: Annotated[float, typer.Option(help="Part of the gain that another plan may lose.")] = 0.01,
    plans: Annotated[int, typer.Option(help="How many other plans.")] = 5,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder with a folder of each other plan, 1, 2 and so on, or a .csv file for the table.",
            callback=a_folder_or_table,
        ),
    ] = None,
) -> None:
    """Find other plans that gain almost as much.

    They differ from the best as much as they can.

    Leaves with 3 if the search was stopped before so many were found.
    """
    from egov_budget.whatif import near_best as others

    with steps() as begin:
        found = others(planned(requests, begin, "looking for other plans"), loss=loss, plans=plans)
        if out is not None and not is_table(out):
            begin("writing")
            for number, plan in enumerate(found.plans[1:], start=1):
                leave(made_from(plan, requests), out / str(number))
    folders = out is not None and not is_table(out)
    tell(str(found), found.projects.rename(columns=str).reset_index(), None if folders else out)
    if folders:
        say(f"\nPlans in {out}: {', '.join(str(at) for at in range(1, len(found.plans)))}")
    if found.stopped:
        raise typer.Exit(NOT_KNOWN)
