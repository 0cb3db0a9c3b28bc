"""What one environment answers to stored programs, a line of JSON each; ``benchmarks.solvers`` runs it."""

from __future__ import annotations

import json
import pickle
import sys
import time
from pathlib import Path

import numpy as np

from egov_budget import EgovBudgetError, Outcome, Program, solve

TOLERANCE = 1e-5  # by which rows and whole numbers may be missed


def answer(program: Program, solver: str) -> dict[str, object]:
    """Return how a program ended, the value of its first goal, and whether the plan keeps its rows."""
    told: dict[str, object] = {"of": program.scenario.settings.name}
    began = time.perf_counter()
    try:
        outcome = solve(program, solver=solver)
    except EgovBudgetError as error:
        return {**told, "status": type(error).__name__, "seconds": time.perf_counter() - began}
    seconds = time.perf_counter() - began
    if not outcome.status.has_plan:
        return {**told, "status": str(outcome.status), "seconds": seconds}
    value = outcome.reached[0].value
    return {**told, "status": "plan", "value": value, "kept": _keeps(outcome), "seconds": seconds}


def _keeps(outcome: Outcome) -> bool:
    """Tell whether a plan keeps every bound, row, whole number and SOS1 set of its program."""
    program, plan = outcome.program, outcome.values
    left = program.matrix @ plan
    whole = plan[program.whole]
    return bool(
        (plan >= -TOLERANCE).all()
        and (plan <= program.upper + TOLERANCE).all()
        and (left >= program.row_lower - TOLERANCE).all()
        and (left <= program.row_upper + TOLERANCE).all()
        and (abs(whole - np.round(whole)) <= TOLERANCE).all()
        and all((plan[choice.columns] > TOLERANCE).sum() <= 1 for choice in program.sos1)
    )


def main(folder: Path, solver: str) -> None:
    """Print an answer to every program of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.program")):
        program = pickle.loads(path.read_bytes())  # noqa: S301  # written by benchmarks.solvers in this run
        print(json.dumps(answer(program, solver)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
