"""Counted: an allocation as tables and whole numbers, which its proof counts with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from egov_budget.counting import Plan
from egov_budget.program import formulate

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.program import Program
    from egov_budget.rules import Rule


class Counted:
    """A mixin for an allocation; a plan of several years has the same."""

    @cached_property
    def counted(self: Allocation) -> Plan:  # type: ignore[misc]  # it is mixed into that alone
        """The plan as tables and whole numbers alone."""
        return Plan.of(self.scenario, **self.by_id(quanta=self.quanta, parts=self.parts))

    def under(self: Allocation, rules: Sequence[Rule]) -> Program:  # type: ignore[misc]  # as above
        """Return the program of the same requests that seeks total gain under other rules."""
        return formulate(self.scenario, self.overlaps, rules=rules)
