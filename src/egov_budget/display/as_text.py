"""A paper as plain text, in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from egov_budget.display.table import Kind
from egov_budget.language import one_line

if TYPE_CHECKING:
    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Column

GAP = "  "
NO_WIDTH = ("Mn", "Me", "Cf")


def as_text(paper: Paper) -> str:
    """Return a paper as plain text.

    Parameters
    ----------
    paper : Paper
        What to write.

    Returns
    -------
    str
        Headings underlined, tables in columns; a last column of sentences stands on lines of its own.
    """
    return "".join(f"{one_line(line).rstrip()}\n" for line in _lines(paper))


def width(text: str) -> int:
    r"""Return how many columns a text takes; joiners, marks and isolates take none, ideographs two.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    int
        Columns of a terminal; 0 for no text.

    Examples
    --------
    >>> width("abc"), width("\u2068abc\u2069"), width("")
    (3, 3, 0)
    """
    shown = (c for c in text if unicodedata.category(c) not in NO_WIDTH)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def _lines(paper: Paper) -> Iterator[str]:
    yield from (paper.title, "=" * width(paper.title), "")
    yield from (f"{label}: {value}" if label else str(value) for label, value, _ in paper.facts)
    for place, table in enumerate(paper.tables):
        title = paper.headed(place)
        yield from ("", title, "-" * width(title), "", *table.notes)
        if table.rows:
            yield from [""] * bool(table.notes)
            yield from _columns(table.columns, paper.rows(table))
    if paper.foot:
        yield from ("", paper.foot)


def _columns(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    aside = columns[-1].kind is Kind.SENTENCE
    shown = columns[: len(columns) - aside]
    rows = [[column.heading for column in columns], *cells]
    widths = [max(width(row[at]) for row in rows) for at in range(len(shown))]
    for place, row in enumerate(rows):
        padded = []
        for column, wide, cell in zip(shown, widths, row, strict=False):
            room = " " * (wide - width(cell))
            padded.append(f"{room}{cell}" if column.kind.is_number else f"{cell}{room}")
        yield GAP.join(padded)
        if place and aside and row[-1]:
            yield f"{GAP * 2}{row[-1]}"
