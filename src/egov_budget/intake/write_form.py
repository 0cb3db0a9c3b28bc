"""A workbook to fill in: how to, heads with notes, lists to choose from, cells that say what they want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from egov_budget.display.as_workbook import empty
from egov_budget.display.look import DAY
from egov_budget.display.styles import EDGE, HEAD, PALE
from egov_budget.intake.cell_rules import NUMBERS, ROWS, rule, wanted
from egov_budget.intake.first_plan import FIRST
from egov_budget.intake.head import SETTING, VALUE
from egov_budget.intake.written import written
from egov_budget.language import language_of
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import Field, Kind
from egov_budget.scenario.names import names_in

if TYPE_CHECKING:
    from egov_budget.language import Language
    from egov_budget.scenario.field import TableSchema
    from egov_budget.scenario.names import Names
    from egov_budget.scenario.scenario import Scenario

STEPS = ("1", "2", "3", "4", "5")
WIDTHS = {Kind.TEXT: 30, Kind.LIST: 24, Kind.ID: 18, Kind.CHOICE: 20}
WIDE = {"title": 32, "description": 52}
NUMBER_FORMATS = {Kind.MONEY: "#,##0", Kind.FRACTION: "0.00", Kind.WHOLE: "0"}


def write_form(scenario: Scenario, path: Path, lang: str = "en", *, every: bool = False) -> None:
    """Write a scenario as a workbook to be filled in.

    Parameters
    ----------
    scenario : Scenario
        What stands in it as an example.
    path : Path
        File to write.
    lang : str
        Language of its sheets, heads and notes; a Persian one runs from right to left.
    every : bool
        Whether it has every table and column, not those alone that a first plan needs.

    Raises
    ------
    ValueError
        If there is no such language.
    """
    book = empty(path)
    form = _Form(book, language_of(lang), names_in(lang))
    order = [table for name in FIRST for table in TABLES if table.name == name]
    tables = [*order, *(table for table in TABLES if table not in order)] if every else order
    form.guide([SETTINGS, *tables])
    for table in (SETTINGS, *tables):
        columns = [column for column in table.columns if every or column.name in FIRST[table.name]]
        if table is SETTINGS:
            form.settings(columns, scenario)
        else:
            form.table(table, columns, scenario)
    book.close()


@dataclass(frozen=True, eq=False)
class _Form:
    """A workbook that is being written, in a language."""

    book: Any
    language: Language
    names: Names

    def say(self, key: str, **values: str) -> str:
        return self.language.say(f"form.{key}", **values)

    def guide(self, tables: Sequence[TableSchema]) -> None:
        sheet = self._sheet(self.say("sheet"))
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 84)
        sheet.write_string(0, 0, self.say("title"), self._format(bold=True, font_size=15, indent=0))
        link = self._format(font_color=DAY["accent"], underline=1, indent=0)
        plain = self._format(text_wrap=True, indent=0)
        for down, step in enumerate(STEPS, start=2):
            sheet.merge_range(down, 0, down, 1, self.say(step), plain)
            sheet.set_row(down, 32)
        down = len(STEPS) + 3
        sheet.write_row(down, 0, [self.say("sheet_head"), self.say("row")], self._head(dark=True))
        for place, table in enumerate(tables, start=down + 1):
            told = self.say("settings") if table is SETTINGS else self.names.row(table)
            name = self.names.table(table.name)
            sheet.write_url(place, 0, f"internal:'{name}'!A1", link, string=name)
            sheet.write_string(place, 1, told, plain)

    def settings(self, columns: Sequence[Field], scenario: Scenario) -> None:
        sheet = self._sheet(self.names.table(SETTINGS.name))
        meaning = f"# {self.say('meaning')}"
        heads = (self.names.word(SETTING), self.names.word(VALUE), meaning)
        for place, (head, width) in enumerate(zip(heads, (26, 26, 90), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head, self._head(dark=place < 2))
        sheet.freeze_panes(1, 0)
        for down, column in enumerate(columns, start=1):
            sheet.write_string(down, 0, self.names.column(column.name), self._head(dark=column.required))
            cell = self._told(column, pd.Series([getattr(scenario.settings, column.name)]))[0]
            sheet.write(down, 1, cell, self._cell(column))
            sheet.write_string(down, 2, self._note(column), self._format())
            held = rule(column, self.language, self.names)
            if held:
                sheet.data_validation(down, 1, down, 1, held)

    def table(self, table: TableSchema, columns: Sequence[Field], scenario: Scenario) -> None:
        from xlsxwriter.utility import xl_col_to_name

        sheet = self._sheet(self.names.table(table.name))
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            name = self.names.column(column.name)
            width = WIDE.get(column.name, max(WIDTHS.get(column.kind, 14), len(name) + 4))
            sheet.set_column(place, place, width, self._cell(column))
            sheet.write_string(0, place, name, self._head(dark=column.required))
            sheet.write_comment(0, place, self._note(column), {"x_scale": 1.6, "y_scale": 0.9})
            once = xl_col_to_name(place) if table.key == (column.name,) else ""
            held = rule(column, self.language, self.names, once=once)
            if held:
                sheet.data_validation(1, place, ROWS, place, held)
            cells = self._told(column, scenario.tables[table.name][column.name])
            for down, cell in enumerate(cells, start=1):
                if isinstance(cell, str):
                    sheet.write_string(down, place, cell, self._cell(column))
                elif cell is not None:
                    sheet.write_number(down, place, cell, self._cell(column))

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name)
        if self.language.direction == "rtl":
            sheet.right_to_left()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _head(self, *, dark: bool) -> Any:
        return self._format(**EDGE, **(HEAD if dark else PALE))

    def _cell(self, column: Field) -> Any:
        if column.kind in NUMBERS:
            look = NUMBER_FORMATS.get(column.kind, "General")
            return self._format(num_format=look, indent=0, align="right")
        return self._format(text_wrap=column.kind in (Kind.TEXT, Kind.LIST))

    def _format(self, **look: Any) -> Any:
        """Return how a cell looks: a text begins where its language does."""
        rtl = self.language.direction == "rtl"
        side = {"reading_order": 2, "align": "right"} if rtl else {"reading_order": 1, "align": "left"}
        return self.book.add_format({"valign": "top", "indent": 1, **side, **look})

    def _note(self, column: Field) -> str:
        told = [self.names.meaning(column), self.say("required" if column.required else "optional")]
        return " ".join([*told, wanted(column, self.language, self.names)]).strip()

    def _told(self, column: Field, values: pd.Series) -> list[Any]:
        """Return the cells of a column in the language of the sheet."""
        names = {choice: self.names.choice(choice) for choice in column.choices}
        if column.kind is Kind.FLAG:
            names = {word: self.names.word(word) for word in ("yes", "no")}
        cells = written(values.tolist(), column.kind)
        if column.kind is not Kind.FLAG:  # what an empty cell means need not be written
            cells = [None if cell == column.default else cell for cell in cells]
        return [names.get(cell, cell) for cell in cells]
