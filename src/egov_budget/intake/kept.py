"""A table as people keep it, a title above and a source below -> its head and records, each with its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from egov_budget.errors import SHOWN
from egov_budget.intake.grid import LONGEST_GAP, Row, is_empty
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.names import meant

SETTING, VALUE = "setting", "value"
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
    passed : tuple of str
        What stands above the head or below the records, and is not read.
    found : bool
        Whether a row has the columns that the table must have.
    """

    rows: Sequence[Row]
    numbers: Sequence[int]
    passed: tuple[str, ...] = field(default=())
    found: bool = False


def kept(table: str, rows: Sequence[Row]) -> Kept:
    """Return the head and the records of a table, without what people keep around them.

    The head is the first row with the name of a column; where the first row has none, the first below it
    that has every column which must be there. Empty rows are no records. Below the last record and an
    empty row, a row of one cell with a sentence in it is a note.

    Parameters
    ----------
    table : str
        Name of a table, or ``"settings"``.
    rows : sequence of sequence
        Cells as they stand.

    Returns
    -------
    Kept
        The rows as they are where no head is found, or where a cell stands far below the others.
    """
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if not is_empty(row)]
    gaps = (below[0] - above[0] for above, below in pairwise(numbered))
    head = next((at for at, (_, row) in enumerate(numbered[:ABOVE]) if _is_head(table, row, at)), None)
    if head is None or max(gaps, default=0) > LONGEST_GAP:
        return Kept(rows, range(1, len(rows) + 1))
    last = len(numbered)
    while last > head + 2 and _is_note(numbered[last - 1][1]):
        last -= 1
    if last < len(numbered) and numbered[last][0] == numbered[last - 1][0] + 1:
        last = len(numbered)  # no empty row parts them from the records
    passed = tuple(
        f"{table} row {number}: {_shown(row)}" for number, row in [*numbered[:head], *numbered[last:]]
    )
    names = [_meant(table, cell) for cell in numbered[head][1]]
    body = [row for _, row in numbered[head + 1 : last]]
    return Kept([names, *body], [number for number, _ in numbered[head:last]], passed, found=True)


def required(table: str) -> set[str]:
    """Return the columns that a table must have."""
    if table not in BY_NAME:
        return {SETTING, VALUE}
    return {column.name for column in BY_NAME[table].columns if column.required}


def _is_head(table: str, row: Row, place: int) -> bool:
    names = {_meant(table, cell) for cell in row}
    known = {*BY_NAME[table].names} if table in BY_NAME else {SETTING, VALUE}
    return not names.isdisjoint(known) if place == 0 else required(table) <= names


def _meant(table: str, cell: object) -> str:
    label = "" if cell is None else str(cell).strip()
    if table in BY_NAME:
        return meant(label, tuple(BY_NAME[table].names), "column")
    return meant(label, (SETTING, VALUE), "word")


def _is_note(row: Row) -> bool:
    cells = [str(cell).strip() for cell in row if cell is not None and cell != ""]
    return len(cells) == 1 and " " in cells[0]


def _shown(row: Row) -> str:
    return repr(next(str(cell) for cell in row if cell is not None and cell != "")[:SHOWN])
