"""A paper as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from egov_budget.reporting.papers.paper import Cells

if TYPE_CHECKING:
    from egov_budget.reporting.papers.paper import Paper, Sheet

MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")


def as_markdown(paper: Paper) -> str:
    """Return a paper as Markdown with tables.

    Parameters
    ----------
    paper : Paper
        What to write.

    Returns
    -------
    str
        Texts of the scenario are escaped: none of them becomes markup or another cell.
    """
    lines = [f"# {escaped(paper.title)}", ""]
    lines += [f"- {escaped(label)}: {escaped(text)}" for label, text in paper.facts]
    for number, sheet in enumerate(paper.sheets, start=1):
        lines += ["", f"## {paper.language.number(number)}. {escaped(sheet.title)}", ""]
        if sheet.note:
            lines += [escaped(sheet.note), ""]
        if sheet.rows:
            lines += _table(paper, sheet)
    if paper.foot:
        lines += ["", escaped(paper.foot)]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    r"""Return a text on one line in which nothing is markup.

    Examples
    --------
    >>> print(escaped("a|b\n<i>"))
    a\|b \<i\>
    """
    return MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def _table(paper: Paper, sheet: Sheet) -> list[str]:
    lines = ["| " + " | ".join(escaped(label) for label, _ in sheet.columns) + " |"]
    lines.append("|" + "|".join("---" if kind is Cells.TEXT else "---:" for _, kind in sheet.columns) + "|")
    for place, row in enumerate(sheet.rows):
        cells = [
            escaped(paper.written(kind, value)) for (_, kind), value in zip(sheet.columns, row, strict=True)
        ]
        if place in sheet.sums:
            cells = [f"**{cell}**" if cell else "" for cell in cells]
        lines.append("| " + " | ".join(cells) + " |")
    return lines
