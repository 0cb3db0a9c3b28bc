"""Canada's service inventory and its list of IT projects, read as one scenario."""

from egov_budget.catalogues.canada.read import read_canada
from egov_budget.catalogues.canada.rounds import read_rounds

__all__ = ["read_canada", "read_rounds"]
