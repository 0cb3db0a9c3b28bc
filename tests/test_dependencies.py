"""What the package imports is what it declares, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

from egov_budget.reporting.plots.canvas import NEEDED

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def imported(text: str) -> set[str]:
    """Return the packages from elsewhere that a file imports."""
    nodes = list(ast.walk(ast.parse(text)))
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"egov_budget"}


def declared() -> set[str]:
    """Return the packages that pyproject.toml asks for, as they are imported."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *extras["plots"], *extras["standards"], *extras["cluster"]]
    return {re.split(r"[<>=\[ ]", line)[0] for line in lines}


@pytest.fixture(scope="module")
def used() -> set[str]:
    files = sorted((ROOT / "src").rglob("*.py"))
    return {name for path in files for name in imported(path.read_text(encoding="utf-8"))}


def test_every_package_that_is_imported_is_declared(used: set[str]) -> None:
    assert used - declared() == set()


def test_every_package_that_is_declared_is_imported(used: set[str]) -> None:
    assert declared() - used == set()


def test_an_import_is_found_wherever_it_stands() -> None:
    text = (
        "import os, yaml.nodes\nfrom egov_budget.money import exact\ndef f():\n    from rich import print\n"
    )
    assert imported(text) == {"yaml", "rich"}


def test_what_a_chart_asks_to_install_is_what_the_extra_installs() -> None:
    assert PROJECT["optional-dependencies"]["plots"] == [NEEDED]
