"""The laws of the source tree, each checked on every file and on planted violations."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import networkx as nx
import pytest

from egov_budget.writers import WRITERS

PACKAGE = "egov_budget"
ROOT = Path(__file__).parents[1] / "src" / PACKAGE
ROOMS = (
    "language", "errors", "money", "display", "scenario", "intake", "similarity", "overlaps", "catalogues",
    "counting", "columns", "rules", "objectives", "program", "solving", "allocation", "certificate",
    "reasons", "whatif", "horizon", "rounds", "inspection", "bill", "reporting", "worlds", "cli",
)  # fmt: skip
DOORS = ("__init__", "__main__", "writers")  # what a user enters through: they may import from every room
ASKS = "display/form.py"  # the one file that reaches the door, by its name and when a form is wanted
WAYS_BY_NAME = ("importlib", "imp", "pkgutil", "runpy", "zipimport")  # modules that import by a name
HARMLESS = ("importlib.metadata", "importlib.resources")  # these read files
SOLVERS = ("pulp", "highspy")
HEAVY = (
    "babel", "dask", "distributed", "jinja2", "matplotlib", "networkx", "openpyxl", "persiantools",
    "rdflib", "xlsxwriter",
    "scipy.cluster", "scipy.optimize", "scipy.spatial", "scipy.stats",
)  # fmt: skip
NAMELESS = ("base", "common", "helper", "helpers", "misc", "util", "utils")
LONGEST = 250


@dataclass(frozen=True)
class Import:
    """One imported module with the place it stands at."""

    line: int
    module: str
    names: tuple[str, ...]  # what is taken from the module; () for a plain ``import module``
    level: int  # leading dots
    deferred: bool  # inside a function, or for type checkers alone


@dataclass(frozen=True)
class Source:
    """One file of the package."""

    path: str  # inside the package: "rules/pool.py"
    text: str

    @property
    def room(self) -> str:
        return self.path.split("/", maxsplit=1)[0].removesuffix(".py")

    @property
    def module(self) -> str:
        parts = [PACKAGE, *self.path.removesuffix(".py").split("/")]
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(ast.parse(self.text), deferred=False))


def _imports(node: ast.AST, *, deferred: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inside = deferred or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            inside = True
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(child.lineno, alias.name, (), 0, inside)
        elif isinstance(child, ast.ImportFrom):
            names = tuple(alias.name for alias in child.names)
            yield Import(child.lineno, child.module or "", names, child.level, inside)
        else:
            yield from _imports(child, deferred=inside)


def _targets(item: Import) -> list[str]:
    """Modules of the package that an import reaches, or may reach."""
    if item.module.split(".")[0] != PACKAGE:
        return []
    return [f"{item.module}.{name}" for name in item.names] or [item.module]


def _stands_for(module: str, names: tuple[str, ...]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def upward(source: Source) -> Iterator[str]:
    """Yield each import of a later room, of no room, or of the package's own front door."""
    if source.room in DOORS:
        return
    if source.room not in ROOMS:
        yield f"{source.path}: {source.room!r} is not in the list of rooms"
        return
    for item in source.imports:
        for target in _targets(item):
            room = target.split(".")[1] if "." in target else ""
            if room not in ROOMS and source.room == "cli":
                continue  # the shell face stands in front of the shelf
            if room not in ROOMS:
                yield f"{source.path}:{item.line}: imports the shelf, not a room"
            elif ROOMS.index(room) > ROOMS.index(source.room):
                yield f"{source.path}:{item.line}: {source.room} imports {room}, which comes later"


def by_name(source: Source) -> Iterator[str]:
    """Yield each way to import by a name: the doors have it, and one call that asks them for a form."""
    if source.room in DOORS:
        return
    tree = ast.parse(source.text)
    for item in source.imports:
        if _stands_for(item.module, WAYS_BY_NAME) and not _stands_for(item.module, HARMLESS):
            taken = {f"{item.module}.{name}" for name in item.names} or {item.module}
            if not (taken <= {*HARMLESS} or (source.path == ASKS and taken == {"importlib.import_module"})):
                yield f"{source.path}:{item.line}: imports by name, as only {ASKS} may"
    for node in ast.walk(tree):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        reached = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if called in ("__import__", "eval", "exec") or reached == "sys.modules":
            yield f"{source.path}:{node.lineno}: {called or reached} imports by name"  # type: ignore[attr-defined]
        elif called == "import_module" and ast.unparse(node.args[0]) != f"'{PACKAGE}.writers'":  # type: ignore[attr-defined]
            yield f"{source.path}:{node.lineno}: asks for another module than the door's table"  # type: ignore[attr-defined]


