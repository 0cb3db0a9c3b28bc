"""egov-budget check-new: which requests of an index new ones are like, before they are submitted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.side_tables import side_tables
from egov_budget.cli.steps import begin
from egov_budget.cli.tables import Out, tell


def check_new(
    table: Annotated[Path, typer.Argument(metavar="TABLE")],
    against: Annotated[Path, typer.Option()],
    out: Out = None,
) -> None:
    """Say before you submit which requests yours are like.

    Agency, title, description and attributes are compared as overlaps does; no cost is needed.
    """
    from egov_budget.intake.head import Head
    from egov_budget.overlaps import DEFAULT
    from egov_budget.overlaps.compare_new import compared
    from egov_budget.overlaps.new_screen import new_screen
    from egov_budget.scenario.columns import BY_NAME

    begin("reading")
    head = Head(tuple(BY_NAME["projects"].names), frozenset(["id"]), "column")
    (found,) = side_tables((table, head))
    begin("comparing projects")
    pairs = compared(against, found.frame, DEFAULT)
    tell(new_screen(pairs), pairs.table, out)
