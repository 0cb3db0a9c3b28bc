"""Speaking: what audit and proof ask of a rule, for a plan of one year and of several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from egov_budget.counting.check import Check
from egov_budget.counting.choice import Choice
from egov_budget.counting.inequalities import Inequalities


class Speaking(Protocol):
    """A rule with demands, inequalities and choices; see ``FundingRule``."""

    @property
    def name(self) -> str:
        """Name of the rule."""

    @property
    def unchecked(self) -> bool:
        """Whether it demands more than can be checked."""

    def demands(self, plan: Any, /) -> Iterator[Check]:
        """Yield what it demands of a plan of one year."""

    def demands_over(self, course: Any, /) -> Iterator[Check]:
        """Yield what it demands of a plan over several years."""

    def inequalities(self, plan: Any, /) -> Iterator[Inequalities]:
        """Yield what holds of every plan of one year."""

    def choices(self, plan: Any, /) -> Iterator[Choice]:
        """Yield the choices of one."""

    def inequalities_over(self, course: Any, /) -> Iterator[Inequalities]:
        """Yield what holds of every plan over several years."""

    def choices_over(self, course: Any, /) -> Iterator[Choice]:
        """Yield the choices of one."""
