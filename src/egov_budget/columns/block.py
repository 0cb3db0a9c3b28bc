"""Block: named rows over the columns of the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from egov_budget.display.fixed import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

Amounts = Literal["credits", "shares"]


@dataclass(frozen=True, eq=False)
class SOS1(Fixed):
    """A special ordered set of type 1: columns of which one at most may differ from 0.

    Parameters
    ----------
    subject : str
        What the set is about.
    columns : ndarray of int64
        The columns, the preferred first.
    exact : bool
        Whether the best one must be searched for, or the largest may be kept.
    last_resort : bool
        Whether the last column is kept only where no other is used.
    owner : int
        Place of its rule among those of the program, set when that is assembled.
    """

    subject: str
    columns: NDArray[np.int64]
    exact: bool = False
    last_resort: bool = False
    owner: int = -1


@dataclass(frozen=True)
class Stated:
    """A row on credits or shares, stated by project: ``least <= weights x amounts <= most``.

    Parameters
    ----------
    of : {"credits", "shares"}
        What is weighted: credits in currency units, or delivered shares from 0 to 1.
    weights : mapping of str to float
        Weight of each project, by id; those that are not there count for nothing.
    least, most : float or None
        Bounds, in currency units or shares; ``None`` where there is none.
    subject : str
        What the row is about.
    """

    of: Amounts
    weights: Mapping[str, float]
    least: float | None = None
    most: float | None = None
    subject: str = "all"


@dataclass(frozen=True, eq=False)
class Block(Fixed):
    """Named rows ``lower <= matrix @ columns <= upper`` and what else a rule asks of columns.

    ``Block.of_credits`` and ``Block.of_shares`` state a row by project instead: settling and the audit
    keep such a row exactly, in whole quanta or in billionths.

    Parameters
    ----------
    subjects : list of str
        What each row is about: a project, an agency, a group.
    matrix : csr_array, shape (rows, columns + switches + levels)
        Coefficients; columns beyond the program's own are those the block brings along.
    lower, upper : ndarray of float, shape (rows,)
        Bounds of the rows, infinite where there is none.
    whole : ndarray of int64
        Columns that must take whole numbers.
    switches : int
        Number of yes/no columns that the block adds.
    levels : int
        Number of columns from 0 to 1 that the block adds, behind its switches.
    sos1 : tuple of SOS1
        SOS1 sets: columns of which one at most may differ from 0.
    """

    subjects: list[str]
    matrix: sparse.csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    whole: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    switches: int = 0
    levels: int = 0
    sos1: tuple[SOS1, ...] = ()

    @property
    def brought(self) -> int:
        """Number of columns that the block adds."""
        return self.switches + self.levels

    @staticmethod
    def of_credits(
        weights: Mapping[str, float],
        least: float | None = None,
        most: float | None = None,
        *,
        subject: str = "all",
    ) -> Stated:
        """State a row on credits paid, in whole quanta.

        Parameters
        ----------
        weights : mapping of str to float
            Weight of the credits of each project, by id.
        least, most : float or None
            Bounds in currency units; ``None`` where there is none.
        subject : str
            What the row is about.

        Returns
        -------
        Stated
            To be yielded by ``rows`` in the place of a block.

        Examples
        --------
        >>> Block.of_credits({"e-filing": 1, "e-booking": 1}, most=50.0, subject="online").most
        50.0
        """
        return Stated("credits", weights, least, most, subject)

    @staticmethod
    def of_shares(
        weights: Mapping[str, float],
        least: float | None = None,
        most: float | None = None,
        *,
        subject: str = "all",
    ) -> Stated:
        """State a row on delivered shares, counted in billionths.

        Parameters
        ----------
        weights : mapping of str to float
            Weight of the delivered share of each project, by id.
        least, most : float or None
            Bounds in shares; ``None`` where there is none.
        subject : str
            What the row is about.

        Returns
        -------
        Stated
            To be yielded by ``rows`` in the place of a block.
        """
        return Stated("shares", weights, least, most, subject)


def laid_out(terms: Iterable[tuple[Any, ...]], shape: tuple[int, int]) -> sparse.csr_array:
    """Return sparse rows from parts: of each the rows, the columns and the entries, in parallel arrays."""
    from scipy import sparse

    row, column, data = (np.concatenate(parts) for parts in zip(*terms, strict=True))
    return sparse.csr_array((data, (row, column)), shape=shape)
