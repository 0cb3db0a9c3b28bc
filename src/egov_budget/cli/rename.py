"""egov-budget rename: a service, project, agency or indicator under another id, or at another agency."""

from __future__ import annotations

from datetime import date as calendar
from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.say import say
from egov_budget.cli.steps import begin
from egov_budget.errors import Fault, IntakeError
from egov_budget.language import counted


def rename(  # noqa: PLR0917  # typer reads options from parameters of any kind
    requests: Annotated[Path, typer.Argument(metavar="REQUESTS")],
    table: Annotated[str, typer.Argument(metavar="TABLE")] = "",
    old: Annotated[str, typer.Argument(metavar="ID")] = "",
    new: Annotated[str, typer.Argument(metavar="NEW")] = "",
    move: Annotated[bool, typer.Option("--move")] = False,
    undo: Annotated[bool, typer.Option("--undo")] = False,
    by: str = "",
    ground: str = "",
    date: str = "",
) -> None:
    """Give a row another id, or another agency; every table follows.

    Takes a folder of requests and changes its files: every cell that names the id. An id that exists takes
    the row in: empty cells give way, lists are put together, last year's credits add up, other cells have to
    agree. The notes keep a trail, by which --undo gives the files back and compare holds two years like for
    like.
    """
    from egov_budget.intake.rename import rename as renamed
    from egov_budget.intake.rename import undo as undone
    from egov_budget.scenario.map_change import MOVE, RENAME, MapChange

    if not requests.is_dir():
        raise IntakeError([Fault.of("renamed_in_no_folder", requests.name)])
    if undo == bool(table):
        raise typer.BadParameter("give what is renamed, or --undo alone")
    begin("reading")
    if undo:
        say(f"Taken back: {undone(requests).subject}")
        return
    change = MapChange(MOVE if move else RENAME, table, old, new)
    who = ", ".join(filter(None, (by, date or calendar.today().isoformat(), ground)))
    rows = renamed(requests, change, who)
    say(f"{change.subject}: {counted(rows, 'row')} changed")
