"""A paper as a workbook: a sheet a table, sums that add up, ready to be printed on A4."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from egov_budget.display.paper import Fact, Paper
from egov_budget.display.places import FIRST, HEADER, TOTALS, last, span
from egov_budget.display.styles import Styles
from egov_budget.display.table import Formula, Kind
from egov_budget.language import harmless, one_line

if TYPE_CHECKING:
    from pathlib import Path

    from egov_budget.display.table import Cell, Column, Table

LONGEST = 32_767  # UTF-16 units in a cell
LONGEST_NAME = 31  # of a sheet
WRAPPED = 300  # letters: a longer text would make its row as high as a screen
NO_CHARACTER = re.compile("[\ufffe\uffff]")  # which XML has no place for
NARROWEST, WIDEST, WIDEST_NAME = 9, 48, 30  # characters of a column
INSET = 4  # around a text, which is indented
A4 = 9
UNDATED = datetime(1980, 1, 1)  # the first day of a zip archive, which its parts bear too
Place = tuple[int, int]  # row and column, from 0
SUM_OF_SHOWN = 109  # SUBTOTAL that leaves out what a filter hides


def as_workbook(paper: Paper, path: Path) -> None:
    """Write a paper as a workbook.

    Numbers are numbers, so that sums can be checked; texts are texts, and nothing that begins like a
    formula runs. Sheets of a language from right to left are read that way.

    Parameters
    ----------
    paper : Paper
        What to write; its first sheet says what it is about.
    path : Path
        File to write.
    """
    with workbook(path, paper) as book:
        about = [*paper.facts, *[Fact("", paper.foot)] * bool(paper.foot)]
        book.front(paper.language.say("paper.about"), paper.title, (), [("", about)])
        for place, table in enumerate(paper.tables):
            number = f"{paper.language.number(place + 1)}. " * paper.numbered
            book.sheet(table, f"{number}{harmless(table.name)}"[:LONGEST_NAME], paper.headed(place))


@contextmanager
def workbook(path: Path, paper: Paper) -> Iterator[Book]:
    """Lend a workbook to be filled, and write it at the end.

    Parameters
    ----------
    path : Path
        File to write.
    paper : Paper
        Language and decimals of what comes into it.

    Yields
    ------
    Book
        Without a sheet.
    """
    made = empty(path)
    yield Book(made, paper, Styles(made, paper.language, paper.decimals))
    made.close()


def empty(path: Path) -> Any:
    """Return a workbook that does not say when it was made: the same cells are the same file."""
    import xlsxwriter

    made = xlsxwriter.Workbook(str(path))
    made.set_properties({"created": UNDATED})
    return made


@dataclass(frozen=True, eq=False)
class Book:
    """A workbook that is being written.

    Parameters
    ----------
    made : xlsxwriter.Workbook
        The file.
    paper : Paper
        How cells are written.
    styles : Styles
        How they look.
    """

    made: Any
    paper: Paper
    styles: Styles

    def front(
        self, name: str, title: str, notes: Sequence[str], parts: Iterable[tuple[str, Sequence[Fact]]]
    ) -> None:
        """Write a sheet of facts, each part of them under its heading, if it has one."""
        sheet, styles = self._begun(name, title, notes)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 70)
        down = len(notes) + 2
        for heading, facts in parts:
            if heading:
                write_text(sheet, down, 0, heading, styles.header)
                write_text(sheet, down, 1, "", styles.header)
                down += 1
            for row, fact in enumerate(facts, start=down):
                write_text(sheet, row, 0, fact.label, styles.of(Kind.SENTENCE))
                self._cell(sheet, (row, 1), fact.value, fact.kind, styles.of(fact.kind, start=True))
            down += len(facts) + 1
        self._set_up(sheet, pages=1)

    def sheet(self, table: Table, name: str = "", title: str = "") -> Any:
        """Write a table as a sheet and return it: headings stay in view, sums stand above or in rows."""
        sheet, styles = self._begun(name or table.name, title or table.title, [" ".join(table.notes)])
        if any(column.total for column in table.columns):
            write_text(sheet, TOTALS - 1, 0, self.paper.language.say("workbook.total"), styles.total_label)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, self._width(table, at, column))
            write_text(sheet, HEADER - 1, at, column.heading, styles.heading(column.kind))
            self._total(sheet, table, at, column)
        kinds = [column.kind for column in table.columns]
        looks = {sums: [styles.of(kind, total=sums) for kind in kinds] for sums in (False, True)}
        for down, row in enumerate(table.rows):
            look_of = looks[down in table.sums]
            for at, (value, kind, look) in enumerate(zip(row, kinds, look_of, strict=True)):
                self._cell(sheet, (FIRST - 1 + down, at), value, kind, look)
        sheet.set_row(HEADER - 1, 32)
        sheet.freeze_panes(HEADER, 0)
        if table.rows:
            whole = span(table, 0, len(table.columns) - 1)
            sheet.ignore_errors({"number_stored_as_text": whole.replace("$", "")})
            if not table.sums:  # which a filter would take for rows
                sheet.autofilter(HEADER - 1, 0, last(table) - 1, len(table.columns) - 1)
        sheet.repeat_rows(HEADER - 1)
        self._set_up(sheet)
        return sheet

    def _begun(self, name: str, title: str, notes: Sequence[str]) -> tuple[Any, Styles]:
        sheet = self.made.add_worksheet(name)
        sheet.set_row(0, 24)
        write_text(sheet, 0, 0, title, self.styles.title)
        for row, note in enumerate(notes, start=1):
            write_text(sheet, row, 0, note, self.styles.note)
        return sheet, self.styles

    def _set_up(self, sheet: Any, *, pages: int = 0) -> None:
        """Turn a sheet the way its language runs; it prints as wide as A4, ``pages`` high if not 0."""
        if self.paper.language.direction == "rtl":
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, pages)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&A   &P / &N")

    def _cell(self, sheet: Any, place: Place, value: Cell, kind: Kind, look: Any) -> None:
        """Write one cell: a text is a text whatever it looks like, and only a Formula is a formula."""
        if value is None or (isinstance(value, float) and math.isnan(value)):
            sheet.write_blank(*place, None, look)
        elif isinstance(value, Formula):
            sheet.write_formula(*place, value.text, look, value.value)
        elif isinstance(value, str):
            long = kind is Kind.TEXT and len(value) > WRAPPED
            # formulas compare names, so these stay as they are
            own = self.styles.unwrapped if long else look
            write_text(sheet, *place, value, own, as_it_is=kind is Kind.NAME)
        elif math.isinf(value):
            write_text(sheet, *place, "∞" if value > 0 else "-∞", look)
        else:
            sheet.write_number(*place, value, look)

    def _width(self, table: Table, at: int, column: Column) -> float:
        """Return the width of a column: as it is told, but names are not cut where a screen has room."""
        if column.width is None:
            shown = [len(self.paper.written(column.kind, row[at])) for row in table.rows]
            return min(max([*shown, len(column.heading), NARROWEST]) + INSET, WIDEST)
        if column.kind is not Kind.NAME:
            return column.width
        longest = max((len(str(row[at])) for row in table.rows), default=0)
        return max(column.width, min(longest + 3, WIDEST_NAME))

    def _total(self, sheet: Any, table: Table, at: int, column: Column) -> None:
        if column.total:
            text = f"=SUBTOTAL({SUM_OF_SHOWN},{span(table, at)})"
            total = math.fsum(table.numbers(at))
            sheet.write_formula(TOTALS - 1, at, text, self.styles.of(column.kind, total=True), total)
        elif at and any(other.total for other in table.columns):
            sheet.write_blank(TOTALS - 1, at, None, self.styles.total_label)


def write_text(sheet: Any, row: int, column: int, text: str, look: Any, *, as_it_is: bool = False) -> None:
    """Write a text, never as a formula, a number or a link; nothing in it steers what stands beside it."""
    text = text if as_it_is else one_line(text)
    if 2 * len(text) > LONGEST:  # a letter takes one unit or two
        text = text.encode("utf-16-le", "ignore")[: 2 * LONGEST].decode("utf-16-le", "ignore")
    sheet.write_string(row, column, text if text.isprintable() else NO_CHARACTER.sub("", text), look)
