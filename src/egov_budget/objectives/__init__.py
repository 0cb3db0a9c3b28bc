"""What an allocation should be good at, one objective a file."""

from egov_budget.objectives.avoided_cost import AvoidedCost
from egov_budget.objectives.cvar import CVaR
from egov_budget.objectives.least_cost import LeastCost
from egov_budget.objectives.named import NAMED, Aims, aims
from egov_budget.objectives.objective import Goal, Objective
from egov_budget.objectives.protected_gain import ProtectedGain
from egov_budget.objectives.services_at import ServicesAt
from egov_budget.objectives.standing import Standing
from egov_budget.objectives.total_gain import TotalGain
from egov_budget.objectives.worst_off import WorstOff

__all__ = [
    "NAMED", "Aims", "AvoidedCost", "CVaR", "Goal", "LeastCost", "Objective", "ProtectedGain", "ServicesAt",
    "Standing", "TotalGain", "WorstOff", "aims",
]  # fmt: skip
