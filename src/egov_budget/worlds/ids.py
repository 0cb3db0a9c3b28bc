"""Ids that sort as they count."""

from __future__ import annotations

import numpy as np

from egov_budget.worlds.lexicon import Words


def ids(letter: str, count: int) -> Words:
    """Return ``count`` ids of one length, numbered from 1.

    Examples
    --------
    >>> ids("p", 12)[[0, 11]].tolist()
    ['p01', 'p12']
    """
    width = len(str(count))
    return np.array([f"{letter}{number:0{width}d}" for number in range(1, count + 1)], dtype=object)
