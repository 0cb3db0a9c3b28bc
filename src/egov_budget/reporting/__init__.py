"""Allocation -> text, tables, CSV, JSON, workbook."""

from egov_budget.reporting.document import document, write_document
from egov_budget.reporting.screen import screen
from egov_budget.reporting.sheet import write_sheet
from egov_budget.reporting.tables import tables
from egov_budget.reporting.workbook import write_workbook

__all__ = ["document", "screen", "tables", "write_document", "write_sheet", "write_workbook"]
