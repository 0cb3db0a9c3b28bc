"""Money in whole quanta: the smallest amount that is ever paid is one quantum.

Tables hold amounts in currency units as floats; everything that must be exact is done on
``int64`` counts of quanta. Both directions are exact for up to 2**53 quanta, and an amount
that is no whole number of quanta is found out, never rounded on the quiet.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LARGEST = 2**53
KEPT = 2**16  # numbers whose fraction is kept: tables repeat them, and reading one takes long


@lru_cache(maxsize=KEPT)
def exact(number: float) -> Fraction:
    """Return a number as the fraction its decimal notation means.

    Parameters
    ----------
    number : float
        A quantum, an amount, a score: finite.

    Returns
    -------
    Fraction
        ``0.01`` becomes 1/100, not the nearest binary number.

    Examples
    --------
    >>> exact(0.01)
    Fraction(1, 100)
    """
    return Fraction(repr(float(number)))


def to_quanta(amounts: ArrayLike, quantum: float) -> NDArray[np.int64]:
    """Return the whole quanta nearest to each amount.

    Parameters
    ----------
    amounts : array_like of float
        Amounts in currency units, finite.
    quantum : float
        Smallest payable amount, in currency units.

    Returns
    -------
    ndarray of int64
        Whole quanta, same shape.

    Examples
    --------
    >>> to_quanta([0.3, 12.0], 0.1).tolist()
    [3, 120]
    """
    unit = exact(quantum)
    scaled = np.asarray(amounts, dtype=np.float64) * unit.denominator / unit.numerator
    return np.rint(scaled).astype(np.int64)


def to_amounts(quanta: ArrayLike, quantum: float) -> NDArray[np.float64]:
    """Return counts of quanta as amounts, each the float nearest to the true amount.

    Parameters
    ----------
    quanta : array_like of int
        Whole quanta, at most 2**53 each.
    quantum : float
        Smallest payable amount, in currency units.

    Returns
    -------
    ndarray of float
        Amounts in currency units, same shape.

    Examples
    --------
    >>> to_amounts([3], 0.1).tolist()
    [0.3]
    """
    unit = exact(quantum)
    counts = np.asarray(quanta, dtype=np.int64)
    return counts.astype(np.float64) * unit.numerator / unit.denominator


def is_whole(amounts: ArrayLike, quantum: float) -> NDArray[np.bool_]:
    """Return whether each amount is a whole number of quanta that a float counts exactly.

    Parameters
    ----------
    amounts : array_like of float
        Amounts in currency units; a missing amount (NaN) counts as whole.
    quantum : float
        Smallest payable amount, in currency units.

    Returns
    -------
    ndarray of bool
        Same shape.

    Examples
    --------
    >>> is_whole([0.3, 0.35], 0.1).tolist()
    [True, False]
    """
    values = np.asarray(amounts, dtype=np.float64)
    present = np.isfinite(values) & (np.abs(values) <= float(LARGEST * exact(quantum)))
    safe = np.where(present, values, 0.0)
    whole = to_amounts(to_quanta(safe, quantum), quantum) == safe
    counted: NDArray[np.bool_] = np.isnan(values) | (present & whole)
    return counted


def to_the_quantum(amount: float, quantum: float) -> float:
    """Return a solver's amount as whole quanta come to; NaN stays.

    Examples
    --------
    >>> to_the_quantum(0.30000000000000004, 0.1)
    0.3
    """
    return float(to_amounts(to_quanta([amount], quantum), quantum)[0]) if amount == amount else amount  # noqa: PLR0124  # NaN
