"""A settled plan as a value for every column of its program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns, Delivery


def values(
    columns: Columns, share: NDArray[np.float64], leads: NDArray[np.int64], delivery: Delivery
) -> NDArray[np.float64]:
    """Return the value of every column at a plan.

    Parameters
    ----------
    columns : Columns
        Keys of the columns.
    share : ndarray of float, shape (n,)
        Delivered share of each project.
    leads : ndarray of int64, shape (groups,)
        Project that leads each group, -1 where nobody does.
    delivery : Delivery
        What the shares gain.

    Returns
    -------
    ndarray of float, shape (columns,)
        Shares, common work, what is done apart, leads, joint shares, points that groups add, points
        gained.
    """
    leading = leads[columns.group] == columns.member
    apart = np.where(leads[columns.group] < 0, share[columns.member], 0.0)
    unled = np.where(np.isin(np.arange(len(columns.groups)), columns.group), columns.largest(apart), 1.0)
    built = columns.largest(columns.common * share[columns.member]) / columns.unit
    return np.concatenate(
        [
            share,
            np.where(leading, built[columns.group], 0.0),
            apart,
            np.where(leading, share[columns.member], 0.0),
            unled,
            columns.joint.at(share),
            np.minimum(delivery.together, delivery.most),
            delivery.points,
        ]
    )
