"""switched: a Program whose choices are decided by yes/no columns."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from egov_budget.program.program import Program

RULE = "one lead"


def switched(program: Program) -> Program:
    r"""Replace every choice by switches, so that the best one is searched for.

    .. math:: c_j \le U_j \ell_j, \qquad \sum_j \ell_j \le 1, \qquad \ell_j \in \{0, 1\}

    Parameters
    ----------
    program : Program
        A program with choices.

    Returns
    -------
    Program
        The same without choices; as it is where there are none.
    """
    if not program.choices:
        return program
    columns = np.concatenate([choice.columns for choice in program.choices])
    of = np.repeat(np.arange(len(program.choices)), [len(choice.columns) for choice in program.choices])
    count, sets, width = len(columns), len(program.choices), len(program.upper)
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
    names = [program.column_names[column] for column in columns]
    subjects = [*names, *(choice.subject for choice in program.choices)]
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
        row_rule=(*program.row_rule, *[RULE] * (count + sets)),
        row_subject=(*program.row_subject, *subjects),
        choices=(),
    )
