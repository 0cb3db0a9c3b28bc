"""Papers to be handed on: facts and tables with their sums, in a language, before they take a form."""

from egov_budget.reporting.papers.agency_pages import agency_pages
from egov_budget.reporting.papers.annex_paper import annex_paper
from egov_budget.reporting.papers.inspection_paper import inspection_paper
from egov_budget.reporting.papers.letter_paper import letter_paper
from egov_budget.reporting.papers.memo_paper import memo_paper
from egov_budget.reporting.papers.schedule_paper import schedule_paper
from egov_budget.reporting.papers.write_paper import write_paper, writer

__all__ = [
    "agency_pages", "annex_paper", "inspection_paper", "letter_paper", "memo_paper", "schedule_paper",
    "write_paper", "writer",
]  # fmt: skip