def roundabout(source: Source) -> Iterator[str]:
    """Yield each relative import, star import, and plain import of the package itself."""
    for item in source.imports:
        if item.level:
            yield f"{source.path}:{item.line}: relative import"
        if "*" in item.names:
            yield f"{source.path}:{item.line}: star import"
        if item.module.split(".")[0] == PACKAGE and not item.names:
            yield f"{source.path}:{item.line}: write from {item.module} import ..."


def solver(source: Source) -> Iterator[str]:
    """Yield each import of a solver outside solving/."""
    for item in source.imports:
        if source.room != "solving" and _stands_for(item.module, SOLVERS):
            yield f"{source.path}:{item.line}: {item.module} outside solving/"


def heavy(source: Source) -> Iterator[str]:
    """Yield each heavy import that is run when the file is imported."""
    for item in source.imports:
        for module in [f"{item.module}.{name}" for name in item.names] or [item.module]:
            if not item.deferred and _stands_for(module, HEAVY):
                yield f"{source.path}:{item.line}: import {module} in the function that first uses it"


def long(source: Source) -> Iterator[str]:
    """Yield the file if it is longer than one concept needs."""
    lines = source.text.count("\n")
    if lines > LONGEST:
        yield f"{source.path}: {lines} lines, {LONGEST} at most"


def nameless(source: Source) -> Iterator[str]:
    """Yield the file if its name says nothing about what is in it."""
    for part in source.path.removesuffix(".py").split("/"):
        if part.strip("_") in NAMELESS:
            yield f"{source.path}: {part!r} does not say what is in it"


SOURCES = [
    Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
]  # fmt: skip


def faults(law: Callable[[Source], Iterator[str]]) -> list[str]:
    return [fault for source in SOURCES for fault in law(source)]


def circles(sources: list[Source]) -> list[list[str]]:
    """Return the circles in which files import each other when they are run."""
    modules = {source.module for source in sources}
    graph = nx.DiGraph(
        (source.module, module)
        for source in sources
        for item in source.imports
        if not item.deferred
        for module in {item.module, *_targets(item)} & modules
    )
    return sorted(sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1)


def test_arrows_between_rooms_point_one_way() -> None:
    assert faults(upward) == []


def test_one_call_alone_reaches_the_door_and_by_its_name() -> None:
    assert faults(by_name) == []
    [asks] = [source for source in SOURCES if source.path == ASKS]
    assert asks.text.count("import_module(") == 1


def test_every_form_at_the_door_is_that_of_a_noun_and_every_noun_finds_its_forms() -> None:
    asked = [
        name for source in SOURCES for name in re.findall(r'\bform\("([\w.]+)"\)', source.text)
        if source.path != ASKS
    ]  # fmt: skip
    assert set(asked) == set(WRITERS)
    methods = {
        f"{node.name}.{item.name}"
        for source in SOURCES
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and (ast.get_docstring(item) or item.name == "__str__")
    }
    assert {name.replace("Allocation.", "Forms.") for name in WRITERS} <= methods


def test_files_import_each_other_in_no_circle() -> None:
    assert circles(SOURCES) == []


def test_imports_are_absolute_from_imports() -> None:
    assert faults(roundabout) == []


def test_only_solving_imports_a_solver() -> None:
    assert faults(solver) == []


def test_heavy_imports_wait_for_their_first_use() -> None:
    assert faults(heavy) == []


def test_a_file_holds_one_concept() -> None:
    assert faults(long) == []


def test_a_name_says_what_is_in_the_file() -> None:
    assert faults(nameless) == []


