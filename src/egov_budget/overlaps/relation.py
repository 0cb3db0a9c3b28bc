"""The signs of a pair -> the probability of each kind of common work."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.overlaps.relation_signs import SIGNS, relation_signs
from egov_budget.scenario.relations import RELATIONS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_told = tomllib.loads(files("egov_budget.overlaps").joinpath("relation.toml").read_text("utf-8"))
CURVES = np.array([[_told[name][sign] for sign in (*SIGNS, "declared", "start")] for name in RELATIONS])


def relations(
    records: pd.DataFrame,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    declared: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the probability of each relation of pairs, given that they have work in common.

    Parameters
    ----------
    records : DataFrame
        Records with an id and any of agency, title and description.
    left, right : ndarray of int64
        Rows of the pairs.
    declared : ndarray of bool
        Whether both records of a pair declare attributes.

    Returns
    -------
    ndarray of float64, shape (pairs, 4)
        By ``RELATIONS``; rows sum to 1.

    Examples
    --------
    >>> import pandas as pd
    >>> titles = ["Adopt GCdocs", "Move to GCdocs", "Grants portal", "Grants and contributions system"]
    >>> table = pd.DataFrame({"id": [*"abcd"], "agency": [*"abcd"], "title": titles})
    >>> found = relations(table, np.array([0, 2]), np.array([1, 3]), np.zeros(2, dtype=bool))
    >>> [RELATIONS[at] for at in found.argmax(axis=1)]
    ['rollout', 'parallel']
    """
    return chances(CURVES, signs_of(records, left, right, declared))


def signs_of(
    records: pd.DataFrame,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    declared: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the signs of pairs, whether they declare attributes, and a column of ones."""
    if not len(left):
        return np.empty((0, len(SIGNS) + 2))
    return np.column_stack([relation_signs(records, left, right), declared, np.ones(len(left))])


def chances(curves: NDArray[np.float64], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what one curve a relation says: parallel or not, and if not which of the others."""
    chance = 1 / (1 + np.exp(-(signs @ curves.T)))
    others = chance[:, 1:]
    chance[:, 1:] = (1 - chance[:, :1]) * others / others.sum(axis=1, keepdims=True)
    return np.asarray(chance)
