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
    r"""Let each project be paid whole quanta alone, in each year.

    .. math:: \text{credits}_{pt} = q\, n_{pt}, \qquad n_{pt} \in \{0, 1, 2, \dots\}

    in units of money, q being the quantum. It is a search over many whole numbers, worth while
    where a quantum is coarse and rounding the plan would break what it promises. Plans that pay for work
    a part of a quantum sooner or later than it costs are not among these: where none of these is left,
    one of those may keep every rule.

    Parameters
    ----------
    program : Program
        A program whose credits may be any fraction.

    Returns
    -------
    Program
        The same with a column of whole numbers and a row for each project and year, all at the end.
    """
    columns, expansion = program.columns, program.expansion
    paid = sparse.vstack(expansion.paid, format="csr") * float(columns.unit)
    count = paid.shape[0]
    brought = sparse.csr_array((count, program.matrix.shape[1] - expansion.size))
    matrix = sparse.hstack([paid, brought, -sparse.eye_array(count)], format="csr")
    years = expansion.calendar.count
    block = Block(columns.projects.tolist() * years, matrix, np.zeros(count), np.zeros(count))
    most = np.tile(most_each(program.scenario, columns).astype(np.float64), years)
    return program.widened(block, most, [RULE] * count)
