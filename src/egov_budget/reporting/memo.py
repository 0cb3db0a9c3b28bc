"""The memo: a plan on two pages, as Markdown or plain text, in any language."""

from __future__ import annotations

from pathlib import Path

from egov_budget.allocation import Allocation
from egov_budget.display.as_markdown import as_markdown
from egov_budget.display.as_text import as_text
from egov_budget.reporting.papers.memo_paper import memo_paper
from egov_budget.reporting.papers.write_paper import write_paper


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
    return as_markdown(memo_paper(allocation, lang))


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
    return as_text(memo_paper(allocation, lang)).rstrip("\n")


def write_markdown(allocation: Allocation, path: Path, lang: str = "en") -> None:
    """Write a memo as Markdown, whole or not at all."""
    write_paper(memo_paper(allocation, lang), path, ".md")


def write_text(allocation: Allocation, path: Path | None, lang: str = "en") -> str | None:
    """Write a memo as plain text, whole or not at all; return it where no file is named."""
    paper = memo_paper(allocation, lang)
    if path is None:
        return as_text(paper)
    write_paper(paper, path, ".txt")
    return None
