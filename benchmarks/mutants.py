"""Whether the tests notice a fault: ``python -m benchmarks.mutants [--mutants N] [--seed N] [--tests FILE]``.

cosmic-ray changes one thing at a time: an operator, a number, a condition, a decorator. Of the places in
three rooms where it knows a change a sample is drawn, and at each place one of its changes: the same for the
same seed and source. The tests are read once and run once without a mutant, to see which lines each executes
and how long it takes. Each mutant is then tried in a process forked from the one that has read them: the
functions it changes are given their new code in memory, and the tests that execute its statement run, the
quickest first and until one fails, then the others of their files, which may share what a fixture made, as
many as are run in ``ENOUGH`` seconds. What runs while tests are read is read again, changed, with all tests
of its module; where nothing executes a statement, no test is run. What a test does in another process is not
seen. A mutant that no test notices is a survivor: a test is missing, or the code is not needed.
out/mutants.txt has the survivors as they are found, each with its difference. Annotations and what is
imported for them alone, which nothing runs, are left alone.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import random
import resource
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType

import pytest
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.work_item import MutationSpec
from coverage import Coverage

from benchmarks.mutants_tests import Session, Tests, forked

ROOT = Path(__file__).parents[1]
ROOMS = ("rules", "certificate", "allocation")
ALSO = (
    *("claims_plans", "claims_shared_work", "conflict_index", "objectives_levels", "overlaps_retired"),
    *("planted_breaches", "plans_equal", "upkeep", "whatif_four_numbers", "whatif_reallocate"),
    *("whatif_replan", "whatif_tranches"),
)
TESTS = [
    *(f"tests/test_{room}_*.py" for room in (*ROOMS, "conflicts", "horizon")),
    *(f"tests/test_{name}.py" for name in ALSO),
    *(f"src/egov_budget/{room}" for room in ROOMS),  # the examples of docstrings
]
MUTANTS = 300  # how many are drawn
PATIENCE, START = 2, 20  # how many times as long as without a fault they may run; seconds to begin with
OURS = ("src", "tests", "benchmarks")  # whose modules may hold what a changed one gave them


def candidates() -> list[list[MutationSpec]]:
    """Return the changes that cosmic-ray knows at each place in the rooms, in a fixed order."""
    places: dict[tuple[Path, tuple[int, int], tuple[int, int]], list[MutationSpec]] = {}
    for path in sorted(find_modules([ROOT / "src" / "egov_budget" / room for room in ROOMS])):
        nodes, idle = [*ast_nodes(get_ast_from_path(path))], [*_idle(path)]
        for name in sorted(operator_names()):
            if get_operator(name).arguments():  # which are not known
                continue
            operator = get_operator(name)()
            spans = (span for node in nodes for span in operator.mutation_positions(node))
            for at, (start, end) in enumerate(spans):
                if not any(begin <= start < stop for begin, stop in idle):
                    places.setdefault((path, start, end), []).append(MutationSpec(path, name, at, start, end))
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
class Mutant:
    """A module with one change, the tests that may notice it, and the seconds that they may take."""

    path: Path
    before: str
    after: str
    tests: list[str]
    anew: bool
    seconds: int

    @classmethod
    def of(cls, change: MutationSpec, tests: Tests) -> Mutant:
        """Return a mutant with its tests."""
        chosen, anew = tests.chosen(change.module_path, change.start_pos[0], change.end_pos[0])
        seconds = START + round(PATIENCE * sum(tests.seconds[test] for test in chosen))
        before = change.module_path.read_text("utf-8")
        after = mutate_code(before, get_operator(change.operator_name)(), change.occurrence)
        return cls(change.module_path, before, after, chosen, anew, seconds)

    def __str__(self) -> str:
        told = self.path.name, f"{self.path.name}, {len(self.tests)} tests"
        return "\n".join(
            difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), *told, lineterm="")
        )

    def survives(self, tests: Tests, functions: list[FunctionType]) -> bool:
        """Return whether its tests pass; what else it does to this process does not matter."""
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        before, after = (self._compiled(source) for source in (self.before, self.after))
        changed = [*_changed(before, after)]
        found = [
            (function, new)
            for function in functions
            if function.__code__.co_filename == str(self.path)
            for old, new in changed
            if function.__code__ == old and old.co_freevars == new.co_freevars
        ]
        if self.anew or not found:
            return self._read_anew(after)
        for function, new in found:
            function.__code__ = new
        return self._passes(tests.session, tests.items)

    def _compiled(self, source: str) -> CodeType:
        return compile(source, str(self.path), "exec", dont_inherit=True)

    def _passes(self, session: Session, items: dict[str, pytest.Item]) -> bool:
        found = [items[test] for test in self.tests if test in items]
        return all(
            session.passes(item, following) for item, following in zip(found, [*found[1:], None], strict=True)
        )

    def _read_anew(self, changed: CodeType) -> bool:
        """Forget all modules of ours and run the tests again with this one changed."""
        for name, module in [*sys.modules.items()]:
            file = getattr(module, "__file__", None) or ""
            if name != "__main__" and any(Path(file).is_relative_to(ROOT / part) for part in OURS):
                del sys.modules[name]
        as_written = SourceFileLoader.get_code

        def get_code(loader: SourceFileLoader, name: str) -> CodeType | None:
            return changed if loader.path == str(self.path) else as_written(loader, name)

        SourceFileLoader.get_code = get_code
        session = Session(lambda items: self._passes(session, items))
        return session.run(dict.fromkeys(test.partition("::")[0] for test in self.tests))


def _changed(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the code that differs, each with what becomes of it."""
    if before != after:
        yield before, after
        within = ([code for code in of.co_consts if isinstance(code, CodeType)] for of in (before, after))
        for old, new in zip(*within, strict=False):
            yield from _changed(old, new)


