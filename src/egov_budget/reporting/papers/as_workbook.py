"""A paper as a workbook: a sheet a table, ready to be printed on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from egov_budget.language import harmless
from egov_budget.reporting.papers.paper import Cells

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from egov_budget.reporting.papers.paper import Paper, Sheet

WIDEST, NARROWEST, LONGEST = 48, 9, 32_767
HEAD, SUM = "FFDCE6F1", "FFF2F2F2"
TITLE_ROWS = 3  # title, note, an empty row


def as_workbook(paper: Paper) -> Workbook:
    """Return a paper as a workbook.

    Numbers are numbers, so that sums can be checked; texts are texts, and nothing that begins like a
    formula runs. Sheets of a language from right to left are read that way.

    Parameters
    ----------
    paper : Paper
        What to write.

    Returns
    -------
    Workbook
        The first sheet says what it is about.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font

    workbook = openpyxl.Workbook()
    front = workbook.worksheets[0]
    front.title = paper.language.say("paper.about")
    _text(front, 1, 1, paper.title).font = Font(bold=True, size=14)
    facts = [*paper.facts, *[("", paper.foot)] * bool(paper.foot)]
    for row, (label, text) in enumerate(facts, start=3):
        _text(front, row, 1, label).font = Font(bold=True)
        _text(front, row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 28, 80
    _laid_out(front, paper)
    for number, sheet in enumerate(paper.sheets, start=1):
        name = f"{paper.language.number(number)}. {harmless(sheet.name)}"
        _fill(workbook.create_sheet(name[:31]), number, paper, sheet)
    return workbook


def _fill(here: Worksheet, number: int, paper: Paper, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="FFBFBFBF")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    title = f"{paper.language.number(number)}. {sheet.title}"
    _text(here, 1, 1, title).font = Font(bold=True, size=13)
    if sheet.note:
        _text(here, 2, 1, sheet.note)
    money = "#,##0" + f".{'0' * paper.decimals}" * bool(paper.decimals)
    formats = {Cells.MONEY: money, Cells.COUNT: "#,##0", Cells.POINTS: "#,##0.000", Cells.PART: "0.00%"}
    head = TITLE_ROWS + 1
    for at, (label, kind) in enumerate(sheet.columns, start=1):
        cell = _text(here, head, at, label)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor=HEAD), box
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        shown = [len(paper.written(kind, row[at - 1])) for row in sheet.rows]
        width = min(max([*shown, len(label), NARROWEST]) + 2, WIDEST)
        here.column_dimensions[get_column_letter(at)].width = width
    for place, row in enumerate(sheet.rows):
        for at, ((_, kind), value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            if kind is Cells.TEXT or value is None or value != value:  # noqa: PLR0124  # NaN alone differs
                cell = _text(here, head + 1 + place, at, paper.written(kind, value))
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell = here.cell(head + 1 + place, at, value.item() if hasattr(value, "item") else value)
                cell.number_format = formats[kind]
                cell.alignment = Alignment(vertical="top")
            cell.border = box
            if place in sheet.sums:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=SUM)
    here.freeze_panes = f"A{head + 1}"
    here.print_title_rows = f"{head}:{head}"
    _laid_out(here, paper)


def _laid_out(here: Worksheet, paper: Paper) -> None:
    here.sheet_view.rightToLeft = paper.language.direction == "rtl"
    here.page_setup.paperSize, here.page_setup.orientation = "9", "landscape"  # 9 is A4
    here.page_setup.fitToWidth, here.page_setup.fitToHeight = 1, 0
    here.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # a new sheet has it
    if here.oddFooter is not None:
        here.oddFooter.center.text = "&P / &N"


def _text(here: Worksheet, row: int, column: int, text: str) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = here.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
    cell.data_type = "s"  # "=1+1" is a title here, not a formula
    return cell
