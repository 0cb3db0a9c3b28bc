"""Snapshot: the state of a HiGHS engine as a value, to be changed and put back."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    import highspy
    from numpy.typing import ArrayLike, NDArray

    Places = int | slice | NDArray[np.int64]
    Pair = tuple[NDArray[np.generic], NDArray[np.generic]]

DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4  # HiGHS: simplex_strategy


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Bounds, integrality and cuts of a program in an engine, and where a run starts.

    Parameters
    ----------
    column_lower, column_upper : ndarray of float, shape (n,)
        Bounds of the columns.
    row_lower, row_upper : ndarray of float, shape (m + cuts,)
        Bounds of the rows, those of the cuts last.
    whole : ndarray of bool, shape (n,)
        Columns that take whole numbers alone.
    cuts : tuple of ndarray of float, shape (n,)
        Coefficients of the rows that were added.
    strategy : int
        Simplex method, as HiGHS numbers them.
    basis : HighsBasis or None
        Where the next run starts; ``None`` means where the last one ended.
    """

    column_lower: NDArray[np.float64]
    column_upper: NDArray[np.float64]
    row_lower: NDArray[np.float64]
    row_upper: NDArray[np.float64]
    whole: NDArray[np.bool_]
    cuts: tuple[NDArray[np.float64], ...] = ()
    strategy: int = DUAL_SIMPLEX
    basis: highspy.HighsBasis | None = None

    def with_columns(self, at: Places, lower: ArrayLike, upper: ArrayLike) -> Self:
        """Return the state with other bounds of some columns."""
        low, high = _put(self.column_lower, at, lower), _put(self.column_upper, at, upper)
        return dataclasses.replace(self, column_lower=low, column_upper=high)

    def with_rows(self, at: Places, lower: ArrayLike, upper: ArrayLike) -> Self:
        """Return the state with other bounds of some rows."""
        low, high = _put(self.row_lower, at, lower), _put(self.row_upper, at, upper)
        return dataclasses.replace(self, row_lower=low, row_upper=high)

    def with_whole(self, at: Places, whole: bool) -> Self:
        """Return the state in which some columns take whole numbers alone, or fractions too."""
        return dataclasses.replace(self, whole=_put(self.whole, at, whole))

    def holding(self, at: NDArray[np.int64], values: NDArray[np.float64]) -> Self:
        """Return the state in which some columns stay at whole numbers as they were found."""
        fixed = np.rint(values[at])
        return self.with_columns(at, fixed, fixed).with_whole(at, False)

    def within(self, upper: NDArray[np.float64]) -> Self:
        """Return the state with no column above some bounds."""
        return dataclasses.replace(self, column_upper=np.minimum(self.column_upper, upper))

    def with_cut(self, cost: NDArray[np.float64], most: float) -> Self:
        """Return the state in which ``cost @ columns <= most`` too."""
        return dataclasses.replace(
            self,
            cuts=(*self.cuts, cost),
            row_lower=np.append(self.row_lower, -np.inf),
            row_upper=np.append(self.row_upper, most),
        )


def _put(array: NDArray[Any], at: Places, value: ArrayLike) -> NDArray[Any]:
    found = array.copy()
    found[at] = value
    return found


def differing(*pairs: Pair) -> NDArray[np.int32]:
    """Return the places at which one array of any pair differs from the other."""
    apart = [before != after for before, after in pairs if before is not after]
    return np.flatnonzero(np.any(apart, axis=0)).astype(np.int32) if apart else np.zeros(0, dtype=np.int32)
