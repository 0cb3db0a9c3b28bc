"""What is changed in a trial of a program, and what the trial gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Change:
    """New bounds of one row or one column.

    Parameters
    ----------
    place : int
        Which row or column.
    lower, upper : float
        Its bounds in the trial, infinite where there is none.
    of_column : bool
        Whether it is a column.
    """

    place: int
    lower: float
    upper: float
    of_column: bool = False


@dataclass(frozen=True)
class Coefficient:
    """Another coefficient of one column in one row.

    Parameters
    ----------
    row, column : int
        Which entry; one that is 0 in the program stays 0.
    value : float
        What it is in the trial.
    """

    row: int
    column: int
    value: float


@dataclass(frozen=True, eq=False)
class Trial:
    """What the first goal reaches in a trial, more being better whatever the goal.

    Parameters
    ----------
    value : float
        What the plan found reaches; minus infinity if no plan keeps every rule.
    bound : float
        No plan reaches more.
    values : ndarray of float or None
        Value of every column.
    prices : ndarray of float, shape (rows,), or None
        Change of the goal per unit of each row's bound; linear programs alone have it.
    """

    value: float
    bound: float
    values: NDArray[np.float64] | None = None
    prices: NDArray[np.float64] | None = None

    @property
    def gap(self) -> float:
        """Distance to the bound."""
        return 0.0 if self.values is None else max(self.bound - self.value, 0.0)
