"""egov-budget allocate: requests -> a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.plan import STEPS, plan
from egov_budget.cli.requests import Requests
from egov_budget.cli.steps import steps


def allocate(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Requests,
    out: Annotated[
        Path | None, typer.Option(help="Folder for plan.txt, plan.csv, plan.json, plan.xlsx and review.csv.")
    ] = None,
    pool: Annotated[
        float | None, typer.Option(help="Another pool than the requests say, in currency units.")
    ] = None,
    solver: Annotated[
        str, typer.Option(help="HiGHS in process, or a solver PuLP knows, such as COIN_CMD.")
    ] = "HiGHS",
    time_limit: Annotated[
        float | None, typer.Option(help="Seconds for the solver; no limit if left out.", min=0)
    ] = None,
    relative_gap: Annotated[
        float, typer.Option(help="Gap at which a search with whole numbers stops, part of the gain.", min=0)
    ] = 1e-4,
    threads: Annotated[int | None, typer.Option(help="Threads of the solver.", min=1)] = None,
) -> None:
    """Allocate the pool and print the plan on one screen; --out leaves it as files too."""
    from egov_budget.intake import read_scenario
    from egov_budget.reporting import screen, write_files

    with steps(STEPS + 2) as begin:
        begin("reading")
        scenario = read_scenario(requests)
        if pool is not None:
            scenario = scenario.replace(pool=pool)
        allocation = plan(
            scenario, begin, solver=solver, time_limit=time_limit, relative_gap=relative_gap, threads=threads
        )
        begin("reporting")
        text = screen(allocation)
        files = [] if out is None else write_files(allocation, out)
    typer.echo(text)
    if files:
        typer.echo(f"\nFiles in {out}: {', '.join(file.name for file in files)}")