def test_the_page_on_the_line_lists_the_same_rooms_in_the_same_order() -> None:
    page = ROOT.parents[1] / "docs" / "explanation" / "the-line.md"
    rooms = re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(rooms) == ROOMS


def test_the_laws_are_checked_on_the_whole_package() -> None:
    paths = {source.path for source in SOURCES}
    assert {"__init__.py", "errors/__init__.py", "money.py", "scenario/scenario.py"} <= paths


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [
        (upward, "rules/pool.py", "from egov_budget.solving.solve import solve"),
        (upward, "rules/pool.py", "def rows():\n    from egov_budget.cli import app"),
        (upward, "rules/pool.py", "if TYPE_CHECKING:\n    from egov_budget import worlds"),
        (upward, "rules/pool.py", "from egov_budget import Scenario"),
        (upward, "rules/pool.py", "import egov_budget"),
        (upward, "money.py", "from egov_budget.scenario import Scenario"),
        (upward, "attic/pool.py", "x = 1"),
        (upward, "allocation/forms.py", "def plot():\n    from egov_budget.reporting.plots import canvas"),
        (upward, "whatif/curve.py", "if TYPE_CHECKING:\n    from egov_budget.reporting import screen"),
        (upward, "display/form.py", "from egov_budget.writers import WRITERS"),
        (by_name, "rules/pool.py", "from importlib import import_module"),
        (by_name, "rules/pool.py", "import importlib.util"),
        (by_name, "rules/pool.py", "def rows():\n    import runpy"),
        (by_name, "rules/pool.py", "found = __import__('egov_budget.reporting')"),
        (by_name, "rules/pool.py", "found = sys.modules['egov_budget.reporting']"),
        (by_name, ASKS, "from importlib import reload"),
        (by_name, ASKS, "found = import_module('egov_budget.reporting')"),
        (by_name, ASKS, "found = import_module(name)"),
        (roundabout, "rules/pool.py", "from .rule import Rule"),
        (roundabout, "rules/pool.py", "from . import rule"),
        (roundabout, "rules/pool.py", "from numpy import *"),
        (roundabout, "rules/pool.py", "import egov_budget.money"),
        (solver, "allocation/allocate.py", "def solve():\n    import pulp"),
        (solver, "program/program.py", "from highspy import Highs"),
        (solver, "program/program.py", "import pulp.apis"),
        (heavy, "similarity/text.py", "from scipy.optimize import minimize"),
        (heavy, "similarity/text.py", "try:\n    import openpyxl as xl\nexcept ImportError:\n    pass"),
        (heavy, "overlaps/group.py", "from scipy import cluster"),
        (heavy, "overlaps/group.py", "class Group:\n    import matplotlib.pyplot"),
        (long, "rules/pool.py", "x = 1\n" * (LONGEST + 1)),
        (nameless, "rules/utils.py", ""),
        (nameless, "rules/_common.py", ""),
        (nameless, "helpers/pool.py", ""),
    ],
)
def test_a_planted_violation_is_found(law: Callable[[Source], Iterator[str]], path: str, text: str) -> None:
    assert len(list(law(Source(path, text)))) == 1


def test_the_shell_face_may_import_the_shelf() -> None:
    assert list(upward(Source("cli.py", "from egov_budget import __version__, worlds"))) == []


@pytest.mark.parametrize("law", [upward, by_name, roundabout, solver, heavy, long, nameless])
def test_a_clean_file_breaks_no_law(law: Callable[[Source], Iterator[str]]) -> None:
    text = (
        "import numpy as np\nfrom egov_budget.money import exact\ndef group():\n    import scipy.optimize\n"
    )
    assert list(law(Source("overlaps/group.py", text))) == []


def test_a_planted_circle_is_found() -> None:
    there = Source("rules/pool.py", "from egov_budget.rules import floor")
    back = Source("rules/floor.py", "from egov_budget.rules.pool import Pool")
    late = Source("rules/floor.py", "def rows():\n    from egov_budget.rules.pool import Pool")
    assert circles([there, back]) == [["egov_budget.rules.floor", "egov_budget.rules.pool"]]
    assert circles([there, late]) == []
