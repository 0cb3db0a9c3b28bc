"""What single projects may be paid when a plan is settled: frozen credits and ceilings of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.rules import Frozen, ProjectCeiling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program


def bounded(
    program: Program, due: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.bool_]]:
    """Hold what is due within what single projects may be paid.

    Parameters
    ----------
    program : Program
        Its rules may freeze projects or give them ceilings.
    due : ndarray of float, shape (n,)
        What the shares cost, quanta.

    Returns
    -------
    due : ndarray of float, shape (n,)
        Frozen credits as they are, the rest at most at its ceiling.
    most : ndarray of int64, shape (n,)
        Most that each project can be paid, quanta.
    frozen : ndarray of bool, shape (n,)
        Projects whose credits must not change.
    """
    most = np.maximum(program.columns.cost, np.ceil(due).astype(np.int64))
    frozen = np.zeros(len(due), dtype=bool)
    for rule in program.rules:
        if isinstance(rule, ProjectCeiling):
            for _, at, ceiling in rule.ceilings(program.columns):
                most[at] = min(int(most[at]), ceiling)
        elif isinstance(rule, Frozen):
            _, places, paid = rule.kept(program.columns)
            most[places], frozen[places] = paid, True
    return np.where(frozen, most, np.minimum(due, most)), most, frozen
