"""Any list of projects with a cost, a text and an owner, read as a scenario."""

from egov_budget.catalogues.portfolio.read import read_portfolio

__all__ = ["read_portfolio"]
