"""Page -> sheet: sums and headings that stay in view, filters, widths, print on A4."""

from __future__ import annotations

import math
import re
from typing import Any

from egov_budget.language import Language, harmless
from egov_budget.reporting.workbook.page import FIRST, HEADER, TOTALS, Cell, Column, Formula, Kind, Page
from egov_budget.reporting.workbook.styles import Styles

LONGEST = 32_767  # UTF-16 units in a cell
WRAPPED = 300  # letters: a longer text would make its row as high as a screen
NO_CHARACTER = re.compile("[\ufffe\uffff]")  # which XML has no place for
WIDEST = 30  # characters of a name
A4 = 9
SUM_OF_SHOWN = 109  # SUBTOTAL that leaves out what a filter hides


def lay(book: Any, page: Page, styles: Styles, lang: Language) -> Any:
    """Write a page as a sheet of a workbook.

    Parameters
    ----------
    book : xlsxwriter.Workbook
        The workbook.
    page : Page
        What the sheet shows.
    styles : Styles
        Formats of this workbook.
    lang : Language
        Decides the direction of the sheet.

    Returns
    -------
    xlsxwriter.worksheet.Worksheet
        The sheet.
    """
    sheet = book.add_worksheet(page.name)
    sheet.set_row(0, 24)
    write_text(sheet, 0, 0, page.title, styles.title)
    write_text(sheet, 1, 0, page.note, styles.note)
    if any(column.total for column in page.columns):
        write_text(sheet, TOTALS - 1, 0, lang.say("workbook.total"), styles.total_label)
    for at, column in enumerate(page.columns):
        sheet.set_column(at, at, _width(page, at, column))
        write_text(sheet, HEADER - 1, at, column.heading, styles.heading(column.kind))
        _total(sheet, page, at, column, styles)
    for down, row in enumerate(page.rows, start=FIRST - 1):
        for at, (column, value) in enumerate(zip(page.columns, row, strict=True)):
            write_cell(sheet, (down, at), value, column.kind, styles)
    sheet.set_row(HEADER - 1, 32)
    sheet.freeze_panes(HEADER, 0)
    if page.rows:
        sheet.autofilter(HEADER - 1, 0, page.last - 1, len(page.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A{FIRST}:{chr(64 + len(page.columns))}{page.last}"})
    sheet.repeat_rows(HEADER - 1)
    set_up(sheet, lang)
    if page.draw is not None:
        page.draw(book, sheet, page, styles)
    return sheet


def set_up(sheet: Any, lang: Language, *, pages: int = 0) -> None:
    """Turn a sheet the way its language runs; it prints as wide as A4, ``pages`` high if not 0."""
    if lang.direction == "rtl":
        sheet.right_to_left()
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, pages)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C&A   &P / &N")


def write_cell(
    sheet: Any, place: tuple[int, int], value: Cell, kind: Kind, styles: Styles, *, start: bool = False
) -> None:
    """Write one cell: a text is a text whatever it looks like, and only a Formula is a formula."""
    look = styles.of(kind, start=start)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        sheet.write_blank(*place, None, look)
    elif isinstance(value, Formula):
        sheet.write_formula(*place, value.text, look, value.value)
    elif isinstance(value, str):
        long = kind is Kind.TEXT and len(value) > WRAPPED
        # formulas compare names, so these stay as they are
        write_text(sheet, *place, value, styles.unwrapped if long else look, as_it_is=kind is Kind.NAME)
    elif math.isinf(value):
        write_text(sheet, *place, "∞" if value > 0 else "-∞", look)
    else:
        sheet.write_number(*place, value, look)


def write_text(sheet: Any, row: int, column: int, text: str, look: Any, *, as_it_is: bool = False) -> None:
    """Write a text, never as a formula, a number or a link."""
    shown = text if as_it_is else harmless(text)
    if 2 * len(shown) > LONGEST:  # a letter takes one unit or two
        shown = shown.encode("utf-16-le", "ignore")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    sheet.write_string(row, column, NO_CHARACTER.sub("", shown), look)


def _width(page: Page, at: int, column: Column) -> float:
    """Return the width of a column: names are never cut where a screen has room for them."""
    if column.kind is not Kind.NAME:
        return column.width
    longest = max((len(str(row[at])) for row in page.rows), default=0)
    return max(column.width, min(longest + 3, WIDEST))


def _total(sheet: Any, page: Page, at: int, column: Column, styles: Styles) -> None:
    if not column.total:
        if at and any(other.total for other in page.columns):
            sheet.write_blank(TOTALS - 1, at, None, styles.total_label)
        return
    text = f"=SUBTOTAL({SUM_OF_SHOWN},{page.range(at, inside=True)})"
    sheet.write_formula(TOTALS - 1, at, text, styles.of(column.kind, total=True), math.fsum(page.at(at)))
