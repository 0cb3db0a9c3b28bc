"""Bounds of a program's rows at other pools, without formulating it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.money import to_amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program.program import Program

PARTS = ("indptr", "indices", "data")  # of a sparse matrix
Bounds = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def pool_bounds(program: Program, pools: Sequence[float]) -> Iterator[Bounds]:
    """Yield the bounds of all rows at each pool.

    The pool itself moves, and with it every floor and ceiling that is a percentage of it.

    Parameters
    ----------
    program : Program
        The program at the scenario's own pool.
    pools : sequence of float
        Other pools, currency units, whole quanta.

    Yields
    ------
    lower, upper : ndarray of float, shape (m,)
        Bounds at one pool after the other.
    """
    for pool in pools:
        lower, upper = program.row_lower.copy(), program.row_upper.copy()
        moved = [rule.at_pool(program.scenario, pool) for rule in program.rules]
        for row in np.flatnonzero(program.rows_of(lambda rule: rule.money)).tolist():
            bound = moved[program.owner[row]].get(program.row_subject[row])
            if bound is not None:
                side = lower if np.isfinite(lower[row]) else upper
                side[row] = bound / program.columns.unit
        yield lower, upper


def parts_of_the_pool(program: Program, wide: int) -> list[tuple[int, int, int]]:
    """Return the rows whose bound is a part of the pool, each with its side and its bound at a wide pool.

    Parameters
    ----------
    program : Program
        The program at the scenario's own pool.
    wide : int
        That pool, quanta; so many digits of the part are told.

    Returns
    -------
    list of (int, int, int)
        Row, 1 where it is bounded above and 0 where below, and the bound at that pool in quanta; a bound
        below is rounded up, one above down.
    """
    pool = float(to_amounts(wide, program.columns.quantum))
    here = [rule.at_pool(program.scenario, program.scenario.settings.pool) for rule in program.rules]
    there = [rule.at_pool(program.scenario, pool) for rule in program.rules]
    found = []
    for row in np.flatnonzero(program.rows_of(lambda rule: rule.money)).tolist():
        bound = there[program.owner[row]].get(program.row_subject[row])
        if bound is not None and bound != here[program.owner[row]][program.row_subject[row]]:
            found.append((row, int(not np.isfinite(program.row_lower[row])), bound))
    return found


def moves_with_the_pool(program: Program, other: Program, pool: float) -> bool:
    """Tell whether ``pool_bounds`` says all that another pool changes in a program.

    Parameters
    ----------
    program, other : Program
        One scenario at its own pool and at another.
    pool : float
        That other pool, currency units.

    Returns
    -------
    bool
        False if a rule of one's own depends on the pool too.
    """
    lower, upper = next(pool_bounds(program, [pool]))
    pairs = [(lower, other.row_lower), (upper, other.row_upper)]
    pairs += [(getattr(program.matrix, part), getattr(other.matrix, part)) for part in PARTS]
    return all(np.array_equal(here, there) for here, there in pairs)
