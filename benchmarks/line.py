"""Every verb of the line at 3,000 projects, 6,000 services; allocate() whole; HiGHS alone on its matrix."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import TypeVar

import highspy
import numpy as np

from egov_budget import allocate, find_overlaps, formulate, settle, similarity_graph, solve, worlds
from egov_budget.program import Program
from egov_budget.solving.held import Held
from egov_budget.solving.model_of import model_of

T = TypeVar("T")
SERVICES, PROJECTS, RUNS = 6_000, 3_000, 3
GAP, LOOSE = 1e-4, 1e-3  # of HiGHS alone: the first goal as in solve, the second ten times as loose


def timed(verb: Callable[[], T]) -> tuple[float, T]:
    """Return the median seconds of some runs, and what the last one gave."""
    seconds = []
    for _ in range(RUNS):
        began = time.perf_counter()
        result = verb()
        seconds.append(time.perf_counter() - began)
    return median(seconds), result


def alone(program: Program, goals: int) -> float:
    """Return the first goal's value as HiGHS finds it by itself, each goal held as a row for the next."""
    columns = len(program.upper)
    model = model_of(Held(program.matrix, program.upper, program.row_lower, program.row_upper, program.whole))
    model.col_cost_ = -program.goals[0].coefficients
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", GAP)
    solver.passModel(model)
    solver.run()
    value = -float(solver.getInfo().objective_function_value)
    if goals > 1:
        gain = program.goals[0].coefficients
        at = np.flatnonzero(gain).astype(np.int32)
        solver.addRow(value * (1 - 1e-6), highspy.kHighsInf, len(at), at, gain[at])
        solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), program.goals[1].coefficients)
        solver.setOptionValue("mip_rel_gap", LOOSE)
        solver.run()
    return value * program.goals[0].scale


def main() -> None:
    """Print the table."""
    world, scenario = timed(lambda: worlds.national_1400(SERVICES, PROJECTS))
    compare, graph = timed(lambda: similarity_graph(scenario))
    group, overlaps = timed(lambda: find_overlaps(scenario, graph))
    print(f"{PROJECTS:,} projects, {SERVICES:,} services, median of {RUNS} runs{'seconds':>24}")
    for name, seconds in (
        ("worlds.national_1400", world),
        ("similarity_graph", compare),
        ("find_overlaps", group),
    ):
        print(f"  {name:<60}{seconds:>12.3f}")
    divisible = scenario.replace(projects=scenario.projects.assign(divisible=True, minimum_share=0.0))
    for title, asked in (("all projects divisible", divisible), ("as it is, some shares whole", scenario)):
        make, program = timed(lambda asked=asked: formulate(asked, overlaps))  # type: ignore[misc]
        search, outcome = timed(lambda program=program: solve(program))  # type: ignore[misc]
        finish, settled = timed(lambda outcome=outcome: settle(outcome))  # type: ignore[misc]
        check, _ = timed(lambda settled=settled: replace(settled).audit())  # type: ignore[misc]  # none is kept
        called, plan = timed(lambda asked=asked: allocate(asked, overlaps))  # type: ignore[misc]
        bare, value = timed(lambda program=program: alone(program, 1))  # type: ignore[misc]
        both, _ = timed(lambda program=program: alone(program, 2))  # type: ignore[misc]
        rows, columns = program.matrix.shape
        print(f"{title}: {rows:,} rows, {columns:,} columns, {int(program.whole.sum()):,} of them whole")
        for name, seconds in (
            ("formulate", make), ("solve, two goals", search), ("settle", finish), ("audit", check),
            ("allocate() with overlaps given, as it is called", called),
        ):  # fmt: skip
            print(f"  {name:<60}{seconds:>12.3f}")
        print(f"  {'HiGHS alone on the same matrix, first goal only':<60}{bare:>12.3f}")
        print(f"  {'HiGHS alone on the same matrix, both goals':<60}{both:>12.3f}")
        print(f"  {'ratio to the first goal only (goal 1.5)':<60}{called / bare:>12.2f}")
        print(f"  {'ratio to both goals':<60}{called / both:>12.2f}")
        print(f"  {'gain of the plan, and of HiGHS alone':<54}{plan.gain:>9.2f}{value:>9.2f}")
