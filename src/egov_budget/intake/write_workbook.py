"""A scenario written as one workbook (.xlsx): a sheet for the settings, one for each table, the legend."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from egov_budget.display.as_workbook import UNDATED
from egov_budget.errors import FIRST_ROW, SHOWN, Fault, IntakeError
from egov_budget.intake.head import SETTING, VALUE
from egov_budget.intake.legend import LEGEND, legend
from egov_budget.intake.open_workbook import MOST_ROWS
from egov_budget.intake.written import written
from egov_budget.intake.xml_characters import escape
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.field import TableSchema
from egov_budget.scenario.scenario import Scenario

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST_CELL = 32_767  # characters a cell can hold


def write_workbook(scenario: Scenario, path: Path) -> None:
    """Write settings, every table and the legend of all columns as sheets of a workbook without a date.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    path : Path
        File to write.

    Raises
    ------
    IntakeError
        If a sheet cannot hold the rows or a cell the text; nothing is written then.
    """
    import openpyxl
    from openpyxl.writer.excel import ExcelWriter

    single = {name: pd.Series([value]) for name, value in dataclasses.asdict(scenario.settings).items()}
    sheets = {table: _cells(table, scenario.tables[table.name]) for table in TABLES}
    sheets[SETTINGS] = _cells(SETTINGS, single)
    IntakeError.if_any(fault for table, columns in sheets.items() for fault in _unwritable(table, columns))
    workbook = openpyxl.Workbook(write_only=True)
    told = zip(SETTINGS.columns, sheets[SETTINGS], strict=True)
    settings = [(column.name, *cells, column.meaning) for column, cells in told]
    _write_sheet(workbook, SETTINGS.name, [(SETTING, VALUE, "# meaning"), *settings])
    for table in TABLES:
        _write_sheet(workbook, table.name, [table.names, *zip(*sheets[table], strict=True)])
    _write_sheet(workbook, LEGEND, legend())
    workbook.properties.created = workbook.properties.modified = UNDATED
    made = BytesIO()
    with ZipFile(made, "w") as dated:
        ExcelWriter(workbook, dated).write_data()
    with ZipFile(made) as dated, ZipFile(path, "w") as undated:  # the same cells are the same file
        for name in dated.namelist():
            undated.writestr(ZipInfo(name), dated.read(name), ZIP_DEFLATED)


def _cells(table: TableSchema, frame: Mapping[str, pd.Series] | pd.DataFrame) -> list[list[Any]]:
    columns = (written(frame[column.name].tolist(), column.kind) for column in table.columns)
    return [[escape(cell) if isinstance(cell, str) else cell for cell in cells] for cells in columns]


def _unwritable(table: TableSchema, columns: list[list[Any]]) -> Iterator[Fault]:
    if len(columns[0]) >= MOST_ROWS:
        yield Fault.of("too_many_rows", table.name, rows=len(columns[0]), most=MOST_ROWS - 1)
    for column, cells in zip(table.columns, columns, strict=True):
        for row, cell in enumerate(cells, start=FIRST_ROW):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                told = {"size": len(cell), "most": LONGEST_CELL}
                yield Fault.of("too_long_a_text", table.name, row, column.name, cell[:SHOWN], **told)


def _write_sheet(workbook: Workbook, name: str, rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    # a reader that is told no size parses the whole sheet once more to learn it
    size = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.calculate_dimension = lambda: size

    def exact(cell: Any) -> Any:
        if isinstance(cell, str) and cell[:1] in "=#":  # would become a formula or an error
            text = WriteOnlyCell(sheet, cell)
            text.data_type = "s"
            return text
        if isinstance(cell, int | float) and float(f"{cell:.16g}") != cell:  # would be rounded
            number = WriteOnlyCell(sheet, repr(cell))
            number.data_type = "n"
            return number
        return cell

    for row in rows:
        sheet.append([exact(cell) for cell in row])
