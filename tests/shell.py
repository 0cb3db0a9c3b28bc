"""A command as it is typed into a shell, what it begins beside itself, and a script as Python runs it."""

from __future__ import annotations

import io
import runpy
import subprocess
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from typer import testing

from egov_budget.cli import app

testing._get_command = cache(testing._get_command)  # the commands are laid out once, not for each run


def run(*words: object, answers: str = "") -> testing.Result:
    return testing.CliRunner().invoke(app, [str(word) for word in words], input=answers)


class Here(Executor):
    """Stands for a process beside this one where none is tried: it does at once what it is told."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def submit(self, told: Callable[..., Any], /, *words: Any, **options: Any) -> Future[Any]:
        done = Future[Any]()
        done.set_result(told(*words, **options))
        return done


def script(path: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script in this process, with what stands in its stdin."""
    out, err, code = io.StringIO(), io.StringIO(), None
    stdin = io.TextIOWrapper(io.BytesIO(given.encode()))
    with (
        patch("sys.argv", [str(path), *words]), patch("sys.stdin", stdin),
        redirect_stdout(out), redirect_stderr(err),
    ):  # fmt: skip
        try:
            runpy.run_path(str(path), run_name="__main__")
        except SystemExit as ended:
            code = ended.code
            if isinstance(code, str):
                err.write(f"{code}\n")
    status = 1 if isinstance(code, str) else int(code or 0)
    return subprocess.CompletedProcess([str(path), *words], status, out.getvalue(), err.getvalue())
