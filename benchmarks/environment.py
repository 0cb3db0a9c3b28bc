"""An environment of Python with packages of its own; nothing is installed into the running one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Environment:
    """A Python and the releases of the solvers in it.

    Parameters
    ----------
    name : str
        What the table calls it.
    python : str
        Interpreter that it is made with.
    highspy, pulp : str
        What pip is asked for: ``highspy==1.14.0``.
    """

    name: str
    python: str
    highspy: str
    pulp: str

    def made(self, parent: Path) -> Path:
        """Return its interpreter; all that is no solver has the release that the running one has."""
        folder = parent / "".join(letter if letter.isalnum() else "-" for letter in self.name)
        python = folder / "bin" / "python"
        if not (folder / "ready").exists():
            others = [name for name in dependencies() if name not in ("highspy", "pulp")]
            wanted = [self.highspy, self.pulp, *(f"{name}=={version(name)}" for name in others)]
            for command in (
                [self.python, "-m", "venv", "--clear", str(folder)],
                [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted],
            ):
                subprocess.run(command, check=True)  # noqa: S603  # pip, with the names in pyproject.toml
            (folder / "ready").touch()
        return python

    @property
    def variables(self) -> dict[str, str]:
        """Variables under which it finds the library and the benchmarks as they stand here."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


def dependencies() -> dict[str, Requirement]:
    """Return what pyproject.toml says the library needs, by name."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return {wanted.name: wanted for wanted in map(Requirement, listed)}


def releases(name: str) -> list[str]:
    """Return every release of a package that pip knows for this Python, oldest first."""
    command = [sys.executable, "-m", "pip", "index", "versions", name, "--disable-pip-version-check"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # as above
    listed = next(line for line in told.splitlines() if line.startswith("Available versions:"))
    return [part.strip() for part in listed.partition(":")[2].split(",")][::-1]


def python_of(least: tuple[int, int]) -> str | None:
    """Return an interpreter that is new enough: the running one, one on the path, one of pyenv."""
    if sys.version_info[:2] >= least:
        return sys.executable
    minor = range(least[1], 14)
    on_path = [shutil.which(f"python3.{at}") for at in minor]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    stored = [str(path) for at in minor for path in sorted(pyenv.glob(f"3.{at}.*/bin/python"))]
    found = [path for path in [*stored, *on_path] if path]
    return found[-1] if found and _runs(found[-1]) else next(filter(_runs, found), None)


def _runs(python: str) -> bool:
    tried = [python, "-c", "import ensurepip, venv"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0  # noqa: S603  # as above
