"""What an allocation should be good at, one objective a file."""

from egov_budget.objectives.least_cost import LeastCost
from egov_budget.objectives.objective import Goal, Objective
from egov_budget.objectives.total_gain import TotalGain

__all__ = ["Goal", "LeastCost", "Objective", "TotalGain"]
