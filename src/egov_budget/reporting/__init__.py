"""Allocation -> text, tables, CSV, JSON, workbook."""

from egov_budget.reporting.document import document, write_document
from egov_budget.reporting.files import write_files
from egov_budget.reporting.overlaps_screen import overlaps_screen
from egov_budget.reporting.reason_screen import reason_screen
from egov_budget.reporting.screen import screen
from egov_budget.reporting.sheet import write_sheet
from egov_budget.reporting.tables import tables
from egov_budget.reporting.workbook import write_workbook

__all__ = [
    "document",
    "overlaps_screen",
    "reason_screen",
    "screen",
    "tables",
    "write_document",
    "write_files",
    "write_sheet",
    "write_workbook",
]
