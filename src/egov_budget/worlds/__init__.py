"""Example scenarios that ship with the package."""

from egov_budget.worlds.four_projects import four_projects

__all__ = ["four_projects"]
