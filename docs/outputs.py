"""Real output on the pages: ``python docs/outputs.py`` writes each block that a page marks.

A page marks a block with ``<!-- output: NAME -->``; the fenced text behind it is replaced. The tests
demand that it is what the library prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import chdir
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

import egov_budget as eb
from egov_budget.catalogues.portfolio.table import published_table
from egov_budget.cli import app
from egov_budget.intake import write_template
from egov_budget.reporting import overlaps_screen, screen

ROOT = Path(__file__).parents[1]
MARKED = re.compile(r"(<!-- output: ([\w ]+) -->\n\n```text\n).*?(^```$)", re.DOTALL | re.MULTILINE)


@cache
def national() -> eb.Allocation:
    """Return the plan of the national example."""
    return eb.allocate(eb.worlds.national_1400())


@cache
def canada() -> eb.Allocation:
    """Return the plan of Canada's files, which EGOV_BUDGET_DATA names."""
    folder = Path(os.environ["EGOV_BUDGET_DATA"]) / "canada"
    files = folder / "service_inventory_2023_24.csv", folder / "it_projects_2022.csv"
    return eb.allocate(eb.read_canada(*files, pool_share=0.4))


@cache
def example() -> list[str]:
    """Return what the example on Canada's files prints, line by line."""
    words = [sys.executable, str(ROOT / "examples" / "canada.py")]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")  # noqa: S603  # our own
    assert not done.stderr
    return done.stdout.splitlines()


@cache
def american() -> eb.Allocation:
    """Return the plan of the American list, read as its page says."""
    page = (ROOT / "docs" / "tutorials" / "your-own-list.md").read_text(encoding="utf-8")
    block = re.search(r"^```py\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert block is not None
    names: dict[str, eb.Allocation] = {}
    with chdir(Path(os.environ["EGOV_BUDGET_DATA"]) / "us"):
        exec(block[1], names)  # noqa: S102  # the repository's own page
    return names["plan"]


@cache
def listed(*words: str) -> str:
    """Return what the first or another command says about the list of ten rows."""
    read = ["from", "list", "ten_projects.csv", "requests", "--pool", "700", "--currency", "million rials"]
    with TemporaryDirectory() as folder, chdir(folder):
        shutil.copy(ROOT / "examples" / "ten_projects.csv", ".")
        shown = [CliRunner().invoke(app, asked) for asked in (read, [*words]) if asked]
    return _tidy(shown[-1].output)


@cache
def first(*words: str) -> str:
    """Return what a command says about the template, as it is written by ``egov-budget new``."""
    with TemporaryDirectory() as folder, chdir(folder):
        write_template(Path("requests"))
        shown = CliRunner().invoke(app, [words[0], "requests", *words[1:]], env={"COLUMNS": "100"})
    return _tidy(shown.output)


def _tidy(shown: str) -> str:
    return "\n".join(line.rstrip() for line in shown.strip("\n").splitlines())


def _types() -> str:
    types = published_table().types
    points = ["  ".join(f"{name} {value}" for name, value in type_.points.items()) for type_ in types]
    return "\n".join(f"{type_.name:<17} {told}" for type_, told in zip(types, points, strict=True))


def _counted(notes: Iterable[str], most: int) -> str:
    counts = Counter(notes).most_common(most)
    return "\n".join(f"{count:>6,}  {note}" for note, count in counts)


def _from(start: str, count: int) -> str:
    lines = example()
    first = next(place for place, line in enumerate(lines) if start in line)
    return "\n".join(lines[first : first + count])


def _overlaps(plan: eb.Allocation, lines: int = 24) -> str:
    assert plan.overlaps is not None
    return "\n".join(overlaps_screen(plan.scenario, plan.overlaps).splitlines()[:lines])


REAL = ("american", "canada")  # of published files, which EGOV_BUDGET_DATA names
OUTPUTS: dict[str, Callable[[], str]] = {
    "national plan": lambda: screen(national()),
    "first check": lambda: first("check"),
    "first overlaps": lambda: first("overlaps"),
    "first plan": lambda: first("allocate"),
    "first reason": lambda: first("explain", "birth-desk"),
    "first price": lambda: first("prices"),
    "list read": listed,
    "list plan": lambda: listed("allocate", "requests"),
    "list types": _types,
    "american notes": lambda: _counted(american().scenario.notes["note"], 8),
    "american overlaps": lambda: _overlaps(american(), 22),
    "american plan": lambda: screen(american()),
    "canada overlaps": lambda: _overlaps(canada()),
    "canada plan": lambda: screen(canada()),
    "canada notes": lambda: _from(" projects. Noted while reading", 9),
    "canada pairs": lambda: _from(" pairs: ", 13),
    "canada summary": lambda: _from(": a pool of ", 21),
    "canada usual": lambda: _from("Usual range: ", 16),
    "canada order": lambda: _from(" internal systems ask for ", 8),
}


def written(page: str, names: set[str]) -> str:
    """Return a page with the blocks of those names as they are printed today."""
    return MARKED.sub(
        lambda found: f"{found[1]}{OUTPUTS[found[2]]()}\n{found[3]}" if found[2] in names else found[0], page
    )


if __name__ == "__main__":
    known = {name for name in OUTPUTS if not name.startswith(REAL) or "EGOV_BUDGET_DATA" in os.environ}
    for path in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]:
        before = path.read_text(encoding="utf-8")
        after = written(before, known)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
