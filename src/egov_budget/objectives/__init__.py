"""What an allocation should be good at, one objective a file."""

from egov_budget.objectives.least_cost import LeastCost
from egov_budget.objectives.objective import Goal, Objective
from egov_budget.objectives.services_at import ServicesAt
from egov_budget.objectives.total_gain import TotalGain
from egov_budget.objectives.worst_off import WorstOff

__all__ = ["Goal", "LeastCost", "Objective", "ServicesAt", "TotalGain", "WorstOff"]
