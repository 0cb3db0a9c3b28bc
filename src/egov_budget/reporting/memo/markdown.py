"""A memo as Markdown; whatever stands in a title is text there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.language import language_of
from egov_budget.reporting.memo.parts import Part, Table, parts

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation

MARKS = re.compile(r"([\\`*_\[\]~|#])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(allocation: Allocation, lang: str = "en") -> str:
    """Return a memo on a plan as Markdown with tables (GitHub's).

    Parameters
    ----------
    allocation : Allocation
        The plan.
    lang : str
        ``"en"`` or ``"fa"``; Persian stands in a block that runs from right to left.

    Returns
    -------
    str
        Headings, sentences and tables; nothing in it is markup or a link but those.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> print(markdown(allocate(worlds.four_projects())).splitlines()[0])
    # Four projects: proposed credits
    """
    language = language_of(lang)
    body = "\n\n".join(_blocks(parts(allocation, language)))
    return f'<div dir="rtl">\n\n{body}\n\n</div>\n' if language.direction == "rtl" else f"{body}\n"


def write_markdown(allocation: Allocation, path: Path, lang: str = "en") -> None:
    """Write a memo as Markdown, whole or not at all.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    path : Path
        File to write, replaced if it is there.
    lang : str
        ``"en"`` or ``"fa"``.
    """
    text = markdown(allocation, lang)
    with atomic_write(Path(path)) as part:
        part.write_text(text, encoding="utf-8")


def escaped(text: str) -> str:
    r"""Return a text so that Markdown shows it as it is.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    str
        Marks with a backslash before them, angle brackets and ampersands as entities; a link that
        readers would make of an address has its colon written out.

    Examples
    --------
    >>> escaped("a|b *c* <d> [e](https://f)")
    'a\\|b \\*c\\* &lt;d&gt; \\[e\\](https&#58;//f)'
    """
    plain = "".join(ENTITIES.get(c, c) for c in MARKS.sub(r"\\\1", text))
    return plain.replace("://", "&#58;//").replace("www.", "www&#46;")


def _blocks(told: list[Part]) -> Iterator[str]:
    for level, part in enumerate(told):
        yield f"{'#' if level == 0 else '##'} {escaped(part.heading)}"
        if part.lines:
            yield "\n".join(f"- {escaped(line)}" for line in part.lines)
        if part.table is not None:
            yield _table(part.table)


def _table(table: Table) -> str:
    rule = ["---:" if at in table.numbers else "---" for at in range(len(table.headings))]
    rows = [[escaped(cell) for cell in row] for row in (table.headings, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
