"""differing: a Program whose plans each differ from plans that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns import Block
from egov_budget.rules.excluded import most_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program

RULE = "another plan"


def differing(program: Program, known: Sequence[NDArray[np.int64]], least: int) -> Program:
    r"""Demand that some project is paid more or less than in each of several plans.

    .. math::
        (k_p + d)\, u_p \le \text{credits}_p \le C_p - (C_p - k_p + d)\, v_p, \qquad
        \sum_p (u_p + v_p) \ge 1, \qquad u_p, v_p \in \{0, 1\}

    for each plan k, with the most :math:`C_p` that a project can be paid. A project that is delivered
    in full or not at all, and shares no work, counts with its share itself: :math:`x_p` or
    :math:`1 - x_p`. Every plan that pays some project d more or less than k is left.

    Parameters
    ----------
    program : Program
        What is solved.
    known : sequence of ndarray of int64, shape (n,)
        Credits of each project in each known plan, quanta.
    least : int
        The difference d, quanta.

    Returns
    -------
    Program
        The same with a row for each plan, and columns and rows for each project of which parts can be
        paid.
    """
    for paid in known:
        program = _another(program, paid, least)
    return program


def _another(program: Program, paid: NDArray[np.int64], least: int) -> Program:
    columns, (_, width) = program.columns, program.matrix.shape
    most = most_each(program.scenario, columns).astype(np.int64)
    whole = program.whole[: columns.n_projects].copy()
    whole[columns.member] = False
    row = np.zeros((1, width))
    row[0, np.flatnonzero(whole)] = np.where(paid[whole] > 0, -1.0, 1.0)
    more, less = np.flatnonzero(~whole & (paid + least <= most)), np.flatnonzero(~whole & (paid >= least))
    one = np.maximum(most, 1)  # rows are parts of what a project can be paid, so that entries stay near 1
    part = sparse.diags_array(columns.unit / one).tocsr() @ columns.credits
    credits = sparse.hstack([part, sparse.csr_array((len(paid), width - columns.size))], format="csr")
    added = -((paid + least) / one)[more], ((most - paid + least) / one)[less]
    none = sparse.csr_array((len(more), len(less)))
    once = [sparse.csr_array(np.ones((1, len(those)))) for those in (more, less)]
    matrix = sparse.block_array(
        [
            [credits[more], sparse.diags_array(added[0]), none],
            [credits[less], none.T, sparse.diags_array(added[1])],
            [sparse.csr_array(row), *once],
        ],
        format="csr",
    )
    block = Block(
        [*columns.projects[more].tolist(), *columns.projects[less].tolist(), RULE],
        matrix,
        np.concatenate([np.zeros(len(more)), np.full(len(less), -np.inf), [1.0 - (paid[whole] > 0).sum()]]),
        np.concatenate([np.full(len(more), np.inf), (most / one)[less], [np.inf]]),
    )
    return program.widened(block, np.ones(len(more) + len(less)), [RULE] * len(block.subjects))
