"""one_sided: a row with two bounds as two rows, so that each has a price of its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting.inequalities import AT_LEAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program


def one_sided(program: Program) -> Program:
    """Return a program with every row that has two bounds written twice; the lower one comes last."""
    both = _both(program)
    if not len(both):
        return program
    from scipy import sparse

    lower = program.row_lower.copy()
    lower[both] = -np.inf
    return dataclasses.replace(
        program,
        matrix=sparse.csr_array(sparse.vstack([program.matrix, program.matrix[both]])),
        row_lower=np.concatenate([lower, program.row_lower[both]]),
        row_upper=np.concatenate([program.row_upper, np.full(len(both), np.inf)]),
        row_rule=(*program.row_rule, *(program.row_rule[row] for row in both)),
        row_subject=(*program.row_subject, *(AT_LEAST + program.row_subject[row] for row in both)),
        owner=np.concatenate([program.owner, program.owner[both]]),
    )


def on_each_side(program: Program, duals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the size of each dual of a program that is minimised, over the rows of ``one_sided``."""
    both = _both(program)
    size = np.abs(duals)
    size[both] = np.maximum(-duals[both], 0.0)
    return np.concatenate([size, np.maximum(duals[both], 0.0)])


def _both(program: Program) -> NDArray[np.int64]:
    return np.flatnonzero(np.isfinite(program.row_lower) & np.isfinite(program.row_upper))
