"""Example scenarios that ship with the package."""

from egov_budget.worlds.delivery import delivered, national_delivery
from egov_budget.worlds.four_projects import four_projects
from egov_budget.worlds.national import national_1400, national_projects, national_truth

__all__ = [
    "delivered",
    "four_projects",
    "national_1400",
    "national_delivery",
    "national_projects",
    "national_truth",
]


def __dir__() -> list[str]:
    """Show the worlds and nothing else."""
    return __all__
