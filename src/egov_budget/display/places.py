"""Where a table stands on its sheet, as formulas name its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from egov_budget.display.table import Table

HEADER, TOTALS, FIRST = 4, 3, 5  # rows as a spreadsheet numbers them; a title and a note stand above


def last(table: Table) -> int:
    """Return the last row, as a spreadsheet numbers it; the first where there is none."""
    return FIRST + max(len(table.rows), 1) - 1


def span(table: Table, column: int, end: int | None = None) -> str:
    """Return the cells of a column, or of all up to another, as a formula on the same sheet names them.

    Examples
    --------
    >>> from egov_budget.display.table import Table
    >>> span(Table("a", "", rows=[("x",), ("y",)]), 0)
    '$A$5:$A$6'
    """
    from xlsxwriter.utility import xl_col_to_name

    letters = [xl_col_to_name(at) for at in (column, column if end is None else end)]
    return f"${letters[0]}${FIRST}:${letters[1]}${last(table)}"


def elsewhere(table: Table, column: int, row: int | None = None) -> str:
    """Return a column, or its cell in a row counted from 0, as a formula on another sheet names it.

    Examples
    --------
    >>> from egov_budget.display.table import Table
    >>> elsewhere(Table("it's", "", rows=[("x",), ("y",)]), 27, 1)
    "'it''s'!$AB$6"
    """
    from xlsxwriter.utility import xl_rowcol_to_cell

    sheet, at = table.name.replace("'", "''"), {"row_abs": True, "col_abs": True}
    cell = span(table, column) if row is None else xl_rowcol_to_cell(FIRST + row - 1, column, **at)
    return f"'{sheet}'!{cell}"
