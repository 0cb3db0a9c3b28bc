"""What the oversight bodies are told: per agency and overall, each line with its evidence."""

from egov_budget.inspection.inspect import inspect
from egov_budget.inspection.inspection import Inspection

__all__ = ["Inspection", "inspect"]
