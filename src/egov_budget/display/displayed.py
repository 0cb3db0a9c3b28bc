"""Displayed: what a notebook shows of a noun."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from numbers import Integral, Real
from typing import TYPE_CHECKING, TypeGuard

from egov_budget.display.fixed import Fixed
from egov_budget.language import all_digits, figures, harmless

if TYPE_CHECKING:
    import pandas as pd

ROWS, COLUMNS, LETTERS = 12, 12, 80  # of a table; what is more is told in numbers or cut
MONEY = 1e6  # numbers of that size keep all their digits
LINE = 300  # letters of the one line
ENDS, AUTO = ' style="text-align: right"', ' dir="auto"'


class Displayed(Fixed):
    """A noun that a notebook shows as its one line and a few small tables.

    A class says in ``_tables`` which of its tables are worth a look; whatever stands in them is text.
    """

    def _tables(self) -> Mapping[str, pd.DataFrame]:
        """Return the tables to show, by what they hold; the line alone where there are none."""
        return {}

    def _repr_html_(self) -> str:
        shown = [f"<p><code>{escape(_cut(repr(self), LINE))}</code></p>"]
        shown += [table(name, frame) for name, frame in self._tables().items()]
        return f'<div dir="ltr">{"".join(shown)}</div>'


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
    <table><caption>projects: 1</caption><thead><tr><th scope="col" dir="auto">title</th><th scope="col"
    style="text-align: right">asked</th></tr></thead><tbody>
    <tr><td dir="auto">&lt;b&gt;</td><td style="text-align: right">1,500</td></tr></tbody></table>
    """
    from egov_budget.display.as_html import html_table
    from egov_budget.display.table import Column, Kind, Table

    named = frame if frame.index.names == [None] else frame.reset_index()
    part = named.iloc[:ROWS, :COLUMNS].astype(object)
    numbers = [all(_is_number(value) or _is_missing(value) for value in part[name]) for name in part]
    kinds = [Kind.NUMBER if found and len(part) else Kind.TEXT for found in numbers]
    columns = [Column(_cut(str(label)), kind) for label, kind in zip(part.columns, kinds, strict=True)]
    first = f", the first {ROWS}" if len(frame) > ROWS else ""
    rows = [[*map(_written, row)] for row in part.itertuples(index=False, name=None)]
    shown = Table(name, f"{_cut(name)}: {len(frame):,}{first}", tuple(columns))
    return html_table(shown, rows, lambda kind: ENDS if kind.is_number else AUTO, shown.title)


def _is_number(value: object) -> TypeGuard[Real]:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_missing(value: object) -> bool:
    return value is None or str(value) == "<NA>"


def _written(value: object) -> str:
    if not _is_number(value):
        return "" if _is_missing(value) else _cut(str(value))
    if isinstance(value, Integral):
        return f"{value:,}"
    number = float(value)
    money = number.is_integer() or abs(number) >= MONEY
    return "" if number != number else all_digits(number) if money else figures(number, 6)  # noqa: PLR0124  # NaN


def _cut(text: str, most: int = LETTERS) -> str:
    plain = harmless(text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
