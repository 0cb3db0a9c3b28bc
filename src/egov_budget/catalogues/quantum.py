"""The quantum that a catalogue's amounts are written in."""

from __future__ import annotations

import pandas as pd

from egov_budget.money import is_whole

UNIT, CENT = 1.0, 0.01


def quantum_of(amounts: pd.Series) -> float:
    """Return 1 if every amount is whole, otherwise a cent.

    Parameters
    ----------
    amounts : Series of float
        Amounts in currency units; missing ones say nothing.

    Returns
    -------
    float
        A finer amount is found out when the scenario is checked.

    Examples
    --------
    >>> quantum_of(pd.Series([1200.0, 35.0])), quantum_of(pd.Series([1200.0, 35.5]))
    (1.0, 0.01)
    """
    return UNIT if is_whole(amounts, UNIT).all() else CENT
