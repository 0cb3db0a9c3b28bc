"""Page: one sheet as it is to be, before any file is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

HEADER, TOTALS, FIRST = 4, 3, 5  # rows as a spreadsheet numbers them; a title and a note stand above


class Kind(StrEnum):
    """What a column holds, which is how it looks."""

    NAME = "name"  # an id, as it is written in the requests
    TEXT = "text"  # a title or a word
    SENTENCE = "sentence"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    PRICE = "price"


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


@dataclass(frozen=True)
class Column:
    """One column.

    Parameters
    ----------
    heading : str
        What stands above it.
    kind : Kind
        What it holds.
    width : float
        Width in characters.
    total : bool
        Whether its sum stands above it; it counts the rows that a filter shows.
    """

    heading: str
    kind: Kind
    width: float
    total: bool = False


Cell = str | float | int | Formula | None
Draw = Callable[[Any, Any, "Page", Any], None]  # workbook, sheet, page, styles


@dataclass(frozen=True)
class Page:
    """One sheet: a title, a note, sums, headings and rows.

    Parameters
    ----------
    name : str
        Name of the sheet.
    title, note : str
        What stands above.
    columns : tuple of Column
        The columns.
    rows : sequence of sequence
        Cells of each row; ``None`` is an empty cell.
    draw : callable or None
        Adds a chart.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    draw: Draw | None = None

    @property
    def last(self) -> int:
        """Last row, as a spreadsheet numbers it; the first where there is none."""
        return FIRST + max(len(self.rows), 1) - 1

    def range(self, column: int, *, inside: bool = False) -> str:
        """Return the cells of a column as a formula names them, from another sheet or from inside."""
        letter = chr(ord("A") + column)
        where = "" if inside else "'" + self.name.replace("'", "''") + "'!"
        return f"{where}${letter}${FIRST}:${letter}${self.last}"

    def cell(self, column: int, row: int) -> str:
        """Return one cell, rows counted from 0, as a formula on another sheet names it."""
        quoted = self.name.replace("'", "''")
        return f"'{quoted}'!${chr(ord('A') + column)}${FIRST + row}"

    def at(self, column: int) -> list[float]:
        """Return the numbers of a column, 0 where there is none."""
        values = [row[column] for row in self.rows]
        numbers = [value.value if isinstance(value, Formula) else value for value in values]
        known = (value if isinstance(value, int | float) else 0.0 for value in numbers)
        return [0.0 if math.isnan(value) else float(value) for value in known]
