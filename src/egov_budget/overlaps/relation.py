"""The signs of a pair -> the probability of each kind of common work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from egov_budget.language.toml_of import toml_of
from egov_budget.overlaps.named_products import named
from egov_budget.overlaps.relation_signs import SIGNS, relation_signs
from egov_budget.scenario.relations import RELATIONS
from egov_budget.similarity.logistic import log_odds

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from egov_budget.overlaps.features import Features

KINDS = np.flatnonzero([name.startswith("kinds: ") for name in SIGNS])
_told = toml_of("egov_budget.overlaps", "relation.toml")
CURVES = np.array([[_told[name][sign] for sign in (*SIGNS, "declared", "start")] for name in RELATIONS])


def relations(
    records: pd.DataFrame, left: NDArray[np.int64], right: NDArray[np.int64], seen: Features
) -> NDArray[np.float64]:
    """Return the probability of each relation of pairs, given that they have work in common.

    Parameters
    ----------
    records : DataFrame
        Records with an id and any of agency, title and description.
    left, right : ndarray of int64
        Rows of the pairs.
    seen : Features
        Features of the pairs: whether both records declare attributes, and if not their kinds of work.

    Returns
    -------
    ndarray of float64, shape (pairs, 4)
        By ``RELATIONS``; rows sum to 1.

    Examples
    --------
    >>> import pandas as pd
    >>> from egov_budget import similarity_graph
    >>> from egov_budget.overlaps.features import features
    >>> titles = ["Adopt GCdocs", "Move to GCdocs", "Grants portal", "Grants and contributions system"]
    >>> table = pd.DataFrame({"id": [*"abcd"], "agency": [*"abcd"], "title": titles})
    >>> ends = np.array([0, 2]), np.array([1, 3])
    >>> found = relations(table, *ends, features(similarity_graph(table), *ends))
    >>> [RELATIONS[at] for at in found.argmax(axis=1)]
    ['rollout', 'parallel']
    """
    return chances(CURVES, signs_of(records, left, right, seen))


def signs_of(
    records: pd.DataFrame, left: NDArray[np.int64], right: NDArray[np.int64], seen: Features
) -> NDArray[np.float64]:
    """Return the signs of pairs, whether they declare attributes, and a column of ones."""
    if not len(left):
        return np.empty((0, len(SIGNS) + 2))
    declared = seen.attributed
    names = named(records) if seen.corpus is None else seen.corpus.named
    signs = relation_signs(records, left, right, seen.kinds, names)
    if seen.kinds is not None:
        signs[np.ix_(declared, KINDS)] = 0
    return np.column_stack([signs, declared, np.ones(len(left))])


def chances(curves: NDArray[np.float64], signs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what one curve a relation says: parallel or not, and if not which of the others."""
    chance = 1 / (1 + np.exp(-log_odds(signs, curves)))
    others = chance[:, 1:]
    chance[:, 1:] = (1 - chance[:, :1]) * others / others.sum(axis=1, keepdims=True)
    return np.asarray(chance)
