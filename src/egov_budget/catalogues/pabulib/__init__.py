"""Elections of participatory budgets, read as scenarios."""

from egov_budget.catalogues.pabulib.read import read_pabulib

__all__ = ["read_pabulib"]
