"""The linear programme as arrays."""

from egov_budget.program.formulate import formulate
from egov_budget.program.program import Program

__all__ = ["Program", "formulate"]
