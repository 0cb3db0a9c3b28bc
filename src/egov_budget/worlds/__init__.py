"""Example scenarios that ship with the package."""

from egov_budget.worlds.four_projects import four_projects
from egov_budget.worlds.national import national_1400, national_projects, national_truth

__all__ = ["four_projects", "national_1400", "national_projects", "national_truth"]
