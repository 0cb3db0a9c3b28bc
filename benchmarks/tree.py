"""A source tree: its files, which of their lines are code, and what its ``allocate`` does."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.way import Way

BLANK = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip
SHELVES = ("__init__.py", "rules/__init__.py", "objectives/__init__.py", "worlds/__init__.py")


@dataclass(frozen=True)
class Source:
    """One file of the package.

    Parameters
    ----------
    path : str
        Inside the package: ``rules/pool.py``.
    text : str
        What is in it.
    """

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The text, parsed."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """Room that the file is in."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def functions(self) -> Iterator[Any]:
        """Every function and method, whatever it stands in."""
        return self.every(ast.FunctionDef, ast.AsyncFunctionDef)

    def every(self, *kinds: type[ast.AST]) -> Iterator[Any]:
        """Yield every node of some kinds, in no order of their own."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def place(self, node: Any, what: str) -> str:
        """Return where a node stands, with a word on it."""
        return f"{self.path}:{node.lineno} {what}"

    @cached_property
    def code(self) -> int:
        """Lines with a token on them, without those of docstrings, comments and imports."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        full = (range(t.start[0], t.end[0] + 1) for t in tokens if t.type not in BLANK)
        left_out = (range(n.lineno, n.end_lineno + 1) for n in self.every(ast.stmt) if is_no_code(n))
        return len({at for lines in full for at in lines} - {at for lines in left_out for at in lines})

    @property
    def is_data(self) -> bool:
        """Whether there is nothing in it but literals under names."""
        kept = [node for node in self.tree.body if not is_no_code(node)]
        return bool(kept) and all(isinstance(node, ast.Assign) and _is_literal(node.value) for node in kept)


def is_no_code(node: ast.stmt) -> bool:
    """Tell whether a statement is a docstring or imports: ``TYPE_CHECKING`` and ``__all__`` go with them."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.If(test=test):
            return "TYPE_CHECKING" in ast.unparse(test)
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
    return False


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class House:
    """A source tree, and what its ``allocate`` does."""

    root: Path

    @cached_property
    def sources(self) -> list[Source]:
        """Every file of the package."""
        package = self.root / "src" / "egov_budget"
        files = sorted(package.rglob("*.py"))
        return [Source(file.relative_to(package).as_posix(), file.read_text("utf-8")) for file in files]

    @cached_property
    def rooms(self) -> list[str]:
        """Rooms in the order in which they may import."""
        page = self.root / "docs" / "explanation" / "the-line.md"
        return re.findall(r"^\| `(\w+)` \|", page.read_text("utf-8"), re.MULTILINE)

    @cached_property
    def way(self) -> Way:
        """What a process of its own saw in this tree."""
        command = [sys.executable, "-m", "benchmarks.way", "--json"]
        told = subprocess.run(  # noqa: S603  # our own script
            command,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONPATH": str(self.root.resolve() / "src")},
            check=True,
            capture_output=True,
        ).stdout
        return Way(**json.loads(told))

    @cached_property
    def shelf(self) -> set[str]:
        """Names that others embed, and the bases that their methods stand in."""
        doors = [source for source in self.sources if source.path in SHELVES]
        listed = [node for door in doors for node in door.every(ast.Assign) if is_no_code(node)]
        names = {part.value for node in listed for part in ast.walk(node) if isinstance(part, ast.Constant)}
        classes = [node for source in self.sources for node in source.every(ast.ClassDef)]
        return names | {ast.unparse(base) for node in classes if node.name in names for base in node.bases}
