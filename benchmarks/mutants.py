"""Whether the tests notice a fault: ``python -m benchmarks.mutants [--mutants N] [--seed N] [--tests FILE]``.

cosmic-ray changes one thing at a time, in a copy of the tree: an operator, a number, a condition, a
decorator. Of the places in three rooms where it knows a change a sample is drawn, and at each place one of
its changes: the same for the same seed and source. The tests of these rooms run on each, those of its own
room first, until one fails. A mutant that none notices is a survivor: a test is missing, or the code is not
needed. out/mutants.txt has the survivors, each with its difference. Annotations, which nothing runs, are left
alone.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOT = Path(__file__).parents[1]
ROOMS = ("rules", "certificate", "allocation")
TESTS = [f"tests/test_{room}_*.py" for room in (*ROOMS, "conflicts", "horizon")]
MUTANTS, PATIENCE = 300, 5  # how many are drawn; how many times as long as without a fault the tests may run
LEFT_BEHIND = (".git", ".venv*", "out", "site", ".*_cache", ".hypothesis", "__pycache__")


def candidates(tree: Path) -> list[list[MutationSpec]]:
    """Return the changes that cosmic-ray knows at each place in the rooms of a tree, in a fixed order."""
    modules = sorted(find_modules([tree / "src" / "egov_budget" / room for room in ROOMS]))
    with use_db(tree / "mutants.sqlite") as stored:
        init(modules, stored, {})
        found = [mutation for item in stored.work_items for mutation in item.mutations]
    annotated = {path: [*_annotations(path)] for path in modules}
    places: dict[tuple[str, tuple[int, int], tuple[int, int]], list[MutationSpec]] = {}
    for made in sorted(found, key=lambda made: (made.operator_name, made.occurrence)):
        if not any(begin <= made.start_pos < end for begin, end in annotated[made.module_path]):
            places.setdefault((str(made.module_path), made.start_pos, made.end_pos), []).append(made)
    return [places[key] for key in sorted(places)]


def _annotations(path: Path) -> Iterator[list[tuple[int, int]]]:
    """Yield where annotations begin and end: nothing runs there."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(part, ast.expr):
                yield [(part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)]


def command(files: list[str], room: str = "") -> str:
    """Return the command that runs some tests until one fails, those of a room first."""
    listed = sorted(files, key=lambda file: f"test_{room}_" not in file)
    return f"{sys.executable} -m pytest -x -q -p no:cacheprovider {' '.join(listed)}"


def tested(sample: list[MutationSpec], files: list[str], seconds: float) -> Iterator[tuple[str, str]]:
    """Yield what became of each mutant, and its difference."""
    for at, mutation in enumerate(sample, start=1):
        result = mutate_and_test([mutation], command(files, mutation.module_path.parent.name), seconds)
        outcome = result.test_outcome.value if result.test_outcome else result.worker_outcome.value
        print(f"\r{at} of {len(sample)}", end="", file=sys.stderr)
        yield outcome, result.diff or str(mutation)


def main(arguments: list[str]) -> None:
    """Draw the sample, try each mutant, list the survivors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("--mutants", type=int, default=MUTANTS, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--tests", nargs="+", metavar="FILE")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree").resolve()
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
        files = given.tests or [
            str(path.relative_to(ROOT)) for pattern in TESTS for path in sorted(ROOT.glob(pattern))
        ]
        os.environ["PYTHONPATH"] = str(tree / "src")
        with chdir(tree):
            began = time.perf_counter()
            outcome, told = run_tests(command(files), None)
            needed = time.perf_counter() - began
            if outcome is not TestOutcome.SURVIVED:
                sys.exit(f"The tests fail without any mutant:\n{told[-2_000:]}")
            places = candidates(tree)
            rng = random.Random(given.seed)  # noqa: S311  # a reproducible draw, no secret
            chosen = [rng.choice(place) for place in rng.sample(places, min(given.mutants, len(places)))]
            results = [*tested(chosen, files, PATIENCE * needed)]
    counts = Counter(outcome for outcome, _ in results)
    survivors = [difference for outcome, difference in results if outcome == TestOutcome.SURVIVED.value]
    out = ROOT / "out" / "mutants.txt"
    out.parent.mkdir(exist_ok=True)
    out.write_text("\n\n".join(survivors).replace(f"{tree}/", "") + "\n", encoding="utf-8")
    print(f"\n{len(chosen):,} mutants, seed {given.seed}, of {len(places):,} places in {', '.join(ROOMS)}")
    print(f"tests without a mutant {needed:.0f} s, all together {time.perf_counter() - began:,.0f} s")
    print(*(f"  {name:<12}{count:>6,}" for name, count in sorted(counts.items())), sep="\n")
    print(f"survivors are in {out.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
