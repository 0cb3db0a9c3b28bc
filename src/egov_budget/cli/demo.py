"""egov-budget demo: the national example, start to finish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.plan import STEPS, plan
from egov_budget.cli.steps import steps


def demo(
    out: Annotated[Path, typer.Option(help="Folder for the requests and the plan's files.")] = Path("out"),
    services: Annotated[int, typer.Option(help="Number of services.", min=1)] = 5968,
    projects: Annotated[int, typer.Option(help="Number of requests.", min=1)] = 2400,
    seed: Annotated[int, typer.Option(help="Seed of all that is drawn.", min=0)] = 1400,
) -> None:
    """Make the national example, write its requests, read them back, allocate, and leave all files.

    105 agencies, 5,968 services in the bands of the eighth national evaluation, 2,400 made-up requests.
    """
    from egov_budget.intake import read_scenario, write_scenario
    from egov_budget.reporting import overlaps_screen, screen, write_files
    from egov_budget.worlds import national_1400

    out.mkdir(parents=True, exist_ok=True)
    requests = out / "requests"
    with steps(STEPS + 3) as begin:
        begin("drawing the world")
        write_scenario(national_1400(services, projects, seed), requests)
        begin("reading")
        allocation = plan(read_scenario(requests), begin)
        begin("reporting")
        files = write_files(allocation, out / "plan")
        text = screen(allocation)
    if allocation.overlaps is not None:
        typer.echo(overlaps_screen(allocation.scenario, allocation.overlaps))
        typer.echo("")
    typer.echo(text)
    typer.echo(f"\nRequests in {requests}; plan in {out / 'plan'}: {', '.join(file.name for file in files)}")
