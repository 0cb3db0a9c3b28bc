"""HiGHS as PuLP sets it up, made to say nothing and to survive a fork."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import highspy
import pulp

if TYPE_CHECKING:
    from egov_budget.solving.options import SolveOptions

JUMP = "mip_heuristic_run_feasibility_jump"  # a third of the search of a small program
IDLE = ("mip_heuristic_run_root_reduced_cost", JUMP, "mip_detect_symmetry")  # where only prices are asked for


def configured(options: SolveOptions) -> highspy.Highs:
    """Return a HiGHS with the gap and the threads that are asked for, without a program."""
    _swallow_banner()
    _start_alone(os.getpid())
    carrier = pulp.LpProblem("program", pulp.LpMinimize)
    solver = pulp.HiGHS(msg=False, gapRel=options.relative_gap, threads=options.threads, output_flag=False)
    solver.createAndConfigureSolver(carrier)
    highs: highspy.Highs = carrier.solverModel
    highs.setOptionValue("mip_abs_gap", 0.0)  # its own millionth is much of a goal that is small
    if options.threads is None:  # more workers would search another way, and machines differ in how many
        highs.setOptionValue("parallel", "off")
    else:  # HiGHS keeps the threads of its first run, and refuses any other number
        highs.resetGlobalScheduler(True)
    return highs


@cache
def _swallow_banner() -> None:
    """HiGHS greets on standard output when the first instance is made, before it can be told not to."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output to protect
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves its constructor untyped
    finally:
        os.dup2(kept, 1)
        os.close(kept)


@cache
def _start_alone(process: int) -> None:
    """Start without other threads.

    A forked process inherits the list of them alone, and would wait for them for ever. One worker needs none,
    and they wait by counting.
    """
    for wait in (False, True):  # the first lets go of them, at times with an error; the second starts anew
        with suppress(RuntimeError):
            highspy.Highs().resetGlobalScheduler(wait)  # type: ignore[no-untyped-call]  # as above
    first = highspy.Highs()  # type: ignore[no-untyped-call]  # as above
    first.setOptionValue("output_flag", False)
    first.setOptionValue("threads", 1)
    first.run()  # HiGHS keeps the threads of its first run
