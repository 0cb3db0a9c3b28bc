"""Every verb of the line at 3,000 projects, 6,000 services; allocate() whole; HiGHS alone on its matrix.

Seconds are those of the processor, so that whatever else a machine does has little say.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import TypeVar

import highspy
import numpy as np

from benchmarks.results import keep
from egov_budget import allocate, find_overlaps, formulate, settle, similarity_graph, solve, worlds
from egov_budget.overlaps import Overlaps
from egov_budget.program import Program, with_binaries
from egov_budget.scenario import Scenario
from egov_budget.solving import SolveOptions
from egov_budget.solving.hand_over import hand_over
from egov_budget.solving.held import Held
from egov_budget.solving.highs import HighsEngine

T = TypeVar("T")
SERVICES, PROJECTS, RUNS = 6_000, 3_000, 3
GAP, LOOSE = 1e-4, 1e-3  # of HiGHS alone: the first goal as in solve, the second ten times as loose


def timed(verb: Callable[[], T]) -> tuple[float, T]:
    """Return the median processor seconds of some runs, and what the last one gave."""
    seconds = []
    for _ in range(RUNS):
        began = time.process_time()
        result = verb()
        seconds.append(time.process_time() - began)
    return median(seconds), result


def alone(program: Program, goals: int) -> float:
    """Return the first goal's value as HiGHS finds it by itself, each goal held as a row for the next."""
    columns = np.arange(len(program.upper), dtype=np.int32)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", GAP)
    hand_over(Held.from_program(program), solver)
    solver.changeColsCost(len(columns), columns, -program.goals[0].coefficients)
    solver.run()
    value = -float(solver.getInfo().objective_function_value)
    if goals > 1:
        gain = program.goals[0].coefficients
        at = np.flatnonzero(gain).astype(np.int32)
        solver.addRow(value * (1 - 1e-6), highspy.kHighsInf, len(at), at, gain[at])
        solver.changeColsCost(len(columns), columns, program.goals[1].coefficients)
        solver.setOptionValue("mip_rel_gap", LOOSE)
        solver.run()
    return value * program.goals[0].scale


def main() -> dict[str, float]:
    """Print the table; return ratios to HiGHS alone, and of building to a second for a million entries.

    The matrix lets a group have any number of leads; ``allocate`` chooses one, which is a search of its own.
    """
    world, scenario = timed(lambda: worlds.national_1400(SERVICES, PROJECTS))
    compare, graph = timed(lambda: similarity_graph(scenario))
    group, overlaps = timed(lambda: find_overlaps(scenario, graph))
    print(f"{PROJECTS:,} projects, {SERVICES:,} services, median of {RUNS} runs{'processor seconds':>24}")
    _told({"worlds.national_1400": world, "similarity_graph": compare, "find_overlaps": group})
    ratios: dict[str, float] = {}
    for title, divisible in (("all divisible", True), ("as it is", None), ("all indivisible", False)):
        asked = scenario
        if divisible is not None:
            asked = scenario.replace(
                projects=scenario.projects.assign(divisible=divisible, minimum_share=0.0)
            )
        ratios |= _measured(title, asked, overlaps)
    return ratios


def _measured(title: str, asked: Scenario, overlaps: Overlaps) -> dict[str, float]:
    """Print a block of one scenario; return its ratios."""
    make, program = timed(lambda: formulate(asked, overlaps))
    hand, _ = timed(lambda: HighsEngine(program, SolveOptions()))
    search, outcome = timed(lambda: solve(program))
    finish, settled = timed(lambda: settle(outcome))
    check, _ = timed(lambda: replace(settled).audit())  # none is kept
    called, plan = timed(lambda: allocate(asked, overlaps))
    bare, value = timed(lambda: alone(program, 1))
    both, _ = timed(lambda: alone(program, 2))
    leads, _ = timed(lambda: alone(with_binaries(program), 1))
    rows, columns = program.matrix.shape
    print(f"{title}: {rows:,} rows, {columns:,} columns, {int(program.whole.sum()):,} of them whole")
    _told(
        {
            "formulate": make, "hand over to HiGHS": hand, "solve, two goals": search, "settle": finish,
            "audit": check, "allocate() with overlaps given, as it is called, audit included": called,
            "HiGHS alone on the same matrix, first goal only": bare,
            "HiGHS alone on the same matrix, both goals": both,
            "HiGHS alone, one lead a group as allocate() has it, first goal only": leads,
            "ratio to the same matrix, which has any number of leads (goal 1.5)": called / bare,
            "ratio to both goals": called / both,
            "ratio to one lead a group (goal 1.5; all indivisible 1.2)": called / leads,
            "gain of the plan": plan.gain, "gain of HiGHS alone": value,
        }
    )  # fmt: skip
    built = (make + hand) / (program.matrix.nnz / 1e6)
    name = f"{PROJECTS:,} projects, {title}"
    return {
        f"allocate() to HiGHS alone, {name}": called / bare,
        f"a million entries built to 1 s, {name}": built,
    }


def _told(lines: dict[str, float]) -> None:
    for name, number in lines.items():
        print(f"  {name:<66}{number:>12.3f}")


if __name__ == "__main__":
    for line in keep(main()):
        print(f"A tenth slower: {line}")
