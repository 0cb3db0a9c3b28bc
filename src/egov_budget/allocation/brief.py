"""Brief: a plan in a dozen numbers, which every screen and paper takes from here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from egov_budget.allocation.ground import Ground
from egov_budget.allocation.role import RoleKind
from egov_budget.counting import BILLION
from egov_budget.counting.upkeep import upkeep
from egov_budget.money import to_amounts

if TYPE_CHECKING:
    import pandas as pd

    from egov_budget.allocation.allocation import Allocation


@dataclass(frozen=True)
class Brief:
    """A plan in a dozen numbers; money in currency units.

    Parameters
    ----------
    pool, asked, spent, left : float
        What there is, what all projects ask for, what is paid out, what stays in the pool.
    part_spent : float
        ``spent`` as a part of the pool, 0 of an empty pool.
    gain, promised : float
        Points expected, and points if every agency delivered all that it promised.
    ground : Ground
        What the gain rests on.
    projects, funded, partly : int
        Projects in all, those that are delivered at all, and those of them that are in part.
    groups, sharing : int
        Groups that do common work once, and the projects in them.
    saved : float
        Credits that this saves.
    upkeep : float
        What its shares cost to run a year once they are delivered: the exact sum, rounded up to a quantum.
    high, half : tuple of int
        Services at 90 % and more, and at 50 % and more, before the plan and after it.
    """

    pool: float
    asked: float
    spent: float
    left: float
    part_spent: float
    gain: float
    promised: float
    ground: Ground
    projects: int
    funded: int
    partly: int
    groups: int
    sharing: int
    saved: float
    upkeep: float
    high: tuple[int, int]
    half: tuple[int, int]

    @classmethod
    def of(cls, plan: Allocation) -> Self:
        """Count a plan.

        Examples
        --------
        >>> from egov_budget import allocate, worlds
        >>> brief = Brief.of(allocate(worlds.four_projects()))
        >>> brief.funded, brief.partly, brief.groups, brief.sharing, brief.saved
        (3, 1, 1, 2, 32.0)
        """
        kinds = Counter(role.kind for role in plan.role_records)
        pool = plan.scenario.settings.pool
        return cls(
            pool=pool,
            asked=float(plan.scenario.projects["cost"].sum()),
            spent=plan.spent,
            left=plan.left,
            part_spent=plan.spent / pool if pool else 0.0,
            gain=plan.gain,
            promised=plan.promised,
            ground=Ground.of(plan),
            projects=len(plan.parts),
            funded=int((plan.parts > 0).sum()),
            partly=int(((plan.parts > 0) & (plan.parts < BILLION)).sum()),
            groups=kinds[RoleKind.LEAD],
            sharing=kinds[RoleKind.LEAD] + kinds[RoleKind.ADOPTER],
            saved=float(plan.saved.sum()),
            upkeep=float(to_amounts(upkeep(plan.counted), plan.columns.quantum)),
            high=_from(plan.bands.loc[["high"]]),
            half=_from(plan.bands.loc[["high", "medium"]]),
        )

    @property
    def draft(self) -> bool:
        """Whether most of the gain rests on effects that are assumed or of a strength under 0.5."""
        return self.ground.soft > self.gain / 2


def _from(bands: pd.DataFrame) -> tuple[int, int]:
    return int(bands["before"].sum()), int(bands["after"].sum())
