"""Whether the tests notice a fault: ``python -m benchmarks.mutants [--mutants N] [--seed N] [--tests FILE]``.

cosmic-ray changes one thing at a time, in a copy of the tree: an operator, a number, a condition, a
decorator. Of the places in three rooms where it knows a change a sample is drawn, and at each place one of
its changes: the same for the same seed and source. The tests run once without a mutant, to see which lines
each executes and how long it takes. On a mutant run the tests that execute its statement, the quickest first
and until one fails, then the others of their files, which may share what a fixture made, as many as are run
in ``ENOUGH`` seconds. Where only an import executes the statement, these are the tests of its module; where
nothing does, none. What a test does in another process is not seen. A mutant that no test notices is a
survivor: a test is missing, or the code is not needed. out/mutants.txt has the survivors as they are found,
each with its difference. Annotations and what is imported for them alone, which nothing runs, are left alone.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import resource
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec
from coverage import CoverageData

for _slow in ("pandas", "scipy.sparse", "scipy.optimize", "networkx", "pulp", "highspy"):
    import_module(_slow)  # once, not for every mutant

ROOT = Path(__file__).parents[1]
ROOMS = ("rules", "certificate", "allocation")
ALSO = ("claims_plans", "claims_shared_work", "planted_breaches", "plans_equal")
TESTS = [
    *(f"tests/test_{room}_*.py" for room in (*ROOMS, "conflicts", "horizon")),
    *(f"tests/test_{name}.py" for name in ALSO),
    *(f"src/egov_budget/{room}" for room in ROOMS),  # the examples of docstrings
]
MUTANTS = 300  # how many are drawn
ENOUGH = 60.0  # seconds of tests on one mutant
PATIENCE, START = 2, 5  # how many times as long as without a fault they may run; seconds to begin with
LEFT_BEHIND = (".git", ".venv*", "out", "site", ".*_cache", ".hypothesis", "__pycache__")


class Spent:
    """What a session of tests passes, and the seconds of the processor that each takes."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.failed: set[str] = set()
        self.last = time.process_time()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one step of a test, under the name that all its parameters share."""
        now, test = time.process_time(), report.nodeid.partition("[")[0]
        self.seconds[test] += now - self.last
        self.last = now
        self.failed |= {test} if report.failed else set()


def run(arguments: list[str], seconds: int = 0) -> bool:
    """Return whether tests pass in a process of their own, in so many seconds of its processor if any."""
    child = get_context("fork").Process(target=_run, args=(arguments, seconds))
    child.start()  # forked: what the tests import of others is imported once
    child.join()
    return child.exitcode == 0


def _run(arguments: list[str], seconds: int) -> None:
    os.dup2(os.open("ran.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(1, 2)
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    spent = Spent()
    status = pytest.main(["-q", "-p", "no:cacheprovider", *arguments], [spent])
    Path("ran.json").write_text(json.dumps([spent.seconds, sorted(spent.failed)]), "utf-8")
    sys.exit(status)


def candidates(tree: Path) -> list[list[MutationSpec]]:
    """Return the changes that cosmic-ray knows at each place in the rooms of a tree, in a fixed order."""
    modules = sorted(find_modules([tree / "src" / "egov_budget" / room for room in ROOMS]))
    with use_db(tree / "mutants.sqlite") as stored:
        init(modules, stored, {})
        found = [mutation for item in stored.work_items for mutation in item.mutations]
    idle = {path: [*_idle(path)] for path in modules}
    places: dict[tuple[str, tuple[int, int], tuple[int, int]], list[MutationSpec]] = {}
    for made in sorted(found, key=lambda made: (made.operator_name, made.occurrence)):
        if not any(begin <= made.start_pos < end for begin, end in idle[made.module_path]):
            places.setdefault((str(made.module_path), made.start_pos, made.end_pos), []).append(made)
    return [places[key] for key in sorted(places)]


def _idle(path: Path) -> Iterator[list[tuple[int, int]]]:
    """Yield where annotations begin and end, and what is imported for them: nothing runs there."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        parts = (getattr(node, "annotation", None), getattr(node, "returns", None), node if typing else None)
        for part in parts:
            if isinstance(part, ast.expr | ast.If):
                yield [(part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)]


