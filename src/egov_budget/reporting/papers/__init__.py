"""Papers to be handed on: tables with numbers and totals, in a language, as HTML, workbook or Markdown."""

from egov_budget.reporting.papers.annex_paper import annex_paper, write_annex
from egov_budget.reporting.papers.inspection_paper import inspection_paper, write_inspection
from egov_budget.reporting.papers.paper import Paper, Sheet
from egov_budget.reporting.papers.schedule_paper import schedule_paper, write_schedule
from egov_budget.reporting.papers.write_paper import write_paper

__all__ = [
    "Paper", "Sheet", "annex_paper", "inspection_paper", "schedule_paper", "write_annex",
    "write_inspection", "write_paper", "write_schedule",
]  # fmt: skip
