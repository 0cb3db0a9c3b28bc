"""A memo as plain text, in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.language import language_of
from egov_budget.reporting.memo.parts import Part, Table, parts

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

GAP = "  "
NO_WIDTH = ("Mn", "Me", "Cf")


def plain(allocation: Allocation, lang: str = "en") -> str:
    r"""Return a memo on a plan as plain text.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : str
        ``"en"`` or ``"fa"``.

    Returns
    -------
    str
        Headings underlined, tables in columns; a last column of sentences stands on lines of its own.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> print("\n".join(plain(allocate(worlds.four_projects())).splitlines()[:4]))
    Four projects: proposed credits
    ===============================
    <BLANKLINE>
    Of a pool of 100 credits, 100 are spent (100.0%) and 0 are left.
    """
    told = parts(allocation, language_of(lang))
    return "\n".join(line.rstrip() for at, part in enumerate(told) for line in _lines(part, first=at == 0))


def write_text(allocation: Allocation, path: Path, lang: str = "en") -> None:
    """Write a memo as plain text, whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    lang : str
        ``"en"`` or ``"fa"``.
    """
    text = plain(allocation, lang)
    with atomic_write(Path(path)) as part:
        part.write_text(f"{text}\n", encoding="utf-8")


def _lines(part: Part, *, first: bool) -> Iterator[str]:
    if not first:
        yield ""
    yield part.heading
    yield ("=" if first else "-") * width(part.heading)
    yield ""
    yield from part.lines
    if part.table is not None:
        if part.lines:
            yield ""
        yield from _columns(part.table)


def _columns(table: Table) -> Iterator[str]:
    long = len(table.headings) - 1 if len(table.headings) > 5 else len(table.headings)  # the reason
    rows = [row[:long] for row in (table.headings, *table.rows)]
    widths = [max(width(row[at]) for row in rows) for at in range(long)]
    for place, row in enumerate(rows):
        yield GAP.join(
            _padded(cell, wide, right=at in table.numbers)
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        )
        if place and long < len(table.headings) and table.rows[place - 1][long]:
            yield f"{GAP * 2}{table.rows[place - 1][long]}"


def _padded(cell: str, wide: int, *, right: bool) -> str:
    room = " " * (wide - width(cell))
    return f"{room}{cell}" if right else f"{cell}{room}"


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
