"""A paper as one HTML file, to be read and to be printed on A4."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.reporting.papers.paper import Paper

ROOM = "egov_budget.reporting.papers"


def as_html(paper: Paper) -> str:
    """Return a paper as HTML that loads nothing and runs nothing.

    Parameters
    ----------
    paper : Paper
        What to write; every text in it is escaped.

    Returns
    -------
    str
        One page. Heads of tables stand on each printed sheet again.

    Raises
    ------
    ImportError
        If Jinja2 is not installed; it says how.
    """
    try:
        import jinja2
    except ImportError:
        raise ImportError("a paper needs Jinja2: pip install 'egov-budget[report]'") from None
    style = files(ROOM).joinpath("pages", "paper.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    page = jinja2.Environment(
        loader=jinja2.PackageLoader(ROOM, "pages"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return page.get_template("paper.html.jinja").render(
        paper=paper,
        lang=paper.language,
        style=style,
        style_hash=f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'",
    )