@dataclass(frozen=True)
class Tests:
    """Which tests execute which lines of a tree, and how many seconds each takes."""

    executed: CoverageData
    seconds: dict[str, float]

    @classmethod
    def of(cls, files: list[str]) -> Tests:
        """Return what the tests execute; those that fail without any mutant are told and left out."""
        rooms = [f"--cov=src/egov_budget/{room}" for room in ROOMS]
        run(["--cov-report=", "--cov-context=test", *rooms, *files])
        seconds, failed = json.loads(Path("ran.json").read_text("utf-8"))
        if failed:
            print("These fail without any mutant:", *failed, sep="\n  ")
        executed = CoverageData()
        executed.read()
        return cls(executed, {test: spent for test, spent in seconds.items() if test not in failed})

    def chosen(self, mutation: MutationSpec) -> list[str]:
        """Return the tests for a mutant, the quickest first, as many as are enough."""
        by_line = self.executed.contexts_by_lineno(str(mutation.module_path))
        ran = {context for line in _statement(mutation) for context in by_line.get(line, ())}
        if ran == {""}:  # the import alone
            ran = {context for contexts in by_line.values() for context in contexts}
        exact = {context.partition("|")[0].partition("[")[0] for context in ran}
        files = {test.partition("::")[0] for test in exact}
        listed = sorted(self.seconds, key=lambda test: (test not in exact, self.seconds[test]))
        spent, kept = 0.0, []
        for test in listed:
            if test.partition("::")[0] in files and (not kept or spent + self.seconds[test] <= ENOUGH):
                spent += self.seconds[test]
                kept.append(test)
        return kept


def _statement(mutation: MutationSpec) -> set[int]:
    """Return the lines of the innermost statement around a mutation; of a compound one its head."""
    line, last = mutation.start_pos[0], mutation.end_pos[0]
    nodes = ast.walk(ast.parse(mutation.module_path.read_text("utf-8")))
    around = [
        node for node in nodes if isinstance(node, ast.stmt) and _first(node) <= line <= node.end_lineno
    ]
    inner = max(around, key=_first)
    body = getattr(inner, "body", None)
    return {*range(line, last + 1), *range(_first(inner), _first(body[0]) if body else inner.end_lineno + 1)}


def _first(node: ast.stmt) -> int:
    """Return the first line of a statement, its decorators included."""
    return min(part.lineno for part in (node, *getattr(node, "decorator_list", ())))


def tried(mutation: MutationSpec, tests: Tests) -> str:
    """Return the difference of a mutant that no test notices, and how many looked; nothing of others."""
    chosen = tests.chosen(mutation)
    seconds = START + round(PATIENCE * sum(tests.seconds[test] for test in chosen))
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        if chosen and not run(["-x", *chosen], seconds):
            return ""
    name = mutation.module_path.name
    told = name, f"{name}, {len(chosen)} tests"
    return "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), *told, lineterm=""))


def main(arguments: list[str]) -> None:
    """Draw the sample, try each mutant, list the survivors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("--mutants", type=int, default=MUTANTS, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--tests", nargs="+", metavar="FILE")
    given = parser.parse_args(arguments)
    files = [str(path.relative_to(ROOT)) for pattern in TESTS for path in sorted(ROOT.glob(pattern))]
    out = ROOT / "out" / "mutants.txt"
    out.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, out.open("w", encoding="utf-8") as listed:
        tree = Path(folder, "tree").resolve()
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        with chdir(tree):
            sys.path.insert(0, str(tree / "src"))
            tests = Tests.of(given.tests or files)
            print(f"{len(tests.seconds):,} tests, {sum(tests.seconds.values()):,.0f} s of the processor")
            sys.dont_write_bytecode = True  # a mutant is as old as what was there before
            places, survived = candidates(tree), 0
            rng = random.Random(given.seed)  # noqa: S311  # a reproducible draw, no secret
            sample = [rng.choice(place) for place in rng.sample(places, min(given.mutants, len(places)))]
            for at, mutation in enumerate(sample, start=1):
                difference = tried(mutation, tests)
                survived += bool(difference)
                print(f"\r{survived} of {at} survived", end="", file=sys.stderr, flush=True)
                print(difference, end="\n\n" * bool(difference), file=listed, flush=True)
    print(f"\n{len(sample):,} mutants, seed {given.seed}, of {len(places):,} places in {', '.join(ROOMS)}")
    print(f"{survived} survived; they are in {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
