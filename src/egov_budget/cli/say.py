"""The way of every text to the terminal."""

from __future__ import annotations

import typer

from egov_budget.cli.language import TOLD
from egov_budget.cli.steps import wipe
from egov_budget.language import on_screen


def say(text: str, *, err: bool = False) -> None:
    """Print lines in the language that is asked for; nothing that stands in them steers the terminal.

    Parameters
    ----------
    text : str
        Lines, in which names, titles and paths stand as they were given.
    err : bool
        Whether they go to the error stream.
    """
    wipe()
    shown = on_screen(text.split("\n"))
    if TOLD.get() != "en":
        from egov_budget.cli.spoken import spoken

        shown = spoken(shown, TOLD.get())
    typer.echo(shown, err=err)
