"""A command as it is typed into a shell."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from egov_budget.cli import app


def run(*words: object, answers: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=answers)
