"""Displayed: what a notebook shows of a noun."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from numbers import Integral, Real
from typing import TYPE_CHECKING

from egov_budget.language import harmless

if TYPE_CHECKING:
    import pandas as pd

ROWS, COLUMNS, LETTERS = 12, 12, 80  # of a table; what is more is told in numbers or cut
MONEY = 1e6  # numbers of that size keep all their digits
LINE = 300  # letters of the one line
NUMBER = ' style="text-align: right"'


class Displayed:
    """A noun that a notebook shows as its one line and a few small tables.

    A class says in ``_tables`` which of its tables are worth a look; whatever stands in them is text.
    """

    def _tables(self) -> Mapping[str, pd.DataFrame]:
        """Return the tables to show, by what they hold; the line alone where there are none."""
        return {}

    def _repr_html_(self) -> str:
        shown = [f"<p><code>{_text(repr(self), LINE)}</code></p>"]
        shown += [table(name, frame) for name, frame in self._tables().items()]
        return f'<div dir="ltr">{"".join(shown)}</div>'


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, in the plural where it is not one.

    Examples
    --------
    >>> counted(1, "exchange"), counted(1200, "exchange")
    ('1 exchange', '1,200 exchanges')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def table(name: str, frame: pd.DataFrame) -> str:
    """Return the first rows and columns of a table as HTML.

    Parameters
    ----------
    name : str
        What it holds.
    frame : DataFrame
        Any table; an index with a name is its first column.

    Returns
    -------
    str
        One table with a caption. Texts are escaped, cut, and keep their own direction.

    Examples
    --------
    >>> import pandas as pd
    >>> print(table("projects", pd.DataFrame({"title": ["<b>"], "asked": [1500]})))
    <table><caption>projects: 1</caption><tr><th>title</th><th>asked</th></tr><tr><td
    dir="auto">&lt;b&gt;</td><td style="text-align: right">1,500</td></tr></table>
    """
    named = frame if frame.index.names == [None] else frame.reset_index()
    part = named.iloc[:ROWS, :COLUMNS]
    heads = "".join(f"<th>{_text(str(label))}</th>" for label in part.columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in part.itertuples(index=False, name=None))
    first = f", the first {ROWS}" if len(frame) > ROWS else ""
    return f"<table><caption>{_text(name)}: {len(frame):,}{first}</caption><tr>{heads}</tr>{body}</table>"


def _cell(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, Real):
        missing = value is None or str(value) == "<NA>"
        return f'<td dir="auto">{"" if missing else _text(str(value))}</td>'
    return f"<td{NUMBER}>{_number(value)}</td>"


def _number(value: Real) -> str:
    if isinstance(value, Integral):
        return f"{value:,}"
    number = float(value)
    money = number.is_integer() or abs(number) >= MONEY
    return "" if number != number else f"{number:,.15g}" if money else f"{number:,.6g}"  # noqa: PLR0124  # NaN


def _text(text: str, most: int = LETTERS) -> str:
    plain = harmless(text)
    return escape(plain if len(plain) <= most else f"{plain[: most - 1]}…")
