"""Alike: when two plans are the same."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


class Alike:
    """Two plans are equal that give the same for the same requests under the same rules.

    How long they were searched for, and by which solver, does not matter; so a plan that went to another
    process and back, or into a document, is equal to what it was.
    """

    scenario: Scenario
    rules: tuple[FundingRule, ...]
    columns: Columns
    overlaps: Overlaps | None
    leads: NDArray[np.int64]

    def by_id(self, **numbers: NDArray[np.int64]) -> dict[str, Any]:
        """Return members and leads, and numbers by project id: what a count of the plan is made from."""
        ids = self.columns.projects.tolist()
        led = zip(self.columns.groups, self.leads.tolist(), strict=True)
        return {
            "members": None if self.overlaps is None else self.overlaps.members,
            "lead": {group: ids[at] for group, at in led if at >= 0},
        } | {name: dict(zip(ids, each.tolist(), strict=True)) for name, each in numbers.items()}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alike) or type(self) is not type(other):
            return NotImplemented
        stated = [[rule.record() for rule in plan.rules] for plan in (self, other)]
        names = [field.name for field in fields(self)]  # type: ignore[arg-type]  # every plan is a dataclass
        pairs = [(getattr(self, name), getattr(other, name)) for name in names]
        return (
            all(np.array_equal(mine, its) for mine, its in pairs if isinstance(mine, np.ndarray))
            and stated[0] == stated[1]
            and list(self.columns.groups) == list(other.columns.groups)
            and self.scenario == other.scenario
        )

    __hash__ = None  # type: ignore[assignment]  # its scenario has none
