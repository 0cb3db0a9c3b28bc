"""The way of every text to the terminal."""

from __future__ import annotations

import typer

from egov_budget.language import on_screen


def say(text: str, *, err: bool = False) -> None:
    """Print lines; nothing that stands in them steers the terminal.

    Parameters
    ----------
    text : str
        Lines, in which names, titles and paths stand as they were given.
    err : bool
        Whether they go to the error stream.
    """
    typer.echo(on_screen(text.split("\n")), err=err)