def main(arguments: list[str]) -> None:
    """Draw the sample, try each mutant, list the survivors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants")
    parser.add_argument("--mutants", type=int, default=MUTANTS, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--tests", nargs="+", metavar="FILE")
    given = parser.parse_args(arguments)
    files = [str(path.relative_to(ROOT)) for pattern in TESTS for path in sorted(ROOT.glob(pattern))]
    rooms = [str(ROOT / "src" / "egov_budget" / room) for room in ROOMS]
    with TemporaryDirectory() as folder, chdir(ROOT):
        lines = Coverage(data_file=f"{folder}/lines", data_suffix=True, source=rooms, config_file=False)
        session = Session(lambda items: _tried(Tests.of(session, items, lines), given))
        lines.start()
        session.run(given.tests or files)


def _tried(tests: Tests, given: argparse.Namespace) -> bool:
    """Tell which mutants of a sample survive the tests."""
    print(f"{len(tests.seconds):,} tests, {sum(tests.seconds.values()):,.0f} s of the processor")
    places, survived = candidates(), 0
    rng = random.Random(given.seed)  # noqa: S311  # a reproducible draw, no secret
    drawn = rng.sample(places, min(given.mutants, len(places)))
    mutants = [Mutant.of(rng.choice(place), tests) for place in drawn]
    out = ROOT / "out" / "mutants.txt"
    out.parent.mkdir(exist_ok=True)
    functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    jobs = (partial(mutant.survives, tests, functions) for mutant in mutants)
    gc.freeze()  # which hides them
    with out.open("w", encoding="utf-8") as listed:
        for at, (place, survives) in enumerate(forked(jobs), 1):
            survived += survives
            print(f"\r{survived} of {at} survived", end="", file=sys.stderr, flush=True)
            if survives:
                print(mutants[place], end="\n\n", file=listed, flush=True)
    print(f"\n{len(mutants):,} mutants, seed {given.seed}, of {len(places):,} places in {', '.join(ROOMS)}")
    print(f"{survived} survived; they are in {out.relative_to(ROOT)}")
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
