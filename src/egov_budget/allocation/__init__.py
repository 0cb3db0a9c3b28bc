"""Outcome -> Allocation: whole quanta, and everything that is asked about a plan."""

from egov_budget.allocation.allocate import allocate
from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.audit import Audit
from egov_budget.allocation.settle import settle

__all__ = ["Allocation", "Audit", "allocate", "settle"]
