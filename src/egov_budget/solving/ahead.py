"""Ahead: what the next goal reaches on the optimal face of the one before."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from egov_budget.solving.snapshot import PRIMAL_SIMPLEX

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from egov_budget.solving.highs import HighsEngine
    from egov_budget.solving.run import Run
    from egov_budget.solving.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Ahead:
    """What the next goal reaches on the optimal face of the one before.

    Parameters
    ----------
    face : Snapshot
        State of the engine that keeps to the face.
    run : Run
        Of the next goal there.
    """

    face: Snapshot
    run: Run

    @classmethod
    def of(cls, engine: HighsEngine, cost: NDArray[np.float64]) -> Self:
        """Minimise the next goal after a linear run; the engine holds the same afterwards."""
        before = engine.snapshot()
        engine.stay_optimal()
        face = dataclasses.replace(engine.state, basis=before.basis)
        if engine.held.slow:  # it is a plan of the next goal too, and dual simplex would leave it
            engine.restore(dataclasses.replace(engine.state, strategy=PRIMAL_SIMPLEX))
        found = engine.minimise(cost)
        engine.restore(before)
        return cls(face, found)
