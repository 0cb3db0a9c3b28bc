"""The tutorial of a year: every command on it runs, one after the other, as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from shell import Here, run

PAGE = Path(__file__).parents[1] / "docs" / "tutorials" / "a-year.md"
BLOCK = re.compile(r'^```(?:sh|text title="(?P<file>[^"]+)")\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


@pytest.mark.once
def test_every_command_of_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Here)  # test_demo.py has one
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["file"]:
            Path(block["file"]).write_text(block["text"], encoding="utf-8")
            continue
        for line in block["text"].splitlines():
            _, *words = shlex.split(line)
            told = run(*words)
            assert told.exit_code == 0, f"{line}\n{told.stdout}\n{told.stderr}"
