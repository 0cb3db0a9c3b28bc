"""write_paper: a Paper as a file, in the form that its name asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.reporting.papers.as_html import as_html
from egov_budget.reporting.papers.as_markdown import as_markdown
from egov_budget.reporting.papers.as_workbook import as_workbook

if TYPE_CHECKING:
    from egov_budget.reporting.papers.paper import Paper


def write_paper(paper: Paper, path: Path) -> None:
    """Write a paper, whole or not at all.

    Parameters
    ----------
    paper : Paper
        What to write.
    path : Path
        ``.html``, ``.xlsx`` or ``.md``, replaced if it is there.

    Raises
    ------
    ValueError
        If it has another ending.
    """
    form = path.suffix.lower()
    if form not in (".html", ".md", ".xlsx"):
        raise ValueError(f"{path.name} is no form of a paper; .html, .md and .xlsx are")
    with atomic_write(path) as part:
        if form == ".xlsx":
            as_workbook(paper).save(part)
        else:
            text = as_html(paper) if form == ".html" else as_markdown(paper)
            part.write_text(text, encoding="utf-8", newline="\n")
