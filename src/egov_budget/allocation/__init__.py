"""Outcome -> Allocation: whole quanta, audited; and what excludes what where there is none."""

from egov_budget.allocation.allocate import allocate
from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.conflict import Conflicts
from egov_budget.allocation.conflicts import conflicts, smallest_pool
from egov_budget.allocation.settle import settle
from egov_budget.allocation.unreachable import unreachable
from egov_budget.counting.audit import Audit

__all__ = [
    "Allocation",
    "Audit",
    "Conflicts",
    "allocate",
    "conflicts",
    "settle",
    "smallest_pool",
    "unreachable",
]
