"""elastic: a Program in which the pool and the limits may give way, at a price of one a credit."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.objectives import Goal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program
    from egov_budget.rules.limit import Loosening

RULE = "part of the pool"


@dataclass(frozen=True, eq=False)
class Elastic:
    """Rows that give way: the pool first, then limits.

    Parameters
    ----------
    rows : ndarray of int64
        Rows of the program, in the order of the columns that give.
    sign : ndarray of float
        -1 where the bound is raised, 1 where it is lowered.
    moving : ndarray of int64
        Rows of limits that are a part of the pool and move with it.
    program : Program
        The program with columns of whole quanta from ``starts`` on: what each row gives, then
        where each moving limit stands.
    starts : int
        First of those columns.
    """

    rows: NDArray[np.int64]
    sign: NDArray[np.float64]
    moving: NDArray[np.int64]
    program: Program
    starts: int


def elastic(program: Program, *, pool_from: int, limits_give: bool) -> Elastic:
    r"""Let the pool, and perhaps floors and ceilings, give way by whole quanta, as few as possible.

    .. math::
        \min\; s_B + \sum_H s_H, \qquad \sum_p \text{credits}_p \le B_0 + s_B, \qquad
        F_H(B_0 + s_B) - s_H \le \sum_{p \in H} \text{credits}_p \le C_H(B_0 + s_B) + s_H

    A limit that is a percentage of the pool moves with it, in whole quanta too.

    Parameters
    ----------
    program : Program
        A program whose rules may exclude each other.
    pool_from : int
        Pool in quanta to begin with; 0 to find the smallest pool.
    limits_give : bool
        Whether floors and ceilings give way too, or the pool alone.

    Returns
    -------
    Elastic
        The wider program and where what gives way stands in it.
    """
    columns = program.columns
    bounds = _loosened(program)
    whole = program.rows_of(lambda rule: rule.of_the_pool)
    first, others = [row for row in bounds if whole[row]], [row for row in bounds if not whole[row]]
    pool, limit = np.array(first, dtype=np.int64), np.array(others, dtype=np.int64)
    lowered = np.array([bounds[row].lowered for row in others], dtype=bool)
    part = np.array([bounds[row].part for row in others])
    moving = np.flatnonzero(part)
    giving = np.concatenate([pool, limit if limits_give else limit[:0]])
    sign = np.concatenate([-np.ones(len(pool)), np.where(lowered, 1.0, -1.0)[: len(giving) - len(pool)]])
    width, count, extra = program.matrix.shape[1], len(giving), len(moving)
    at, base = limit[moving], part[moving] * pool_from
    lower, upper = program.row_lower.copy(), program.row_upper.copy()
    lower[at[lowered[moving]]] = 0.0
    upper[at[~lowered[moving]]] = 0.0
    upper[pool] = pool_from / columns.unit
    goal = Goal(
        "credits given up",
        program.scenario.settings.currency,
        np.concatenate([np.zeros(width), np.ones(count), np.zeros(extra)]),
        maximise=False,
        scale=columns.quantum,
    )
    most = float(columns.cost.sum() + columns.common.sum() + columns.pool)
    wider = dataclasses.replace(
        program,
        goals=(goal,),
        upper=np.concatenate([program.upper, np.full(count + extra, most)]),
        whole=np.concatenate([program.whole, np.ones(count + extra, dtype=bool)]),
        matrix=_giving(program, giving, sign, at, np.repeat(part[moving, None], len(pool), axis=1)),
        row_lower=np.concatenate([lower, np.where(lowered[moving], base, -np.inf)]),
        row_upper=np.concatenate([upper, np.where(lowered[moving], np.inf, base)]),
        row_rule=(*program.row_rule, *[RULE] * extra),
        row_subject=(*program.row_subject, *(program.row_subject[row] for row in at)),
        owner=np.concatenate([program.owner, np.full(extra, -1)]),
    )
    return Elastic(giving, sign, at, wider, width)


def _giving(
    program: Program,
    giving: NDArray[np.int64],
    sign: NDArray[np.float64],
    at: NDArray[np.int64],
    part: NDArray[np.float64],
) -> sparse.csr_array:
    """Return the rows with columns for what each bound gives and where each moving limit stands."""
    unit, (rows, width) = program.columns.unit, program.matrix.shape
    count, (extra, pools) = len(giving), part.shape
    give = sparse.csr_array((sign / unit, (giving, np.arange(count))), shape=(rows, count))
    tied = sparse.csr_array((-np.ones(extra) / unit, (at, np.arange(extra))), shape=(rows, extra))
    parts = np.hstack([-part, np.zeros((extra, count - pools))])  # of each pool in each limit that moves
    still = sparse.csr_array((extra, width))
    above = sparse.hstack([program.matrix, give, tied], format="csr")
    below = sparse.hstack([still, sparse.csr_array(parts), sparse.eye_array(extra)], format="csr")
    return sparse.csr_array(sparse.vstack([above, below]))


def _loosened(program: Program) -> dict[int, Loosening]:
    """Return how each row of the program that may give way does."""
    known = [rule.loosening(program.scenario) for rule in program.rules]
    found = {}
    for row, (owner, subject) in enumerate(zip(program.owner.tolist(), program.row_subject, strict=True)):
        if owner >= 0 and subject in known[owner]:
            found[row] = known[owner][subject]
    return found
