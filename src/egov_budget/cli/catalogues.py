"""egov-budget from: published catalogues -> requests in a format of one's choice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from egov_budget.cli.example import example
from egov_budget.cli.language import told_in_a_language
from egov_budget.cli.places import for_requests
from egov_budget.cli.say import say
from egov_budget.cli.steps import steps
from egov_budget.language import counted

if TYPE_CHECKING:
    from egov_budget.scenario import Scenario

Target = Annotated[
    Path,
    typer.Argument(
        metavar="REQUESTS", help="Folder, .xlsx or .json to write the requests to.", callback=for_requests
    ),
]


def canada(
    services: Annotated[Path, typer.Argument(help="Service inventory, CSV.")],
    projects: Annotated[Path, typer.Argument(help="IT projects of one year, CSV.")],
    target: Target,
    pool_share: Annotated[
        float, typer.Option(help="Pool, as a part of all requests together.", min=0, max=1)
    ] = 0.4,
) -> None:
    """Read Canada's service inventory and IT projects."""
    from egov_budget.catalogues import read_canada

    with steps() as begin:
        begin("reading")
        read = read_canada(services, projects, pool_share=pool_share)
    _write(read, target)


def pabulib(election: Annotated[Path, typer.Argument(help="Election, .pb.")], target: Target) -> None:
    """Read an election of a participatory budget."""
    from egov_budget.catalogues import read_pabulib

    _write(read_pabulib(election), target)


def _write(scenario: Scenario, target: Path) -> None:
    from egov_budget.intake import write_scenario

    write_scenario(scenario, target)
    told = (counted(len(scenario.tables[f"{name}s"]), name) for name in ("service", "project", "note"))
    say(f"{target}: {', '.join(told)}")


app = typer.Typer(no_args_is_help=True, help="Read a published catalogue and write it as requests.")
for command, words in ((canada, "canada inventory.csv projects.csv"), (pabulib, "pabulib election.pb")):
    app.command(epilog=example(f"from {words} requests/"))(told_in_a_language(command))
