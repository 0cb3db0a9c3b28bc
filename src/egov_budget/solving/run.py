"""One run of a solver on one goal, and what every engine must be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from highspy import HighsSolution
    from numpy.typing import NDArray

    from egov_budget.solving.status import Status

ALIKE = 1e-9  # values this close, as a part of them, are the same
DUAL = 1e-7  # a dual or reduced cost below this is none; what it gives away is far below a quantum's gain


@dataclass(frozen=True, eq=False)
class Run:
    """What one run on one goal gave; nothing but the status is there without a plan.

    Parameters
    ----------
    status : Status
        How it ended.
    values : ndarray of float or None
        Value of every column.
    bound : float or None
        Best value any plan can have, of the function minimised; ``None`` if the solver tells none.
    linear : HighsSolution or None
        What HiGHS found of a linear program.
    """

    status: Status
    values: NDArray[np.float64] | None = None
    bound: float | None = None
    linear: HighsSolution | None = None

    @cached_property
    def duals(self) -> NDArray[np.float64] | None:
        """Change of the smallest value per unit of each row's bound; linear programs alone have them."""
        return None if self.linear is None else np.array(self.linear.row_dual)

    @cached_property
    def reduced_costs(self) -> NDArray[np.float64] | None:
        """The same per unit of each column's bound."""
        return None if self.linear is None else np.array(self.linear.col_dual)


class Engine(Protocol):
    """A solver that holds one program and can be asked again after small changes."""

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns`` in the time left, perhaps from a known plan."""

    def add_cut(self, cost: NDArray[np.float64], most: float) -> None:
        """Demand ``cost @ columns <= most`` from now on."""

    def fix(self, columns: NDArray[np.int64], values: NDArray[np.float64] | float) -> None:
        """Fix columns at values from now on."""
