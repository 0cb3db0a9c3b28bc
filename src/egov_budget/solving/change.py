"""What is changed in a program before it is solved again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = float | NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Change:
    """Other bounds of rows or columns.

    Parameters
    ----------
    at : int or ndarray of int64
        Which rows or columns.
    lower, upper : float or ndarray of float
        Their bounds, infinite where there is none.
    of_columns : bool
        Whether they are columns.
    """

    at: int | NDArray[np.int64]
    lower: Numbers
    upper: Numbers
    of_columns: bool = False
