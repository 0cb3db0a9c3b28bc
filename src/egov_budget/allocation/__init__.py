"""Outcome -> Allocation: whole quanta, and everything that is asked about a plan."""

from egov_budget.allocation.allocate import allocate
from egov_budget.allocation.allocation import Allocation
from egov_budget.allocation.audit import Audit
from egov_budget.allocation.certificate import Certificate
from egov_budget.allocation.certify import certify
from egov_budget.allocation.conflict import Conflicts
from egov_budget.allocation.conflicts import conflicts, smallest_pool
from egov_budget.allocation.explain import explain
from egov_budget.allocation.prices import prices
from egov_budget.allocation.replacement_costs import replacement_costs
from egov_budget.allocation.settle import settle
from egov_budget.allocation.unreachable import unreachable
from egov_budget.allocation.verification import Verification
from egov_budget.allocation.verify import verify

__all__ = [
    "Allocation",
    "Audit",
    "Certificate",
    "Conflicts",
    "Verification",
    "allocate",
    "certify",
    "conflicts",
    "explain",
    "prices",
    "replacement_costs",
    "settle",
    "smallest_pool",
    "unreachable",
    "verify",
]
