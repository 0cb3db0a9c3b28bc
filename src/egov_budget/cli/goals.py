"""What a plan is to be good at, and what it must reach, as words of the shell."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.objectives import Objective
    from egov_budget.rules import Rule


class Aim(StrEnum):
    """An objective by name."""

    GAIN = "gain"
    HIGH = "services-at-90"
    MEDIUM = "services-at-50"
    WORST_OFF = "worst-off"
    LEAST_COST = "least-cost"


def objectives(aims: list[Aim]) -> list[Objective]:
    """Return the objectives of those names, in their order."""
    from egov_budget.objectives import LeastCost, ServicesAt, TotalGain, WorstOff

    named: dict[Aim, Objective] = {
        Aim.GAIN: TotalGain(),
        Aim.HIGH: ServicesAt(0.9),
        Aim.MEDIUM: ServicesAt(0.5),
        Aim.WORST_OFF: WorstOff(),
        Aim.LEAST_COST: LeastCost(),
    }
    return [named[aim] for aim in aims]


def targets(services: int | None, level: float, mean: float | None) -> list[Rule]:
    """Return the targets as rules: so many services at a level, every agency's mean."""
    from egov_budget.rules import MeanTarget, ServicesTarget

    found: list[Rule] = []
    if services is not None:
        found.append(ServicesTarget(services, level))
    if mean is not None:
        found.append(MeanTarget(mean))
    return found
