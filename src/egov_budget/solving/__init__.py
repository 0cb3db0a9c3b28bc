"""Program -> Outcome; the only room that imports a solver."""

from egov_budget.solving.options import SolveOptions
from egov_budget.solving.outcome import Outcome, Reached
from egov_budget.solving.solve import solve
from egov_budget.solving.status import Status

__all__ = ["Outcome", "Reached", "SolveOptions", "Status", "solve"]
