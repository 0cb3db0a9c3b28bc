"""A table as HTML; a paper as one HTML file, to be read and to be printed on A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from egov_budget.language import one_line

if TYPE_CHECKING:
    import jinja2
    from jinja2.bccache import Bucket

    from egov_budget.display.paper import Paper
    from egov_budget.display.table import Kind, Table

ROOM = "egov_budget.display"
SUM = ' class="sum"'


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
    """
    style = style_of(ROOM, "paper.css")
    tables = [html_table(table, paper.rows(table), lambda kind: f' class="{kind}"') for table in paper.tables]
    page = pages(ROOM)
    page.filters["line"] = one_line
    known = {"lang": paper.language, "tables": tables, "style": style, "style_hash": allowed(style)}
    return page.get_template("paper.html.jinja").render(paper=paper, **known)


def html_table(
    table: Table, rows: Sequence[Sequence[str]], look: Callable[[Kind], str], caption: str = ""
) -> str:
    """Return a table as an element of HTML.

    Parameters
    ----------
    table : Table
        Its columns, and which of its rows are sums.
    rows : sequence of sequence of str
        Its cells as they are to be read.
    look : callable
        Attributes of a cell, with a blank before them, by the kind of its column.
    caption : str, optional
        What stands above.

    Returns
    -------
    str
        Headings, cells and caption are escaped.
    """
    looks = [look(column.kind) for column in table.columns]
    heads = "".join(
        f'<th scope="col"{own}>{_text(column.heading)}</th>'
        for column, own in zip(table.columns, looks, strict=True)
    )
    lines = [
        "".join(f"<td{own}>{_text(cell)}</td>" for cell, own in zip(row, looks, strict=True)) for row in rows
    ]
    sums = [SUM if place in table.sums else "" for place in range(len(lines))]
    body = "\n".join(f"<tr{own}>{line}</tr>" for own, line in zip(sums, lines, strict=True))
    above = f"<caption>{_text(caption)}</caption>" if caption else ""
    return f"<table>{above}<thead><tr>{heads}</tr></thead><tbody>\n{body}</tbody></table>"


def _text(text: str) -> str:
    return escape(one_line(text))


def pages(room: str) -> jinja2.Environment:
    """Return the templates of a room; every text in them is escaped, and what is not there is a fault."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader(room, "pages"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, bytecode_cache=_compiled(),
        optimized=False,  # a filter is worked out where the page is written, not for all languages at once
    )  # fmt: skip


@cache
def _compiled() -> jinja2.BytecodeCache:
    """Return where templates stay compiled from one page to the next, whatever its language."""
    import jinja2

    class Compiled(jinja2.BytecodeCache):
        def __init__(self) -> None:
            self.code = dict[str, Any]()

        def load_bytecode(self, bucket: Bucket) -> None:
            bucket.code = self.code.get(bucket.key)

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.code[bucket.key] = bucket.code

    return Compiled()


def page_file(room: str, name: str) -> str:
    """Return a file that stands beside the templates of a room."""
    text = files(room).joinpath("pages", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def style_of(room: str, *names: str) -> str:
    """Return the style of a page: the look of all, and files of a room."""
    return page_file(ROOM, "look.css") + "".join(page_file(room, name) for name in names)


def allowed(text: str) -> str:
    """Return how the policy of a page names a style or a script that stands in it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
