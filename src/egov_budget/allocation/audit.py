"""audit: Allocation -> Audit, and an allocation as tables and whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from egov_budget.counting import Plan
from egov_budget.counting.audit import audited

if TYPE_CHECKING:
    from egov_budget.allocation.allocation import Allocation
    from egov_budget.counting.audit import Audit


def audit(allocation: Allocation) -> Audit:
    """Check every rule of an allocation again, without the solver or the program.

    Parameters
    ----------
    allocation : Allocation
        The plan to check.

    Returns
    -------
    Audit
        True if every demand is met; ``breaches`` lists those that are not.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> audit(allocate(worlds.four_projects()))
    <Audit of 15 demands: every rule holds>
    """
    plan = plan_of(allocation)
    return audited(plan, allocation.rules)


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
