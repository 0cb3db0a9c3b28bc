"""binding: whose credits a target or a level hangs on, so that rounding must not take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns import Delivery

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program


def binding(
    program: Program,
    share: NDArray[np.float64],
    due: NDArray[np.float64],
    leads: NDArray[np.int64],
    values: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Tell which projects hold up a row that demands points, such as a service's at 90 %.

    Rounding to whole quanta takes up to one quantum from each project with a fraction. A row that
    would fall short by that is binding, and so are the funded projects that bring its points: they
    are rounded up, and what that adds is cut elsewhere. A row that would fall short if all of it
    were cut from one of its projects is nearly binding.

    Parameters
    ----------
    program : Program
        What was solved.
    share : ndarray of float, shape (n,)
        Delivered share of each project before rounding.
    due : ndarray of float, shape (n,)
        What the shares cost, quanta.
    leads : ndarray of int64, shape (groups,)
        Leading project of each group, -1 where nobody leads.
    values : ndarray of float, shape (columns,)
        The solver's values, for the columns that rules and objectives brought along.

    Returns
    -------
    ndarray of int64, shape (n,)
        2 for a project of a binding row, 1 for one of a row that is nearly so, else 0.
    """
    columns = program.expansion.columns
    at = columns.starts["g"]
    demanding = np.isfinite(program.row_lower)
    points = sparse.csr_array(program.matrix[demanding, at : columns.size])
    if not points.nnz:
        return np.zeros(columns.n_projects, dtype=np.int64)
    now = Delivery.of(columns, share, leads).points
    brought = program.matrix[:, columns.size :][demanding] @ _rounded(program, values)
    slack = points @ now + brought - program.row_lower[demanding]
    price = _least_price(program)

    def holding_up(quanta: int) -> NDArray[np.bool_]:
        loss = now - Delivery.of(columns, np.maximum(share - quanta / price, 0.0), leads).points
        short = slack < points @ loss
        felt = (sparse.csr_array(points[short]).sum(axis=0) > 0) & (loss > 0)
        held = np.zeros(columns.n_projects, dtype=bool)
        held[columns.effect_project[felt[columns.effect_cell]]] = True
        waits = np.unique(columns.joint.of_effect[felt[columns.effect_cell]])
        held[columns.joint.opener[np.isin(columns.joint.row, waits[waits >= 0])]] = True
        return held & (share > 0)

    strictly = holding_up(1)
    added = int((np.abs(due - np.rint(due)) > 0)[strictly].sum())
    return strictly.astype(np.int64) + holding_up(added + 1)


def _rounded(program: Program, values: NDArray[np.float64]) -> NDArray[np.float64]:
    brought = values[program.columns.size :]
    return np.where(program.whole[program.columns.size :], np.rint(brought), brought)


def _least_price(program: Program) -> NDArray[np.int64]:
    """Return the fewest quanta that a full share of each project, or of any of its group, costs."""
    columns = program.columns
    price = np.maximum(columns.as_adopter, 1)
    least = np.full(len(columns.groups), np.iinfo(np.int64).max)
    np.minimum.at(least, columns.group, price[columns.member])
    price[columns.member] = least[columns.group]
    return price
