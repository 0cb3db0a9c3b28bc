"""Example scenarios that ship with the package."""

from egov_budget.worlds.decisions import decided
from egov_budget.worlds.delivery import delivered, national_delivery
from egov_budget.worlds.four_projects import four_projects
from egov_budget.worlds.milestones import milestones_seen
from egov_budget.worlds.national import national_1400, national_projects, national_truth
from egov_budget.worlds.spending import pool_after_the_cut, spent_so_far
from egov_budget.worlds.verdicts import before_answers

__all__ = [
    "before_answers", "decided", "delivered", "four_projects", "milestones_seen", "national_1400",
    "national_delivery", "national_projects", "national_truth", "pool_after_the_cut", "spent_so_far",
]  # fmt: skip


def __dir__() -> list[str]:
    """Show the worlds and nothing else."""
    return __all__
