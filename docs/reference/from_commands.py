"""Write cli.md: what each command says of itself when it is asked for help.

Run it after a change to a command::

    python docs/reference/from_commands.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer
from typer.testing import CliRunner

from egov_budget.cli import app

PAGE = Path(__file__).parent / "cli.md"
WIDTH = "100"
BEGINNING = """\
# Commands

<!-- written by docs/reference/from_commands.py; edit src/egov_budget/cli/ instead -->

What `egov-budget COMMAND --help` prints. Requests are a folder of CSV with `scenario.toml`, an `.xlsx`
workbook or a `.json` document, as [read and write](../how-to/read-and-write.md) tells.
"""


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, in the order of the help."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        yield (name,)
        for inner in getattr(command, "commands", ()):
            yield name, inner


def said(words: tuple[str, ...]) -> str:
    """Return what a command says of itself."""
    shown = CliRunner().invoke(app, [*words, "--help"], prog_name="egov-budget", env={"COLUMNS": WIDTH})
    return "\n".join(line.rstrip() for line in shown.output.strip("\n").splitlines())


def page() -> str:
    """Return the page cli.md."""
    parts = [BEGINNING]
    for words in [(), *commands()]:
        heading = " ".join(("egov-budget", *words))
        parts.append(f"## {heading}\n\n```text\n{said(words)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
