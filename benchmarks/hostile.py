"""Spoilt inputs: ``python -m benchmarks.hostile [--inputs N] [--first SEED] [--workers N]``.

Each input is read as a user reads it: a folder of CSV with its settings, a workbook, a JSON document, a
plan's document verified by itself and beside the requests, a plan's folder read back. In order are what was
asked for, and an ``EgovBudgetError`` each of whose faults has a place and a remedy. All else is listed with
the seed and the fewest steps that show it: other exceptions, more than 20 s, more than 1 GB.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from benchmarks.hostile_files import material
from benchmarks.hostile_inputs import FORMATS, Change, drawn, written

INPUTS, BATCH = 5_000, 250
SECONDS, MEMORY = 20, 1_000_000_000  # of one input


class TooLongError(BaseException):
    """The time is over; no ``except Exception`` of a library holds it up."""


@dataclass(frozen=True)
class Found:
    """An input that is not in order.

    Parameters
    ----------
    form : str
        What was read.
    seed : int
        What the input is drawn from.
    what : str
        The exception with the place it comes from, or what an error lacks.
    steps : list of Step and Cut
        The fewest of its steps that show it.
    """

    form: str
    seed: int
    what: str
    steps: list[Change]


def read(form: str, path: Path) -> None:
    """Read an input and look at it, as a user would."""
    from egov_budget import read_plan, read_scenario, verify
    from egov_budget.intake.template import template

    if form == "plan":
        for found in (verify(path), verify(path, template())):
            f"{found!r}{found}{found.faults}".encode()
    else:
        noun: Any = read_plan(path) if form == "plan folder" else read_scenario(path)
        f"{noun!r}".encode()


def verdict(form: str, steps: list[Change]) -> str:
    """Return what is not in order about reading an input; nothing if all is."""
    from egov_budget import EgovBudgetError

    with TemporaryDirectory() as folder:
        path = written(form, steps, Path(folder))
        began = time.perf_counter()
        try:
            with at_most(SECONDS):
                read(form, path)
        except EgovBudgetError as error:
            faults = getattr(error, "faults", None)
            told = f"{type(error).__name__} without a"
            if faults is None or not len(faults):
                return f"{told} fault"
            lacking = [
                name for name in ("table", "fault", "remedy") if (faults[name].str.strip() == "").any()
            ]
            return f"{told} {lacking[0]}: {str(error)[:200]!r}" if lacking else _unsayable(error)
        except (Exception, TooLongError) as error:
            return f"{type(error).__name__} {_place(error)}: {str(error)[:120]!r}"
        seconds = time.perf_counter() - began
    return f"{seconds:.0f} s" if seconds > SECONDS else ""


def _unsayable(error: Exception) -> str:
    try:
        str(error).encode()
    except UnicodeEncodeError:
        return f"{type(error).__name__} with half a character: no screen can show it"
    return ""


def _place(error: BaseException) -> str:
    """Return the last line of the library that an exception passed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "egov_budget" in Path(frame.filename).parts]
    return (
        f"{Path(own[-1].filename).parent.name}/{Path(own[-1].filename).name}:{own[-1].lineno}"
        if own
        else "outside"
    )


@contextmanager
def at_most(seconds: int) -> Any:
    """Raise once so many seconds have passed."""

    def over(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def tried(form: str, seed: int) -> Found | None:
    """Try an input; shorten what is not in order."""
    steps = drawn(form, seed)
    what = verdict(form, steps)
    return Found(form, seed, what, shortened(form, steps, what, verdict)) if what else None


def shortened(
    form: str, steps: list[Change], what: str, judge: Callable[[str, list[Change]], str]
) -> list[Change]:
    """Return the fewest of the steps that show the same."""
    for count in range(1, len(steps)):
        for some in combinations(steps, count):
            if kind(judge(form, [*some])) == kind(what):
                return [*some]
    return steps


def kind(what: str) -> str:
    """Return what is the same about faults that differ in a number: the exception and its file."""
    return what.partition(":")[0]


def _confine() -> None:
    """Hold a worker to its memory, and load what reading needs before it counts."""
    material("plan")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(arguments: list[str]) -> None:
    """Try the inputs and list what is not in order."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("--inputs", type=int, default=INPUTS, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    given = parser.parse_args(arguments)
    cases = [(FORMATS[at % len(FORMATS)], at) for at in range(given.first, given.first + given.inputs)]
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each thread of it would reserve memory
    began = time.perf_counter()
    found = _in_pool(cases, given.workers)
    seconds = time.perf_counter() - began
    print(f"{len(cases):,} inputs, {seconds:.0f} s, {SECONDS} s and {MEMORY / 1e9:.0f} GB at most each")
    for form in FORMATS:
        bad = sum(case.form == form for case in found)
        print(f"  {form:<16}{sum(name == form for name, _ in cases):>8,} inputs{bad:>6,} not in order")
    kinds: dict[str, list[Found]] = {}
    for case in sorted(found, key=lambda case: (len(case.steps), case.seed)):
        kinds.setdefault(f"{case.form} {kind(case.what)}", []).append(case)
    for alike in sorted(kinds.values(), key=len, reverse=True):
        case = alike[0]
        print(f"{len(alike)} x {case.form}, seed {case.seed}: {case.what}")
        print(*(f"    {str(step)[:300]}" for step in case.steps), sep="\n")
    sys.exit(1 if found else 0)


def _in_pool(cases: list[tuple[str, int]], workers: int) -> list[Found]:
    """Try cases in new processes for each batch; where one dies the batch goes one by one."""
    found: list[Found] = []
    for begin in range(0, len(cases), BATCH):
        batch = cases[begin : begin + BATCH]
        try:
            found += _batch(batch, workers)
        except BrokenProcessPool:
            for case in batch:
                try:
                    found += _batch([case], 1)
                except BrokenProcessPool:
                    found.append(Found(*case, "the process died", drawn(*case)))
        print(f"\r{begin + len(batch):,} tried, {len(found):,} not in order", end="", file=sys.stderr)
    return found


def _batch(cases: list[tuple[str, int]], workers: int) -> list[Found]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_confine) as pool:
        return [case for case in pool.map(tried, *zip(*cases, strict=True)) if case]


if __name__ == "__main__":
    main(sys.argv[1:])
