"""quantised: a Program whose credits are whole quanta already, before anything is rounded."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.rules.excluded import most_each

if TYPE_CHECKING:
    from egov_budget.program.program import Program

RULE = "whole quanta"


def quantised(program: Program) -> Program:
    r"""Let each project be paid whole quanta alone.

    .. math:: \text{credits}_p = q\, n_p, \qquad n_p \in \{0, 1, 2, \dots\}

    in units of money, q being the quantum. It is a search over many whole numbers, worth while
    where a quantum is coarse and rounding the plan would break what it promises.

    Parameters
    ----------
    program : Program
        A program whose credits may be any fraction.

    Returns
    -------
    Program
        The same with a column of whole numbers and a row for each project, both at the end.
    """
    columns = program.columns
    count, (rows, width) = columns.n_projects, program.matrix.shape
    brought = sparse.csr_array((count, width - columns.size))
    credits = sparse.hstack([columns.credits * float(columns.unit), brought])
    matrix = sparse.block_array(
        [[program.matrix, sparse.csr_array((rows, count))], [credits, -sparse.eye_array(count)]], format="csr"
    )
    return dataclasses.replace(
        program,
        goals=tuple(
            dataclasses.replace(goal, coefficients=np.concatenate([goal.coefficients, np.zeros(count)]))
            for goal in program.goals
        ),
        upper=np.concatenate([program.upper, most_each(program.scenario, columns).astype(np.float64)]),
        whole=np.concatenate([program.whole, np.ones(count, dtype=bool)]),
        matrix=matrix,
        row_lower=np.concatenate([program.row_lower, np.zeros(count)]),
        row_upper=np.concatenate([program.row_upper, np.zeros(count)]),
        row_rule=(*program.row_rule, *[RULE] * count),
        row_subject=(*program.row_subject, *columns.projects.tolist()),
        owner=np.concatenate([program.owner, np.full(count, -1)]),
    )
