"""Numbers of a table as whole numbers over one denominator."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def decimals(values: ArrayLike) -> tuple[NDArray[Any], int]:
    """Return each number as its decimal notation means it, over one common denominator.

    Parameters
    ----------
    values : array_like of float
        Finite numbers; 0.1 means 1/10, not the nearest binary number.

    Returns
    -------
    numerators : ndarray of int
        Whole numbers of any size, same shape.
    denominator : int
        Common denominator, 1 where there is no number.

    Examples
    --------
    >>> numerators, denominator = decimals([0.1, 0.25, 3])
    >>> numerators.tolist(), denominator
    ([2, 5, 60], 20)
    """
    distinct, place = np.unique(np.asarray(values, dtype=np.float64), return_inverse=True)
    exact = [Fraction(repr(value)) for value in distinct.tolist()]
    denominator = lcm(*(number.denominator for number in exact))
    numerators = [number.numerator * (denominator // number.denominator) for number in exact]
    return np.array(numerators, dtype=object)[place], denominator
