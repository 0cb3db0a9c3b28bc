"""The report for a budget meeting: one HTML file that asks for nothing from anywhere."""

from egov_budget.reporting.html.page import write_graph, write_page, write_report
from egov_budget.reporting.html.review import write_review
from egov_budget.reporting.html.studies import Studies, studies

__all__ = ["Studies", "studies", "write_graph", "write_page", "write_report", "write_review"]
