"""One sheet of a workbook -> a raw table; cells that do not hold what they show are faults."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from egov_budget.errors import Fault
from egov_budget.intake.head import Head
from egov_budget.intake.kept import kept
from egov_budget.intake.one_table import OneTable
from egov_budget.intake.open_workbook import Workbook, rows_of, tried, uncalculated
from egov_budget.intake.shown import merged, percentages


def read_sheet(book: Workbook, sheet: str, table: str, head: Head) -> OneTable:
    """Return the raw cells of one sheet; formulas count as what they last gave.

    Parameters
    ----------
    book : Workbook
        Of the sheet.
    sheet : str
        Its name.
    table : str
        Table named in the faults.
    head : Head
        Names that its columns may have.
    """
    rows = tried(sheet, rows_of, book.values, sheet)
    if isinstance(rows, Fault):
        return OneTable.unread(replace(rows, table=table))
    found = OneTable.of(table, kept(rows, head), head)
    if found.cells is None:
        return found
    part = book.values[sheet]._worksheet_path  # openpyxl has no public way to it
    ranges, cells = book.looked.merged.get(part, []), book.values[sheet]
    otherwise = chain(merged(table, ranges, found.kept), percentages(table, cells, found.kept))
    shown: list[Fault] | Fault = tried(sheet, list[Fault], otherwise)
    never = uncalculated(table, book.formulas, sheet, found.kept, rows)
    return found.and_faults([*never, *([shown] if isinstance(shown, Fault) else shown)])
