"""The memo: a plan on two pages, as Markdown or plain text, in any language."""

from egov_budget.reporting.memo.markdown import markdown, write_markdown
from egov_budget.reporting.memo.parts import Part, Table, parts
from egov_budget.reporting.memo.plain import plain, write_text

__all__ = ["Part", "Table", "markdown", "parts", "plain", "write_markdown", "write_text"]
