"""The linear programme as arrays."""

from egov_budget.program.formulate import formulate
from egov_budget.program.program import Program
from egov_budget.program.quantised import quantised
from egov_budget.program.stacked import stacked
from egov_budget.program.switched import switched

__all__ = ["Program", "formulate", "quantised", "stacked", "switched"]
