"""Provable: what a proof asks of a plan, be it of one year or of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.counting.tree import Branch
    from egov_budget.overlaps import Overlaps
    from egov_budget.program import Program
    from egov_budget.rules import Rule
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario
    from egov_budget.solving import Outcome


class Provable(Protocol):
    """An Allocation, or a Schedule."""

    @property
    def scenario(self) -> Scenario:
        """What was asked for."""

    @property
    def overlaps(self) -> Overlaps | None:
        """The common work it knows of."""

    @property
    def rules(self) -> tuple[FundingRule, ...]:
        """Rules it was made under."""

    @property
    def outcome(self) -> Outcome | None:
        """What the solver gave, if one made it."""

    @property
    def proof(self) -> Branch | None:
        """Multipliers that were read with it, if it was read."""

    @property
    def counted(self) -> Plan | Course:
        """The plan as tables and whole numbers alone."""

    def under(self, rules: Sequence[Rule]) -> Program:
        """Return the program of the same requests that seeks total gain under other rules."""
