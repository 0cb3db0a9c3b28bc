"""The quantum that a catalogue's amounts are written in, and their sum in it."""

from __future__ import annotations

import pandas as pd

from egov_budget.money import is_whole, to_quanta

UNIT, CENT = 1.0, 0.01


def quantum_of(amounts: pd.Series, quanta: tuple[float, ...] = (UNIT, CENT)) -> float:
    """Return the first quantum that every amount is a whole number of; by default 1 or a cent.

    Parameters
    ----------
    amounts : Series of float
        Amounts in currency units; missing ones say nothing.
    quanta : tuple of float
        Quanta to choose from, the largest first.

    Returns
    -------
    float
        The last one if none does: a finer amount is found out when the scenario is checked.

    Examples
    --------
    >>> quantum_of(pd.Series([1200.0, 35.0])), quantum_of(pd.Series([1200.0, 35.5]))
    (1.0, 0.01)
    """
    return next((quantum for quantum in quanta if is_whole(amounts, quantum).all()), quanta[-1])


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
