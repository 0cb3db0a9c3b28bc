"""What a rule is: one frozen dataclass with four faces, and the block of rows it yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.errors import Conflict
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


def _no_columns() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class SOS1:
    """A special ordered set of type 1: columns of which one at most may differ from 0.

    Parameters
    ----------
    subject : str
        What the set is about.
    columns : ndarray of int64
        The columns, the preferred first.
    exact : bool
        Whether the best one must be searched for, or the largest may be kept.
    """

    subject: str
    columns: NDArray[np.int64]
    exact: bool = False


@dataclass(frozen=True, eq=False)
class Block:
    """Named rows ``lower <= matrix @ columns <= upper`` and what else a rule asks of columns.

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
    whole: NDArray[np.int64] = field(default_factory=_no_columns)
    switches: int = 0
    levels: int = 0
    sos1: tuple[SOS1, ...] = ()

    @property
    def brought(self) -> int:
        """Number of columns that the block adds."""
        return self.switches + self.levels


class Rule(Protocol):
    """A rule of funding: what it demands, whether it can hold, and what to say about it.

    One whose bounds are amounts of money, in ``Columns.unit``, has an attribute ``money`` that is true;
    one that holds of what has started by each year of a plan over several, and not only of all its
    years together, has ``by_each_year``.
    """

    @property
    def name(self) -> str:
        """Name of the rule in rows, prices, conflicts and the audit."""
        ...

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield what arithmetic alone shows to be impossible."""
        ...

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the rows of the rule; none where it has no subject."""
        ...

    def say(self, subject: str, price: str) -> str:
        """Return the sentence for a report: what the rule on this subject costs."""
        ...
