"""How many others ask for the like: what two projects have in common with third ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.similarity.compare import running

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

AT_ONCE = 10_000  # pairs whose neighbours are in memory at once


def shared_neighbours(
    near: csr_array, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the shared-neighbour similarity of each pair.

    Work that every agency needs (records, grants, pay) is asked for by many, each of whom
    resembles both; two projects that only share a phrase have no such neighbours.

    Parameters
    ----------
    near : csr_array
        Similarity of each record with each of its neighbours.
    left, right : ndarray of int64
        Rows of the pairs, edges or not.

    Returns
    -------
    ndarray of float64
        Sum over all third records of the smaller of its two similarities; 0 without any.

    Notes
    -----
    The similarities are whole multiples of 2**-40, so the sums are exact in any order.
    """

    def common(at: int) -> NDArray[np.float64]:
        one, other = near[left[at : at + AT_ONCE]], near[right[at : at + AT_ONCE]]
        return np.asarray(one.minimum(other).sum(axis=1), dtype=np.float64)

    with running(None) as run:
        return np.concatenate([np.empty(0), *run(common, range(0, len(left), AT_ONCE))])
