"""One run of a solver on one goal, and what an engine must be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.status import Status


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
    duals : ndarray of float or None
        Change of the smallest value per unit of each row's bound; linear programmes alone have them.
    """

    status: Status
    values: NDArray[np.float64] | None = None
    bound: float | None = None
    duals: NDArray[np.float64] | None = None


class Engine(Protocol):
    """A solver that holds one programme and can be asked again after small changes."""

    def limit(self, seconds: float) -> None:
        """Let each run from now on last no longer than so many seconds."""
        ...

    def minimise(self, cost: NDArray[np.float64], start: NDArray[np.float64] | None = None) -> Run:
        """Find the smallest value of ``cost @ columns``, perhaps from a known plan."""
        ...

    def fix(self, cost: NDArray[np.float64], values: NDArray[np.float64]) -> Run | None:
        """Fix the whole columns as they are in a plan and find the best that has them so.

        ``None`` from an engine that fixes nothing and goes on searching.
        """
        ...

    def release(self, *, idle: bool) -> None:
        """Let the whole columns move again, or with ``idle`` those alone that can without loss."""
        ...

    def stop_at(self, relative_gap: float) -> None:
        """Let each search with whole numbers from now on stop at this gap."""
        ...

    def hold(self, cost: NDArray[np.float64], most: float, *, best: bool = False) -> None:
        """Demand ``cost @ columns <= most`` from now on; ``best`` says that a linear run just ended there."""
        ...

    def shut(self, columns: NDArray[np.int64]) -> None:
        """Fix columns to 0 from now on."""
        ...
