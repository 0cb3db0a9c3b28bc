"""A Program as a file for any other solver, in the format LP or MPS, written by PuLP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.program import with_binaries

if TYPE_CHECKING:
    from egov_budget.program import Program


def write_lp(program: Program, path: Path) -> None:
    """Write the first goal and all rows in the format LP, whole or not at all."""
    with atomic_write(path) as part:
        _problem(program).writeLP(str(part))


def write_mps(program: Program, path: Path) -> None:
    """Write the first goal and all rows in the format MPS, whole or not at all."""
    with atomic_write(path) as part:
        _problem(program).writeMPS(str(part))


def _problem(program: Program) -> Any:
    from egov_budget.solving.problem import problem_of  # loads PuLP

    switched = with_binaries(program)
    goal = switched.goals[0]
    cost = -goal.coefficients if goal.maximise else goal.coefficients
    problem, _ = problem_of(switched, cost, np.zeros(len(cost)), switched.upper)
    return problem
