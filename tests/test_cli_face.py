"""The face of the shell: every command in a group, on one line, with an example that it takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from egov_budget.cli import app
from egov_budget.cli.meanings import told
from shell import run

FACE: Any = typer.main.get_command(app)
WIDEST = 62  # letters that a terminal of 80 has for what a command is for


def commands() -> Iterator[tuple[str, Any]]:
    for name, command in FACE.commands.items():
        inner = getattr(command, "commands", {})
        yield from ((f"{name} {each}", found) for each, found in inner.items())
        if not inner:
            yield name, command


def test_every_meaning_is_that_of_an_option_which_its_command_has() -> None:
    have = {command.callback.__name__: {each.name for each in command.params} for _, command in commands()}
    for name, meanings in told().items():
        if name not in ("help", "shared"):
            assert {*meanings} - {"example"} <= have[name]


def test_every_command_stands_in_a_group_on_a_line_of_its_own() -> None:
    told = run("--help").stdout
    headings = [line for line in told.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        "Options:", "Start:", "Plan:", "Ask why:", "Ask what if:", "Papers:", "Rounds:"
    ]  # fmt: skip
    for name, command in FACE.commands.items():
        line = command.get_short_help_str(1000)
        assert f"  {name.ljust(12)}  {line}\n" in told
        assert len(line) <= WIDEST


@pytest.mark.parametrize(("name", "command"), [*commands()])
def test_the_example_of_a_command_is_one_that_it_takes(name: str, command: Any) -> None:
    told = run(*name.split(), "--help").stdout
    (example,) = [line.split() for line in told.splitlines() if line.startswith("      egov-budget ")]
    words = name.split()
    assert example[1 : 1 + len(words)] == words
    with command.make_context(name, example[1 + len(words) :]) as context:
        assert "{requests}" not in told and "{plan}" not in told  # one word for each
        assert context.params


@pytest.mark.skipif(os.name != "posix", reason="pipes end otherwise elsewhere")
def test_a_reader_that_has_enough_ends_a_command_without_a_word(tmp_path: Path) -> None:
    run("new", tmp_path / "requests")
    words = [sys.executable, "-m", "egov_budget", "check", str(tmp_path / "requests")]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    os.close(writer)
    assert done.stderr == ""


def test_a_plan_is_verified_by_its_folder_too(tmp_path: Path) -> None:
    run("new", tmp_path / "requests")
    run("allocate", tmp_path / "requests", "--out", tmp_path / "plan")
    told = [run("verify", tmp_path / place).stdout for place in ("plan", "plan/plan.json")]
    assert told[0] == told[1]
    assert told[0].startswith("Verified")


def test_completion_can_be_installed() -> None:
    assert (
        "complete" in run("--show-completion", "bash").output
        or "--install-completion" in run("--help").stdout
    )
