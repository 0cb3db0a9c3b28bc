"""What an objective is: a linear goal over the columns, and the rows it needs to be linear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from egov_budget.display.fixed import Fixed
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.columns import Block, Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Goal(Fixed):
    """A linear goal.

    Parameters
    ----------
    name : str
        Name of the objective.
    unit : str
        Unit of its value.
    coefficients : ndarray of float, shape (columns + brought,)
        Value of one unit of each column; behind the program's own stand those of ``block``.
    maximise : bool
        Whether more is better.
    block : Block or None
        Rows and switches that make the goal linear, or ``None``.
    scale : float
        What the value in the matrix is multiplied by to be in ``unit``.
    tolerance : float
        Part of its best value that the goals after it may give up together, 0 to 1; before rounding to
        whole quanta.
    measure : callable or None
        Value in ``unit`` at given values of the program's own columns, for a goal whose block
        brings columns along; ``None`` for one that is linear in the program's own.
    """

    name: str
    unit: str
    coefficients: NDArray[np.float64]
    maximise: bool
    block: Block | None = None
    scale: float = 1.0
    tolerance: float = 0.0
    measure: Callable[[NDArray[np.float64]], float] | None = None

    def at(self, values: NDArray[np.float64]) -> float:
        """Return the value in ``unit`` at values of the program's own columns, such as a settled plan's."""
        if self.measure is not None:
            return self.measure(values)
        return self.scale * float(self.coefficients[: len(values)] @ values)

    def reach(self, values: NDArray[np.float64]) -> float:
        """Return the value in ``unit``, turned so that more is better whatever the goal."""
        return self.at(values) if self.maximise else -self.at(values)


class Objective(Protocol):
    """What an allocation should be good at."""

    @property
    def name(self) -> str:
        """Name of the objective in results."""

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""


def tolerated(objective: str, tolerance: float) -> None:
    """Refuse a tolerance that is no part of a value.

    Raises
    ------
    RuleError
        If it is not a number from 0 to 1.
    """
    fault = f"a tolerance of {tolerance!r} is no part of a value"
    demanded(objective, Claim(0 <= tolerance <= 1, "tolerance", tolerance, fault, "Give a part from 0 to 1"))
