"""egov-budget new: a template that runs as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from egov_budget.cli.language import Lang
from egov_budget.cli.say import say


def new(
    place: Annotated[Path, typer.Argument(metavar="REQUESTS")],
    every: Annotated[bool, typer.Option("--all")] = False,
    lang: Lang = "en",
) -> None:
    """Write a template of requests; it is valid and runs as it is. A workbook is a form to hand out."""
    from egov_budget.intake import write_template

    write_template(place, lang, every=every)
    say(f"{place} is a small scenario, each setting and column explained. It runs as it is:")
    say(f"  egov-budget allocate {place} --out plan/")
