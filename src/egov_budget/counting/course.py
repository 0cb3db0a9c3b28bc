"""Course: a plan over several years as tables and whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class Course:
    """What has started by each year, and what is paid in it.

    Parameters
    ----------
    scenario : Scenario
        What was asked for, with its years.
    years : tuple of int
        The years, following each other.
    begun : Plan
        What earlier plans began.
    plans : sequence of Plan
        What has started by each year, with the credits of all years.
    paid : mapping of str to sequence of int
        Credits of each project in each year, quanta.
    """

    scenario: Scenario
    years: tuple[int, ...]
    begun: Plan
    plans: Sequence[Plan]
    paid: Mapping[str, Sequence[int]]
