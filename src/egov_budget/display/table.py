"""Table: headings, rows and sums, before it takes a form; every paper, sheet and notebook shows one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

# a column told in a word: key of its heading, column of a frame, how its cells are told, kind, width, sum
WORD = re.compile(
    r"(?P<key>[\w.]+)(=(?P<of>\w+))?(/(?P<how>\w+))?(:(?P<kind>\w+))?(:(?P<width>\d+))?(?P<total>\+?)"
)


class Kind(StrEnum):
    """What a column holds, which is how it is written and where it stands."""

    NAME = "name"  # an id, as it is written in the requests
    TEXT = "text"  # a title or a word
    SENTENCE = "sentence"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"  # of 1, to a tenth of a percent
    PART = "part"  # of 1, to a hundredth of a percent
    POINTS = "points"
    PRICE = "price"
    NUMBER = "number"  # any

    @property
    def is_number(self) -> bool:
        """Whether it stands at the end of its column."""
        return self not in (Kind.NAME, Kind.TEXT, Kind.SENTENCE)


@dataclass(frozen=True)
class Formula:
    """A formula and what it comes to, for readers that do not calculate.

    Parameters
    ----------
    text : str
        The formula with its sign ``=``.
    value : float or str
        Its result.
    """

    text: str
    value: float | str


Cell = str | float | int | Formula | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    heading : str
        What stands above it.
    kind : Kind
        What it holds.
    width : float or None
        Width in characters on a sheet; ``None`` fits it to what it holds.
    total : bool
        Whether it is summed.
    """

    heading: str
    kind: Kind = Kind.TEXT
    width: float | None = None
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table.

    Parameters
    ----------
    name : str
        Short name, that of a sheet.
    title : str
        What it tells.
    columns : tuple of Column
        Its columns.
    rows : sequence of sequence
        Cells; what is not known is ``None`` or NaN, and a text is already written.
    notes : tuple of str
        Sentences below the title; where there are no rows they stand for them.
    sums : frozenset of int
        Places of rows that are totals or subtotals. Columns whose sums are rows have no ``total``.
    """

    name: str
    title: str
    columns: tuple[Column, ...] = ()
    rows: Sequence[Sequence[Cell]] = ()
    notes: tuple[str, ...] = ()
    sums: frozenset[int] = frozenset()

    def numbers(self, column: int) -> list[float]:
        """Return the numbers of a column, 0 where there is none."""
        values = (row[column] for row in self.rows)
        results = [value.value if isinstance(value, Formula) else value for value in values]
        known = (value if isinstance(value, int | float) else 0.0 for value in results)
        return [0.0 if math.isnan(value) else float(value) for value in known]

    def summed(self, total: str, *, by: int | None = None, subtotal: str = "") -> Table:
        """Return the table with its sums as rows: the total last, and perhaps subtotals between.

        Parameters
        ----------
        total : str
            What stands at the total.
        by : int or None
            Place of the cell that holds rows together, which stand beside each other; each run of them
            gets a subtotal. ``None`` means no subtotals.
        subtotal : str
            What stands at a subtotal, behind the cell's own text.

        Returns
        -------
        Table
            No rows have no sums, nor has a column of which nothing is known.

        Examples
        --------
        >>> table = Table("t", "", (Column("who"), Column("n", Kind.COUNT, total=True)), [("a", 1), ("a", 2)])
        >>> table.summed("all", by=0, subtotal="sum").rows
        [('a', 1), ('a', 2), ('a: sum', 3), ('all', 3)]
        """
        found: list[Sequence[Cell]] = []
        sums: list[int] = []

        def add(label: str, rows: Sequence[Sequence[Cell]]) -> None:
            columns = zip(self.columns, zip(*rows, strict=True), strict=True)
            cells = [_sum(cells) if column.total else None for column, cells in columns]
            cells[by or 0] = label
            sums.append(len(found))
            found.append(tuple(cells))

        run: list[Sequence[Cell]] = []
        for place, row in enumerate(self.rows, start=1):
            run.append(row)
            found.append(row)
            if by is not None and (place == len(self.rows) or self.rows[place][by] != row[by]):
                add(f"{row[by]}: {subtotal}", run)
                run = []
        if self.rows:
            add(total, self.rows)
        columns = tuple(replace(column, total=False) for column in self.columns)
        return replace(self, columns=columns, rows=found, sums=frozenset(sums))


def columns(
    told: str, say: Callable[[str], str], more: Mapping[str, Mapping[str, Column] | None]
) -> tuple[Column, ...]:
    """Return columns that are told in one line.

    Parameters
    ----------
    told : str
        Keys of headings with a blank between them, each with its kind and its width if it has one, and
        with a plus if it is summed. A key without a kind holds texts.
    say : callable
        Heading of a key.
    more : mapping of str to mapping of str to Column or None
        Columns in place of a key, each by its name in a frame: several, or none.

    Examples
    --------
    >>> columns("agency asked:money:15+", str.upper, {})[1]
    Column(heading='ASKED', kind=<Kind.MONEY: 'money'>, width=15.0, total=True)
    """
    found: list[Column] = []
    for word in WORD.finditer(told):
        key, kind, width, total = word.group("key", "kind", "width", "total")
        own = more.get(key)
        if own is None:
            wide = float(width) if width else None
            own = {key: Column(say(key), Kind(kind or Kind.TEXT), wide, total=bool(total))}
        found += own.values()
    return tuple(found)


def _sum(cells: Sequence[Any]) -> Cell:
    known = any(cell is not None and cell == cell for cell in cells)  # noqa: PLR0124  # NaN alone differs
    return sum(cell or 0 for cell in cells) if known else None
