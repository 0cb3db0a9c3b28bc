"""A scenario read from one workbook (.xlsx): a sheet for the settings and one for each table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.intake.archive import MOST_COLUMNS
from egov_budget.intake.draft import Called, Draft
from egov_budget.intake.head import SETTING, VALUE, Head
from egov_budget.intake.legend import LEGEND
from egov_budget.intake.misspelt import misspelt
from egov_budget.intake.open_workbook import open_workbook, tried
from egov_budget.intake.progress import Progress
from egov_budget.intake.sheet import read_sheet
from egov_budget.intake.strangers import misplaced
from egov_budget.language import language_of, languages
from egov_budget.scenario.columns import SETTINGS, TABLES
from egov_budget.scenario.names import meant

if TYPE_CHECKING:
    import pandas as pd

SCHEMAS = {table.name: table for table in (SETTINGS, *TABLES)}


def read_workbook(path: Path, progress: Progress) -> Draft:
    """Return every sheet of a workbook that is named as a table; formulas count as what they last gave.

    Parameters
    ----------
    path : Path
        The file.
    progress : callable
        Told before each sheet.

    Returns
    -------
    Draft
        Unchecked. Sheets of other names are strangers, which it names. One that looks like the
        misspelt name of a table, or that has the columns of one, is a fault.
    """
    draft = Draft()
    opened = open_workbook(path)
    if isinstance(opened, Fault):
        return draft.give_up(opened)
    workbook = opened.values
    found = _sheets(workbook.sheetnames)
    missing = [name for name in SCHEMAS if name not in found]
    own = {LEGEND, *(language_of(code).say("form.sheet") for code in languages())}
    draft.strangers += sorted({*workbook.sheetnames} - {*found.values()} - own)
    near = misspelt(draft.strangers, missing)
    draft.faults += [Fault.of("misspelt_sheet", name, value=name, near=like) for name, like in near]
    known = {fault.table for fault in draft.faults}
    heads = {name: tried(name, _head, workbook, name) for name in draft.strangers if name not in known}
    found_there = (misplaced(name, head) for name, head in heads.items() if not isinstance(head, Fault))
    draft.faults += [fault for fault in found_there if fault is not None]
    for done, (table, sheet) in enumerate(found.items()):
        progress(done, len(found), sheet)
        taken = read_sheet(opened, sheet, table, Head.of(SCHEMAS[table]))
        draft.keep(taken, sheet)
        if table == SETTINGS.name and taken.cells is not None:
            del draft.tables[table]
            draft.settings, faults = _settings(taken.cells)
            names = {_setting(cell): str(cell) for cell in taken.cells.get(SETTING, ())}
            draft.called[table] = Called(sheet, names)
            draft.faults += [fault.moved(taken.kept.numbers) for fault in faults]
    if SETTINGS.name in missing:
        draft.faults.append(Fault.of("missing_settings", SETTINGS.name, what="the sheet settings"))
    return draft


def _head(workbook: Any, name: str) -> tuple[Any, ...]:
    """Return the first row of a sheet; a sheet that is a chart has none."""
    rows = workbook[name].iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True)
    return next(rows, ())


def _sheets(names: Sequence[str]) -> dict[str, str]:
    """Return the sheet of each table that is there, by the name of the table, in any language."""
    found = {name: name for name in SCHEMAS if name in names}
    for name in names:
        found.setdefault(meant(name, tuple(SCHEMAS), "table"), name)
    return {name: found[name] for name in SCHEMAS if name in found}


def _setting(given: object) -> str:
    return meant(str(given), tuple(SETTINGS.names), "column")


def _settings(frame: pd.DataFrame) -> tuple[dict[str, Any] | None, list[Fault]]:
    if [*frame.columns].count(SETTING) != 1 or [*frame.columns].count(VALUE) != 1:
        return None, [Fault.of("no_list_of_settings", SETTINGS.name, 1, one=SETTING, other=VALUE)]
    settings: dict[str, Any] = {}
    faults = []
    for row, (given, value) in enumerate(zip(frame[SETTING], frame[VALUE], strict=True), start=FIRST_ROW):
        name = _setting(given)
        if name in settings:
            faults.append(Fault.of("setting_twice", SETTINGS.name, row, name, name))
        settings[name] = value
    return settings, faults
