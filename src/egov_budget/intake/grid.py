"""Rows of cells, the header first -> a raw table; rows of the wrong shape are faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from egov_budget.errors import FIRST_ROW, SHOWN, Fault
from egov_budget.scenario.conform import too_large

Row = Sequence[Any]
LONGEST_GAP = 100  # empty rows that are reported one by one


def tabulate(table: str, rows: Sequence[Row]) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the raw table of a grid whose first row is the header.

    Empty rows at the end are no rows. An empty row between others, a row that is shorter than
    the header or holds something to the right of it is a fault; it stays in the table, so that
    the rows below keep their numbers.

    Parameters
    ----------
    table : str
        Table named in the faults.
    rows : sequence of sequence
        Cells; an empty one is ``None`` or an empty text.

    Returns
    -------
    frame : DataFrame or None
        Raw cells under their labels; ``None`` if there is no header, too much,
        or a long gap between the rows.
    faults : list of Fault
        Everything wrong with the shape.
    """
    last = len(rows)
    while last and is_empty(rows[last - 1]):
        last -= 1
    if not last:
        return None, [Fault.of("nothing_in_it", table)]
    labels = ["" if cell is None else str(cell).strip() for cell in rows[0]]
    while labels and not labels[-1]:
        labels.pop()
    large = too_large(table, len(labels), last)
    if large:
        return None, [large]
    body = rows[1:last]
    empty = [is_empty(row) for row in body]
    gap = _gap(table, empty)
    if gap:
        return None, [gap]
    faults = [*_unnamed(table, labels, body), *_misshapen(table, len(labels), body, empty)]
    if faults or any(len(row) != len(labels) for row in body):
        body = [[*row[: len(labels)], *[None] * (len(labels) - len(row))] for row in body]
    # an unnamed column is reported above; under the name of a note it is left out
    frame = pd.DataFrame(body, columns=[label or "#" for label in labels], dtype=object)
    return frame, faults


def is_empty(row: Row) -> bool:
    """Tell whether no cell of a row holds anything."""
    return not any(row) and all(cell is None or cell == "" for cell in row)


def filled(row: Row) -> list[str]:
    """Return the cells of a row that hold something, as texts."""
    return [str(cell) for cell in row if cell is not None and cell != ""]


def _gap(table: str, empty: Sequence[bool]) -> Fault | None:
    """Return the fault of a stray cell far below the rest, which is one and not one for each row between."""
    filled = [number for number, blank in enumerate(empty, start=FIRST_ROW) if not blank]
    for above, below in pairwise([FIRST_ROW - 1, *filled]):
        if below - above > LONGEST_GAP:
            return Fault.of("gap", table, below, first=above + 1, last=below - 1, below=below)
    return None


def _unnamed(table: str, labels: list[str], body: Sequence[Row]) -> Iterator[Fault]:
    for place, label in enumerate(labels, start=1):
        if not label and any(not is_empty(row[place - 1 : place]) for row in body):
            yield Fault.of("nameless_column", table, 1, place=place)


def _misshapen(table: str, width: int, body: Sequence[Row], empty: Sequence[bool]) -> Iterator[Fault]:
    for number, (row, blank) in enumerate(zip(body, empty, strict=True), start=FIRST_ROW):
        if blank:
            yield Fault.of("empty_row", table, number)
        elif len(row) < width:
            yield Fault.of("short_row", table, number, cells=len(row), width=width)
        elif len(row) > width and not is_empty(row[width:]):
            yield Fault.of("beyond_the_columns", table, number, "", filled(row[width:])[0][:SHOWN])
