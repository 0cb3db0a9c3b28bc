"""with_binaries: a Program whose SOS1 sets are decided by binary columns."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from egov_budget.program.program import Program


def with_binaries(program: Program) -> Program:
    r"""Replace every SOS1 set by binaries, so that the best of its columns is searched for.

    .. math:: c_j \le U_j \ell_j, \qquad \sum_j \ell_j \le 1, \qquad \ell_j \in \{0, 1\}

    Parameters
    ----------
    program : Program
        A program with SOS1 sets.

    Returns
    -------
    Program
        The same without SOS1 sets; as it is where there are none.
    """
    if not program.sos1:
        return program
    columns = np.concatenate([one.columns for one in program.sos1])
    of = np.repeat(np.arange(len(program.sos1)), [len(one.columns) for one in program.sos1])
    count, sets, width = len(columns), len(program.sos1), len(program.upper)
    at = np.arange(count)
    links = sparse.csr_array((np.ones(count), (at, columns)), shape=(count, width))
    once = sparse.csr_array((np.ones(count), (of, at)), shape=(sets, count))
    matrix = sparse.block_array(
        [
            [program.matrix, sparse.csr_array((program.matrix.shape[0], count))],
            [links, -sparse.diags_array(program.upper[columns])],
            [sparse.csr_array((sets, width)), once],
        ],
        format="csr",
    )
    owners = [one.owner for one in program.sos1]
    owner = np.concatenate([np.array(owners)[of], owners]).astype(np.int64)
    names = [program.column_names[column] for column in columns]
    subjects = [*names, *(one.subject for one in program.sos1)]
    return dataclasses.replace(
        program,
        goals=tuple(
            dataclasses.replace(goal, coefficients=np.concatenate([goal.coefficients, np.zeros(count)]))
            for goal in program.goals
        ),
        upper=np.concatenate([program.upper, np.ones(count)]),
        whole=np.concatenate([program.whole, np.ones(count, dtype=bool)]),
        matrix=matrix,
        row_lower=np.concatenate([program.row_lower, np.full(count + sets, -np.inf)]),
        row_upper=np.concatenate([program.row_upper, np.zeros(count), np.ones(sets)]),
        row_rule=(*program.row_rule, *(program.rules[at].name for at in owner)),
        row_subject=(*program.row_subject, *subjects),
        owner=np.concatenate([program.owner, owner]),
        sos1=(),
    )
