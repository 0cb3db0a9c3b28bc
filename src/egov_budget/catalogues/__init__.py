"""Published catalogues -> Scenario; what had to be inferred or left out stands in its notes."""

from egov_budget.catalogues.canada import read_canada
from egov_budget.catalogues.cpsv_ap import read_cpsv_ap, write_cpsv_ap
from egov_budget.catalogues.pabulib import read_pabulib
from egov_budget.catalogues.portfolio import read_portfolio

__all__ = ["read_canada", "read_cpsv_ap", "read_pabulib", "read_portfolio", "write_cpsv_ap"]
