"""The linear programme as arrays."""

from egov_budget.program.assemble import assemble
from egov_budget.program.formulate import formulate
from egov_budget.program.program import Program
from egov_budget.program.quantised import quantised
from egov_budget.program.with_binaries import with_binaries

__all__ = ["Program", "assemble", "formulate", "quantised", "with_binaries"]
