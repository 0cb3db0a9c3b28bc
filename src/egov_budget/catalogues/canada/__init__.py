"""Canada's service inventory and its list of IT projects, read as one scenario."""

from egov_budget.catalogues.canada.read import read_canada

__all__ = ["read_canada"]
