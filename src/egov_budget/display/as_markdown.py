"""A paper as Markdown with tables (GitHub's); whatever stands in a title is text there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from egov_budget.language import one_line

if TYPE_CHECKING:
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Table

MARKS = re.compile(r"([\\`*_\[\]~|#$])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def as_markdown(paper: Paper) -> str:
    """Return a paper as Markdown.

    Parameters
    ----------
    paper : Paper
        What to write; a language from right to left stands in a block that runs that way.

    Returns
    -------
    str
        Headings, sentences and tables; nothing in it is markup or a link but those.
    """
    body = "\n\n".join(_blocks(paper))
    return f'<div dir="rtl">\n\n{body}\n\n</div>\n' if paper.language.direction == "rtl" else f"{body}\n"


def escaped(text: str) -> str:
    r"""Return a text on one line so that Markdown shows it as it is.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Marks with a backslash before them, angle brackets and ampersands as entities; a link that
        readers would make of an address has its colon written out.

    Examples
    --------
    >>> escaped("a|b *c* <d>\n[e](https://f)")
    'a\\|b \\*c\\* &lt;d&gt; \\[e\\](https&#58;//f)'
    """
    line = MARKS.sub(r"\\\1", " ".join(one_line(text).split()))
    plain = "".join(ENTITIES.get(c, c) for c in line)
    return plain.replace("://", "&#58;//").replace("www.", "www&#46;")


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {escaped(paper.title)}"
    facts = (f"{label}: {value}" if label else str(value) for label, value, _ in paper.facts)
    yield "\n".join(f"- {escaped(fact)}" for fact in facts)
    for place, table in enumerate(paper.tables):
        yield f"## {escaped(paper.headed(place))}"
        many = "- " if len(table.notes) > 1 else ""
        if table.notes:
            yield "\n".join(f"{many}{escaped(note)}" for note in table.notes)
        if table.rows:
            yield _table(paper, table)
    if paper.foot:
        yield escaped(paper.foot)


def _table(paper: Paper, table: Table) -> str:
    head = [escaped(column.heading) for column in table.columns]
    rule = ["---:" if column.kind.is_number else "---" for column in table.columns]
    rows = [[escaped(cell) for cell in row] for row in paper.rows(table)]
    for place in table.sums:
        rows[place] = [f"**{cell}**" if cell else "" for cell in rows[place]]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
