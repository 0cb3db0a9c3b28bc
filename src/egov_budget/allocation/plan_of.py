"""plan_of: Allocation -> Plan, tables and whole numbers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.counting import Plan
from egov_budget.scenario.once import once

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation


@once
def plan_of(allocation: Allocation) -> Plan:
    """Return an allocation as tables and whole numbers."""
    ids = allocation.columns.projects.tolist()
    led = zip(allocation.columns.groups, allocation.leads.tolist(), strict=True)
    return Plan.of(
        allocation.scenario,
        None if allocation.overlaps is None else allocation.overlaps.members,
        quanta=dict(zip(ids, allocation.quanta.tolist(), strict=True)),
        parts=dict(zip(ids, allocation.parts.tolist(), strict=True)),
        lead={group: ids[at] for group, at in led if at >= 0},
    )
