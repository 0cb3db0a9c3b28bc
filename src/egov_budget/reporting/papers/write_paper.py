"""write_paper: a Paper as a file, in the form that its name asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.display.as_html import as_html
from egov_budget.display.as_markdown import as_markdown
from egov_budget.display.as_text import as_text
from egov_budget.display.as_workbook import as_workbook
from egov_budget.intake.atomic_write import atomic_write

if TYPE_CHECKING:
    from egov_budget.display.paper import Paper

TEXTS = {".html": as_html, ".md": as_markdown, ".txt": as_text}


def write_paper(paper: Paper, path: Path, form: str = "") -> None:
    """Write a paper, whole or not at all.

    Parameters
    ----------
    paper : Paper
        What to write.
    path : Path
        File to write, replaced if it is there.
    form : str, optional
        ``.html``, ``.md``, ``.txt`` or ``.xlsx``; by default the ending of the file.

    Raises
    ------
    ValueError
        If that is no form of a paper.
    """
    kind = form or path.suffix.lower()
    if kind not in (*TEXTS, ".xlsx"):
        raise ValueError(f"{path.name} is no form of a paper; {', '.join(TEXTS)} and .xlsx are")
    with atomic_write(path) as part:
        if kind == ".xlsx":
            as_workbook(paper, part)
        else:
            part.write_text(TEXTS[kind](paper), encoding="utf-8", newline="\n")


def writer(made: Callable[[Any, str], Paper]) -> Callable[..., None]:
    """Return what writes the paper of a noun, in the form that the file's name asks for."""

    def write(noun: Any, path: Path, lang: str = "en") -> None:
        write_paper(made(noun, lang), path)

    return write
