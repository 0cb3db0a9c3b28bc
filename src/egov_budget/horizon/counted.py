"""Counted: a schedule as tables and whole numbers, which audit and proof count with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from egov_budget.counting.audit import Audit, audited
from egov_budget.counting.course_of import course_of
from egov_budget.horizon.formulate_years import formulate_years
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.horizon.schedule import Schedule
    from egov_budget.program import Program
    from egov_budget.rules import Rule


class Counted:
    """A mixin for a schedule."""

    @once
    def audit(self: Schedule) -> Audit:  # type: ignore[misc]  # it is mixed into that alone
        """Check every rule again from the scenario alone, in exact arithmetic.

        The pool of each year with what is carried, each year's rules on what has started by it, the rules
        of all years together, and whether credits pay for shares, in total and year by year.
        """
        return audited(self.course, self.rules)

    @cached_property
    def course(self: Schedule) -> Course:  # type: ignore[misc]  # as above
        """The plan as tables and whole numbers alone, year by year."""
        counts = self.by_id(quanta=self.quanta, begun=self.begun, parts=self.parts)
        return course_of(self.scenario, **counts)

    @property
    def counted(self: Schedule) -> Plan | Course:  # type: ignore[misc]  # as above
        """The same; a single year in which all is paid and delivered is a plan of one year."""
        return self.course.alone or self.course

    def under(self: Schedule, rules: Sequence[Rule]) -> Program:  # type: ignore[misc]  # as above
        """Return the program of the same requests under other rules."""
        return formulate_years(self.scenario, self.overlaps, rules)
