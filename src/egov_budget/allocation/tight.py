"""tight: whose credits a target or a level hangs on, so that rounding must not take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.allocation.delivery import Delivery

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program


def tight(
    program: Program,
    share: NDArray[np.float64],
    due: NDArray[np.float64],
    values: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Tell which projects hold up a row that demands points, such as a service's at 90 %.

    Rounding to whole quanta takes at most one quantum from each project with a fraction, and what
    it adds elsewhere is cut from others. A row that could fall short by so much is tight, and so
    are the funded projects that bring its points.

    Parameters
    ----------
    program : Program
        What was solved.
    share : ndarray of float, shape (n,)
        Delivered share of each project before rounding.
    due : ndarray of float, shape (n,)
        What the shares cost, quanta.
    values : ndarray of float, shape (columns,)
        The solver's values, for the columns that rules and objectives brought along.

    Returns
    -------
    ndarray of bool, shape (n,)
        None at all where no row demands points.
    """
    columns = program.columns
    at = columns.starts["g"]
    points = program.matrix[:, at : columns.size]
    demanding = np.isfinite(program.row_lower) & (np.diff(points.indptr) > 0)
    if not demanding.any():
        return np.zeros(columns.n_projects, dtype=bool)
    points = sparse.csr_array(points[demanding])
    fractions = int((np.abs(due - np.rint(due)) > 0).sum())
    lost = (fractions + 1) / np.maximum(_least_price(program), 1)
    now = Delivery.of(columns, share).points
    loss = now - Delivery.of(columns, np.maximum(share - lost, 0.0)).points
    brought = program.matrix[:, columns.size :][demanding] @ _rounded(program, values)
    slack = points @ now + brought - program.row_lower[demanding]
    short = slack < points @ loss
    felt = (sparse.csr_array(points[short]).sum(axis=0) > 0) & (loss > 0)
    held = np.zeros(columns.n_projects, dtype=bool)
    held[columns.effect_project[felt[columns.effect_cell]]] = True
    return held & (share > 0)


def _rounded(program: Program, values: NDArray[np.float64]) -> NDArray[np.float64]:
    brought = values[program.columns.size :]
    return np.where(program.whole[program.columns.size :], np.rint(brought), brought)


def _least_price(program: Program) -> NDArray[np.int64]:
    """Return the fewest quanta that a full share of each project, or of any of its group, costs."""
    columns = program.columns
    price = columns.cost.copy()
    price[columns.member] += columns.connection - columns.common
    price = np.maximum(price, 1)
    least = np.full(len(columns.groups), np.iinfo(np.int64).max)
    np.minimum.at(least, columns.group, price[columns.member])
    price[columns.member] = least[columns.group]
    return price
