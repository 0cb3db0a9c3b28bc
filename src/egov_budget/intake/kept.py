"""A table as people keep it, a title above and a source below -> its head and records, each with its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from egov_budget.errors import SHOWN
from egov_budget.intake.grid import LONGEST_GAP, Row, filled, is_empty
from egov_budget.intake.head import Head

ABOVE = 20  # rows among which a head is looked for


@dataclass(frozen=True)
class Kept:
    """Rows of a table, its head first, with what stands around them.

    Parameters
    ----------
    rows : sequence of sequence
        Head and records; names of columns as the dictionary has them.
    numbers : sequence of int
        Row of each, as a spreadsheet numbers it.
    passed : tuple of pairs
        What stands above the head or below the records, and is not read.
    found : bool
        Whether a row is the head.
    labels : mapping of str to str
        How the names of columns stand there, where that is otherwise.
    """

    rows: Sequence[Row]
    numbers: Sequence[int]
    passed: tuple[tuple[int, str], ...] = ()
    found: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


def kept(rows: Sequence[Row], head: Head) -> Kept:
    """Return the head and the records of a table, without what people keep around them.

    The head is the first row with every column that must be there; where none has them, the first row, if it
    has the name of a column. Empty rows are no records. Below the last record and an empty row, a row of one
    cell with a sentence in it is a note.

    Parameters
    ----------
    rows : sequence of sequence
        Cells as they stand.
    head : Head
        Names that its columns may have.

    Returns
    -------
    Kept
        The rows as they are where no head is found, or where a cell stands far below the others.
    """
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if not is_empty(row)]
    gaps = (below[0] - above[0] for above, below in pairwise(numbered))
    first = _head([row for _, row in numbered[:ABOVE]], head)
    if first is None or max(gaps, default=0) > LONGEST_GAP:
        return Kept(rows, range(1, len(rows) + 1))
    last = len(numbered)
    while last > first + 2 and _is_note(numbered[last - 1][1]):
        last -= 1
    if last < len(numbered) and numbered[last][0] == numbered[last - 1][0] + 1:
        last = len(numbered)  # no empty row parts them from the records
    around = [*numbered[:first], *numbered[last:]]
    passed = tuple((number, filled(row)[0][:SHOWN]) for number, row in around)
    names = [head.label(cell) for cell in numbered[first][1]]
    body = [row for _, row in numbered[first + 1 : last]]
    written = ["" if cell is None else str(cell).strip() for cell in numbered[first][1]]
    labels = {name: label for name, label in zip(names, written, strict=True) if name not in written}
    numbers = [number for number, _ in numbered[first:last]]
    return Kept([names, *body], numbers, passed, found=True, labels=labels)


def _head(rows: Sequence[Row], head: Head) -> int | None:
    names = [{head.column(cell) for cell in row} for row in rows]
    whole = (place for place, there in enumerate(names) if head.required <= there)
    return next(whole, 0 if names and not names[0].isdisjoint(head.known) else None)


def _is_note(row: Row) -> bool:
    cells = filled(row)
    return len(cells) == 1 and " " in cells[0].strip()
