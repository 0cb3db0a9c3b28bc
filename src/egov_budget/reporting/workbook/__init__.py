"""The budget workbook: a plan as the tables an office submits, with formulas that sum them."""

from egov_budget.reporting.workbook.write import write_workbook

__all__ = ["write_workbook"]
