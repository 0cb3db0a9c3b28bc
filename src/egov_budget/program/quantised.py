"""quantised: a Program whose credits are whole quanta already, before anything is rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns import Block
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
    count, width = columns.n_projects, program.matrix.shape[1]
    brought = sparse.csr_array((count, width - columns.size))
    matrix = sparse.hstack(
        [columns.credits * float(columns.unit), brought, -sparse.eye_array(count)], format="csr"
    )
    block = Block(columns.projects.tolist(), matrix, np.zeros(count), np.zeros(count))
    most = most_each(program.scenario, columns).astype(np.float64)
    return program.widened(block, most, [RULE] * count)
