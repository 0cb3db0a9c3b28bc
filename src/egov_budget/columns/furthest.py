"""How far groups deliver their common work: of a plan, and as rows over the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns.columns import Columns


def furthest(share: NDArray[np.float64], leads: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of the lead of each group, and 1 where nobody leads; shape (groups,).

    Nobody uses more of the common work than the lead has built. Members that work apart each build
    their own, and what they deliver of it adds up.
    """
    return np.where(leads >= 0, share[leads], 1.0)


def furthest_rows(columns: Columns) -> sparse.csr_array:
    r"""Return :math:`\sum_{p \in G} (b_p + a_p)`, the most of it in any plan, as rows over the columns.

    It is :math:`n_G`, up to 1, where the columns have no members: in a year without shared work.
    """
    m, count = np.arange(len(columns.member)), len(columns.groups)
    apart = np.setdiff1d(np.arange(count), columns.group)
    row = np.concatenate([columns.group, columns.group, apart])
    starts = columns.starts
    column = np.concatenate([starts["b"] + m, starts["a"] + m, starts["n"] + apart])
    return columns.rows(row, column, np.ones(len(row)), count)


def delivered_by_groups(columns: Columns, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far groups deliver at values of the columns, shape (groups,); 1 at most."""
    led: NDArray[np.float64] = furthest_rows(columns) @ values[: columns.size]
    return np.minimum(led, 1.0)
