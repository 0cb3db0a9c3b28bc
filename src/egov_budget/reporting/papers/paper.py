"""Paper: numbered tables with their totals, before they take a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from egov_budget.language import Language


class Cells(StrEnum):
    """What a column of a paper holds, which says how it is written."""

    TEXT = "text"
    MONEY = "money"
    COUNT = "count"
    POINTS = "points"
    PART = "part"


@dataclass(frozen=True)
class Sheet:
    """One table of a paper.

    Parameters
    ----------
    name : str
        Short name, of a workbook's sheet.
    title : str
        What it tells.
    columns : tuple of (str, Cells)
        Label and kind of each column.
    rows : tuple of tuple
        Cells; a number that is not known is ``None``.
    sums : frozenset of int
        Places of rows that are totals or subtotals.
    note : str
        A sentence below the title; where there are no rows it stands for them.
    """

    name: str
    title: str
    columns: tuple[tuple[str, Cells], ...]
    rows: tuple[tuple[Any, ...], ...]
    sums: frozenset[int] = frozenset()
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper in a language.

    Parameters
    ----------
    title : str
        Its title.
    facts : tuple of (str, str)
        What it is about, a label and a text each.
    sheets : tuple of Sheet
        Its tables, numbered in this order.
    language : Language
        What it speaks.
    decimals : int
        Digits of money behind the point: every quantum shows, and no more.
    foot : str
        Last sentence.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]
    language: Language
    decimals: int
    foot: str = ""

    def written(self, kind: Cells, value: Any) -> str:
        """Return a cell as the language writes it; one that is missing is empty."""
        if value is None or value != value:  # noqa: PLR0124  # NaN alone differs from itself
            return ""
        if kind is Cells.MONEY:
            return self.language.number(value, self.decimals)
        if kind is Cells.COUNT:
            return self.language.number(value)
        if kind is Cells.POINTS:
            return self.language.number(value, 3)
        if kind is Cells.PART:
            return self.language.percent(value, 2)
        return str(value)


def decimals(quantum: float) -> int:
    """Return how many digits behind the point show every quantum.

    Examples
    --------
    >>> decimals(1.0), decimals(0.25)
    (0, 2)
    """
    return len(f"{quantum:.12f}".rstrip("0").partition(".")[2])


def with_subtotals(
    rows: Sequence[tuple[Any, ...]], by: int, summed: Sequence[int], label: str, total: str
) -> tuple[tuple[tuple[Any, ...], ...], frozenset[int]]:
    """Put a subtotal behind each run of rows with the same cell, and the total behind all.

    Parameters
    ----------
    rows : sequence of tuple
        Cells, rows that belong together beside each other.
    by : int
        Place of the cell that holds them together.
    summed : sequence of int
        Places of the cells to sum; the others of a subtotal are empty.
    label, total : str
        What stands in the place ``by`` of a subtotal (behind the cell's own text) and of the total.

    Returns
    -------
    rows : tuple of tuple
        With the sums.
    sums : frozenset of int
        Where they are.

    Examples
    --------
    >>> rows, sums = with_subtotals([("a", 1), ("a", 2), ("b", 3)], 0, [1], "sum", "all")
    >>> rows[2], rows[-1], sorted(sums)
    (('a: sum', 3), ('all', 6), [2, 4, 5])
    """
    found: list[tuple[Any, ...]] = []
    sums: list[int] = []

    def add(text: str, part: Sequence[tuple[Any, ...]]) -> None:
        cells = [sum(row[at] or 0 for row in part) if at in summed else None for at in range(len(part[0]))]
        cells[by] = text
        sums.append(len(found))
        found.append(tuple(cells))

    run: list[tuple[Any, ...]] = []
    for row in rows:
        if run and row[by] != run[-1][by]:
            add(f"{run[-1][by]}: {label}", run)
            run = []
        run.append(row)
        found.append(row)
    if run:
        add(f"{run[-1][by]}: {label}", run)
        add(total, rows)
    return tuple(found), frozenset(sums)


def with_total(
    rows: Sequence[tuple[Any, ...]], by: int, summed: Sequence[int], total: str
) -> tuple[tuple[tuple[Any, ...], ...], frozenset[int]]:
    """Put the total behind all rows; no row has no total."""
    if not rows:
        return (), frozenset()
    cells = [sum(row[at] or 0 for row in rows) if at in summed else None for at in range(len(rows[0]))]
    cells[by] = total
    return (*rows, tuple(cells)), frozenset([len(rows)])
