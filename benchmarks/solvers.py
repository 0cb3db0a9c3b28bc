"""Whether solvers agree: ``python -m benchmarks.solvers [--scenarios N] [--only NAME] [--keep FOLDER]``.

Small scenarios drawn at random become programs here, once; every environment then solves the same arrays,
with leads searched for. Environments: each release of highspy from the floor in pyproject.toml to the newest,
PuLP 3 and PuLP 4, CBC and GLPK. They are made under a temporary folder, or under FOLDER, where the next run
finds them again. ``--only`` takes those whose names contain NAME; the best known is then from fewer.

plans: programs to which a plan was found. below: its first goal is below the best value known, of plans that
keep their rows, by more than the gap. above: it is above the bound of the certificate, for which no solver's
word is taken. breaks: it breaks a row. infeasible: said of a program that has a plan. open: nothing to read.
Every case is listed below the table.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import Version

from benchmarks.environment import Environment, dependencies, python_of, releases
from benchmarks.small_scenario import small_scenario
from egov_budget import ConflictingRules, Infeasible, certify, find_overlaps, formulate, rules, settle, solve

SCENARIOS, GAP, TINY = 1_000, 1e-4, 1e-6
FAULTS = ("below", "above", "breaks", "infeasible", "open")
PULP = {"3": "pulp>=3.3.2,<4", "4": "pulp>=4"}
PYTHON_OF_PULP_4 = (3, 12)
EXACT = [rules.OneLead(exact=True) if isinstance(rule, rules.OneLead) else rule for rule in rules.STANDARD]


@dataclass(frozen=True)
class Run:
    """An environment and the solver that is asked for in it."""

    environment: Environment
    solver: str = "HiGHS"

    @property
    def name(self) -> str:
        """What the table calls it."""
        return self.environment.name if self.solver == "HiGHS" else f"{self.solver}, {self.environment.name}"

    def answers(self, programs: Path, parent: Path) -> list[dict[str, Any]]:
        """Return what it answers to every program."""
        command = [
            str(self.environment.made(parent)),
            "-m",
            "benchmarks.solvers_answers",
            str(programs),
            self.solver,
        ]
        told = subprocess.run(  # noqa: S603  # our own script in an environment made here
            command, env=self.environment.variables, check=True, stdout=subprocess.PIPE, text=True
        )
        return [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]


def listed() -> list[Run]:
    """Return every run: the releases of highspy, and with the newest one both PuLP and each other solver."""
    wanted = dependencies()["highspy"].specifier
    floor = min(Version(part.version) for part in wanted if part.operator == ">=")
    known = [release for release in releases("highspy") if Version(release) >= floor]
    made = [
        Environment(
            f"highspy {release}{'' if release in wanted else ' (excluded)'}, PuLP 3",
            sys.executable, f"highspy=={release}", PULP["3"],
        )
        for release in known
    ]  # fmt: skip
    newer = python_of(PYTHON_OF_PULP_4)
    last = [made[-1]]
    if newer is not None:
        last.append(Environment(f"highspy {known[-1]}, PuLP 4", newer, f"highspy=={known[-1]}", PULP["4"]))
    others = [Run(environment, solver) for solver in ("COIN_CMD", "GLPK_CMD") for environment in last]
    return [*map(Run, [*made, *last[1:]]), *others]


def bounds(scenarios: int, folder: Path) -> list[float]:
    """Store the programs of some scenarios; return what the certificate says none of their plans exceeds."""
    found: list[float] = []
    seed = 0
    while len(found) < scenarios:
        scenario = small_scenario(seed)
        overlaps = find_overlaps(scenario)
        seed += 1
        try:
            program = formulate(scenario, overlaps, rules=EXACT)
        except ConflictingRules:
            continue  # arithmetic alone refuses it
        (folder / f"{len(found):06}.program").write_bytes(pickle.dumps(program))
        try:
            found.append(float(certify(settle(solve(program))).bound))
        except Infeasible:
            found.append(float("inf"))
    return found


def faults(told: dict[str, Any], best: float | None, most: float) -> Iterator[str]:
    """Yield what is wrong with an answer, given the best value known and the certificate's bound."""
    if told["status"] == "plan":
        value = told["value"]
        if best is not None and value < best - GAP * abs(best) - TINY:
            yield "below"
        if value > most + TINY * max(1.0, abs(most)):
            yield "above"
        if not told["kept"]:
            yield "breaks"
    elif told["status"] != "infeasible":
        yield "open"
    elif best is not None:
        yield "infeasible"


def printed(answers: dict[str, list[dict[str, Any]]], most: list[float]) -> None:
    """Print the table, and below it every fault."""
    columns = [*zip(*answers.values(), strict=True)]
    best = [max((told["value"] for told in column if told.get("kept")), default=None) for column in columns]
    print(f"{'':<44}{'scenarios':>10}{'plans':>8}" + "".join(f"{head:>12}" for head in (*FAULTS, "seconds")))
    cases: list[str] = []
    for name, column in answers.items():
        found = [[*faults(*known)] for known in zip(column, best, most, strict=True)]
        numbers = "".join(f"{sum(head in each for each in found):>12,}" for head in FAULTS)
        plans = sum(told["status"] == "plan" for told in column)
        seconds = sum(told["seconds"] for told in column)
        print(f"{name:<44}{len(column):>10,}{plans:>8,}{numbers}{seconds:>12.1f}")
        cases += [
            f"{name}: {told['of']}: {', '.join(each)}: {told.get('value', told['status'])}, best known {top}"
            for each, told, top in zip(found, column, best, strict=True)
            if each
        ]
    print(*cases, sep="\n")


def main(arguments: list[str]) -> None:
    """Draw the scenarios, ask every environment, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.solvers")
    parser.add_argument("--scenarios", type=int, default=SCENARIOS, metavar="N")
    parser.add_argument("--only", default="", metavar="NAME")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args(arguments)
    runs = [run for run in listed() if given.only in run.name]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as temporary:
        most = bounds(given.scenarios, Path(folder))
        answers = {run.name: run.answers(Path(folder), given.keep or Path(temporary)) for run in runs}
    printed(answers, most)


if __name__ == "__main__":
    main(sys.argv[1:])
