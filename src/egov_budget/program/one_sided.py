"""one_sided: a row with two bounds as two rows, so that each has a price of its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting.inequalities import AT_LEAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program


def one_sided(program: Program) -> Program:
    """Return a program with every row that has two bounds written twice; the lower one comes last."""
    both = _both(program)
    if not len(both):
        return program
    lower = program.row_lower.copy()
    subjects = [AT_LEAST + program.row_subject[row] for row in both]
    block = Block(subjects, program.matrix[both], lower[both], np.full(len(both), np.inf))
    lower[both] = -np.inf
    at_most = dataclasses.replace(program, row_lower=lower)
    rules = [program.row_rule[row] for row in both]
    return at_most.widened(block, np.zeros(0), rules, program.owner[both])


def on_each_side(program: Program, duals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the size of each dual of a program that is minimised, over the rows of ``one_sided``."""
    both = _both(program)
    size = np.abs(duals)
    size[both] = np.maximum(-duals[both], 0.0)
    return np.concatenate([size, np.maximum(duals[both], 0.0)])


def _both(program: Program) -> NDArray[np.int64]:
    return np.flatnonzero(np.isfinite(program.row_lower) & np.isfinite(program.row_upper))
