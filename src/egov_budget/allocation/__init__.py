"""Outcome -> Allocation: whole quanta, and everything that is asked about a plan."""

from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.settle import settle

__all__ = ["Allocation", "settle"]
