"""Held: the arrays of a program that an engine is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.program import Program

SLOW = 20_000_000  # of this size on, a round of cuts takes HiGHS more than a second


@dataclass(frozen=True, eq=False)
class Held:
    """The arrays of a program, which can be sent to another process; its rules need not.

    Parameters
    ----------
    matrix : csr_array, shape (m, n)
        Coefficients of the rows.
    upper : ndarray of float, shape (n,)
        Upper bounds of the columns.
    row_lower, row_upper : ndarray of float, shape (m,)
        Bounds of the rows.
    whole : ndarray of bool, shape (n,)
        Columns that take whole numbers alone.
    spared : int
        Rows of the program that were written into its columns, which a search spares itself anyway.
    bare : bool
        Whether presolve would find next to nothing in a linear program.
    """

    matrix: sparse.csr_array
    upper: NDArray[np.float64]
    row_lower: NDArray[np.float64]
    row_upper: NDArray[np.float64]
    whole: NDArray[np.bool_]
    spared: int = field(default=0, kw_only=True)
    bare: bool = field(default=False, kw_only=True)

    @staticmethod
    def from_program(program: Program, spared: int = 0, *, bare: bool = False) -> Held:
        """Return the arrays of a program."""
        rows = program.row_lower, program.row_upper
        return Held(program.matrix, program.upper, *rows, program.whole, spared=spared, bare=bare)

    @property
    def slow(self) -> bool:
        """Whether a search among whole numbers may go on for long between two looks at the clock."""
        return self.size > SLOW

    @property
    def size(self) -> int:
        """Rows times entries of the longest one: what a round of cuts goes through."""
        return (self.matrix.shape[0] + self.spared) * int(np.diff(self.matrix.indptr).max(initial=0))
