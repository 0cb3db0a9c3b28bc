"""What an objective is: a linear goal over the columns, and the rows it needs to be linear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.rules import Block, Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Goal:
    """A linear goal.

    Parameters
    ----------
    name : str
        Name of the objective.
    unit : str
        Unit of its value.
    coefficients : ndarray of float, shape (columns + switches,)
        Value of one unit of each column; the switches are those of ``block``.
    maximise : bool
        Whether more is better.
    block : Block or None
        Rows and switches that make the goal linear, or ``None``.
    scale : float
        What the value in the matrix is multiplied by to be in ``unit``.
    """

    name: str
    unit: str
    coefficients: NDArray[np.float64]
    maximise: bool
    block: Block | None = None
    scale: float = 1.0


class Objective(Protocol):
    """What an allocation should be good at."""

    @property
    def name(self) -> str:
        """Name of the objective in results."""
        ...

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        ...
