"""Ground: how much of a plan's gain rests on effects that nobody has stated, and on which strength."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from egov_budget.columns import Columns, Delivery
from egov_budget.counting import BILLION
from egov_budget.scenario.columns import ASSUMED

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation.allocation import Allocation

HALF = 0.5  # a link below it is likelier wrong than right
STRENGTHS = (0.25, HALF, 1.0)  # up to which effects are counted together; who is full stands behind


@dataclass(frozen=True)
class Ground:
    """What the gain of a plan would lose at the same credits, if some of its effects brought nothing; points.

    Parameters
    ----------
    assumed : float
        If no effect that is assumed brought anything; 0 where every effect is stated.
    soft : float
        If no effect that is assumed or of a strength under 0.5 did.
    under : tuple of float
        If no effect of a strength under 0.25, under 0.5, under 1 did: none is less than the one before.
    """

    assumed: float
    soft: float
    under: tuple[float, ...]

    @classmethod
    def of(cls, plan: Allocation) -> Self:
        """Count what a plan's gain rests on.

        Parameters
        ----------
        plan : Allocation
            The plan.

        Examples
        --------
        >>> from egov_budget import allocate, worlds
        >>> four = worlds.four_projects()
        >>> Ground.of(allocate(four))
        Ground(assumed=0.0, soft=0.0, under=(0.0, 0.0, 0.0))
        >>> plan = allocate(four.replace(effects=four.effects.assign(evidence="assumed")))
        >>> Ground.of(plan).assumed == plan.gain > 0
        True
        """
        effects = plan.scenario.effects
        guessed = effects["evidence"] == ASSUMED
        return cls(
            _lost(plan, guessed),
            _lost(plan, guessed | (effects["strength"] < HALF)),
            tuple(_lost(plan, effects["strength"] < strength) for strength in STRENGTHS),
        )


def _lost(plan: Allocation, without: pd.Series) -> float:
    """Return what the same credits would gain less without some effects."""
    if not without.any():
        return 0.0
    if without.all():
        return plan.gain
    left = plan.scenario.replace(effects=plan.scenario.effects[~without])
    columns = Columns.of(left, plan.overlaps)
    return plan.gain - float(columns.value @ Delivery.of(columns, plan.parts / BILLION, plan.leads).points)
