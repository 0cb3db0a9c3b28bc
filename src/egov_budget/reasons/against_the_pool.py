"""AgainstThePool: what projects bring for their credits, beside what the pool's last credits bring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.counting import BILLION
from egov_budget.objectives.total_gain import of_gain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.reasons.neighbours import Neighbours
    from egov_budget.reasons.reduced_costs import ReducedCosts

NOTHING = 1e-9
TIE = 1e-6  # part of a price that makes no difference


@dataclass(frozen=True, eq=False)
class AgainstThePool:
    """What projects bring for their credits in a plan as it stands.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    program : Program
        What it was solved as.
    neighbours : Neighbours
        What each project brings and could add.
    stands : ReducedCosts
        Prices with the leads and the whole numbers of the plan.
    """

    allocation: Allocation
    program: Program
    neighbours: Neighbours
    stands: ReducedCosts

    @cached_property
    def counted(self) -> bool:
        """Whether the goal is what projects are counted to gain."""
        return of_gain(self.program.goals[0].name)

    @cached_property
    def brings(self) -> NDArray[np.float64]:
        """What each project would add to the plan in full: counted, or for another goal as it is priced."""
        return self.neighbours.added if self.counted else self.stands.worth

    @cached_property
    def price(self) -> NDArray[np.float64]:
        """What each project would cost in full, quanta, with what its lead would have to build for it."""
        columns, parts = self.allocation.columns, self.allocation.parts
        built = columns.largest(columns.common * parts[columns.member] / BILLION)
        more = np.maximum(columns.common - built[columns.group], 0.0)
        led = self.allocation.leads[columns.group] >= 0
        price = columns.cost.astype(np.float64)
        price[columns.member[led]] = columns.as_adopter[columns.member[led]] + more[led]
        return np.maximum(price, 1.0)

    @property
    def last(self) -> float:
        """What the last quantum of the pool brings; the hurdle where a plan made by hand leaves some."""
        by_hand = self.allocation.outcome is None
        return self.hurdle + (0.0 if by_hand and self.left > 0 else max(self.stands.pool, 0.0))

    @property
    def at_hurdle(self) -> bool:
        """Whether the hurdle alone says what a quantum has to bring: the pool has no price beside it."""
        return 0 < self.last <= self.hurdle

    @property
    def hurdle(self) -> float:
        """What a quantum has to bring wherever it goes; 0 without a hurdle."""
        settings = self.allocation.scenario.settings
        return settings.hurdle * settings.quantum if self.counted else 0.0

    @cached_property
    def each(self) -> NDArray[np.float64]:
        """What a quantum in each project brings; in one that is funded, by what it is paid."""
        found: NDArray[np.float64] = self.brings / self.price
        if not self.counted:
            return found
        paid, parts = self.allocation.quanta, self.allocation.parts
        return np.where((paid > 0) & (parts > 0), self.neighbours.gained / np.maximum(paid, 1), found)

    @cached_property
    def pays(self) -> NDArray[np.bool_]:
        """Projects of which a quantum more would bring more than the pool's last one does."""
        rest = np.maximum(1 - self.allocation.parts / BILLION, NOTHING) if self.counted else 1.0
        more: NDArray[np.float64] = self.brings / (self.price * rest)
        return more > self.last * (1 + TIE) + NOTHING / self.price

    @cached_property
    def left(self) -> int:
        """What the plan does not spend, quanta."""
        return self.allocation.columns.pool - int(self.allocation.quanta.sum())
