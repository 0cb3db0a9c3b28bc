"""Allocation -> text, tables, CSV, JSON, workbook, memo."""

from egov_budget.intake.write_sheet import write_sheet
from egov_budget.reporting.data_package import write_data_package
from egov_budget.reporting.document import document, write_document
from egov_budget.reporting.files import said, write_files
from egov_budget.reporting.folder import write_folder
from egov_budget.reporting.memo import markdown, plain, write_markdown, write_text
from egov_budget.reporting.overlaps_screen import overlaps_screen
from egov_budget.reporting.plan_schema import plan_schema
from egov_budget.reporting.reason_screen import reason_screen
from egov_budget.reporting.round_files import write_round
from egov_budget.reporting.screen import screen
from egov_budget.reporting.tables import tables
from egov_budget.reporting.workbook import write_workbook

__all__ = [
    "document", "markdown", "overlaps_screen", "plain", "plan_schema", "reason_screen",
    "said", "screen", "tables", "write_data_package", "write_document", "write_files",
    "write_folder",    "write_markdown", "write_round", "write_sheet", "write_text", "write_workbook",
]  # fmt: skip
