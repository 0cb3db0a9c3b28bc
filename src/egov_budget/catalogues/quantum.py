"""The quantum that a catalogue's amounts are written in, and their sum in it."""

from __future__ import annotations

import pandas as pd

from egov_budget.money import is_whole, to_quanta

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


def quanta_in(amounts: pd.Series, quantum: float) -> int:
    """Return the sum of amounts in quanta, exactly.

    Parameters
    ----------
    amounts : Series of float
        Amounts in currency units; missing ones and those that are no whole number of quanta, which
        are found out when the scenario is checked, are left out.
    quantum : float
        Smallest amount that is paid out, currency units.

    Returns
    -------
    int
        0 for no amounts.

    Examples
    --------
    >>> quanta_in(pd.Series([0.1, 0.2]), 0.01)
    30
    """
    known = amounts.dropna()
    return sum(to_quanta(known[is_whole(known, quantum)], quantum).tolist())
