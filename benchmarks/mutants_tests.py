"""Tests that are read once and run in forked processes: which lines each executes, how long it takes."""

from __future__ import annotations

import ast
import json
import math
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from coverage import Coverage, CoverageData

ENOUGH = 30.0  # seconds of tests on one mutant


class Session:
    """A pytest session that hands the tests it has read to a loop, which tells whether all is well."""

    def __init__(self, loop: Callable[[dict[str, pytest.Item]], bool]) -> None:
        self.loop, self.well, self.failed = loop, False, False

    def run(self, files: Iterable[str]) -> bool:
        """Return what the loop does; False where a test cannot be read."""
        # asserts as they stand: what pytest rewrites it reads by itself, and would read without a fault
        pytest.main(["-q", "-p", "no:cacheprovider", "--capture=sys", "--assert=plain", *files], [self])
        return self.well

    def pytest_collection(self) -> None:
        """Before tests are read: what fails fails, and nobody looks for a smaller example of it."""
        from hypothesis import Phase, settings  # pytest has to see it first

        quick = settings(settings.get_profile("steady"), phases=(Phase.explicit, Phase.generate))
        settings.register_profile("quick", quick)
        settings.load_profile("quick")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the loop in place of pytest's own."""
        self.well = not session.testsfailed and self.loop({item.nodeid: item for item in session.items})
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a step of a test has failed."""
        self.failed |= report.failed

    def passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        """Return whether a test passes; what the following one shares with it is kept."""
        self.failed = False
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self.failed


def forked(jobs: Iterable[Callable[[], bool]]) -> Iterator[tuple[int, bool]]:
    """Yield the place and the answer of each job as it ends; each has a process, and each processor one."""
    places: dict[int, int] = {}
    for at, job in enumerate(jobs):
        if len(places) == os.cpu_count():
            yield _ended(places)
        if not (child := os.fork()):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            try:
                os._exit(not job())
            finally:  # where it raises
                os._exit(2)
        places[child] = at
    while places:
        yield _ended(places)


def _ended(places: dict[int, int]) -> tuple[int, bool]:
    child, status = os.wait()
    return places.pop(child), status == 0


@dataclass(frozen=True)
class Tests:
    """Which tests execute which lines, and how many seconds each takes."""

    session: Session
    items: dict[str, pytest.Item]
    executed: CoverageData
    seconds: dict[str, float]

    @classmethod
    def of(cls, session: Session, items: dict[str, pytest.Item], lines: Coverage) -> Tests:
        """Return what the tests execute; those that fail without any mutant are told and left out."""
        folder = Path(lines.get_option("run:data_file")).parent
        files = [[*found] for _, found in groupby(items.values(), lambda item: item.path)]
        for _ in forked(partial(_learn, session, file, lines) for file in files):
            pass
        lines.stop()
        lines.save()
        lines.combine([str(folder)])
        seconds = {}
        for part in folder.glob("*.json"):
            seconds |= json.loads(part.read_text("utf-8"))
        if failed := items.keys() - seconds.keys():
            print("These fail without any mutant:", *sorted(failed), sep="\n  ")
        return cls(session, items, lines.get_data(), seconds)

    def chosen(self, path: Path, first: int, last: int) -> tuple[list[str], bool]:
        """Return the tests for a mutant, and whether its statement runs while tests are read."""
        by_line = self.executed.contexts_by_lineno(str(path))
        ran = {context for line in _statement(path, first, last) for context in by_line.get(line, ())}
        if anew := "" in ran:
            ran = {context for contexts in by_line.values() for context in contexts}
        files = {test.partition("::")[0] for test in ran}
        listed = sorted(self.seconds, key=lambda test: (test not in ran, self.seconds[test]))
        spent, kept = 0.0, []
        for test in listed:
            if test.partition("::")[0] in files and (not kept or spent + self.seconds[test] <= ENOUGH):
                spent += self.seconds[test]
                kept.append(test)
        return sorted(kept, key=lambda test: self._turn(test, test in ran)), anew

    def _turn(self, test: str, exact: bool) -> tuple[bool, int, str]:
        """Quick ones first; those about as quick by files, whose fixtures are then made once."""
        return not exact, round(math.log2(max(self.seconds[test], 0.05))), test.partition("::")[0]


def _learn(session: Session, items: list[pytest.Item], lines: Coverage) -> bool:
    """Write down which lines the tests of a file execute, and how many seconds each takes."""
    seconds: Counter[str] = Counter()
    for item, following in zip(items, [*items[1:], None], strict=True):
        lines.switch_context(item.nodeid)
        begun = sum(os.times()[:4])
        if session.passes(item, following):
            seconds[item.nodeid] = sum(os.times()[:4]) - begun
    lines.stop()
    lines.save()
    folder = Path(lines.get_option("run:data_file")).parent
    Path(folder, f"{os.getpid()}.json").write_text(json.dumps(seconds), "utf-8")
    return True


def _statement(path: Path, line: int, last: int) -> set[int]:
    """Return the lines of the innermost statement around a mutation; of a compound one its head."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    around = [
        node for node in nodes if isinstance(node, ast.stmt) and _first(node) <= line <= node.end_lineno
    ]
    inner = max(around, key=_first)
    body = getattr(inner, "body", None)
    return {*range(line, last + 1), *range(_first(inner), _first(body[0]) if body else inner.end_lineno + 1)}


def _first(node: ast.stmt) -> int:
    """Return the first line of a statement, its decorators included."""
    return min(part.lineno for part in (node, *getattr(node, "decorator_list", ())))
