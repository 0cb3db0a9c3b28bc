"""with_binaries: a Program whose SOS1 sets are decided by binary columns."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns import Block

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
        [[links, -sparse.diags_array(program.upper[columns])], [sparse.csr_array((sets, width)), once]],
        format="csr",
    )
    owners = [one.owner for one in program.sos1]
    owner = np.concatenate([np.array(owners)[of], owners]).astype(np.int64)
    names = [program.column_names[column] for column in columns]
    block = Block(
        [*names, *(one.subject for one in program.sos1)],
        matrix,
        np.full(count + sets, -np.inf),
        np.concatenate([np.zeros(count), np.ones(sets)]),
    )
    rules = [program.rules[at].name for at in owner]
    return dataclasses.replace(program.widened(block, np.ones(count), rules, owner), sos1=())
