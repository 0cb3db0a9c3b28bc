"""Draft of a catalogue -> Scenario, each fault told where it stands in the published files."""

from __future__ import annotations

from collections.abc import Iterable

from egov_budget.catalogues.published import Published
from egov_budget.errors import FIRST_ROW, Fault, IntakeError
from egov_budget.intake.draft import Draft
from egov_budget.scenario import Scenario


def assemble(draft: Draft, files: Iterable[Published]) -> Scenario:
    """Return a draft as a Scenario; each fault names its place in the published files.

    Parameters
    ----------
    draft : Draft
        Settings and tables; those read from a file row by row stand in its order.
    files : iterable of Published
        The files; their faults are added to the draft's.

    Returns
    -------
    Scenario
        Typed and checked.

    Raises
    ------
    IntakeError
        With every fault of the files and of what was made of them.
    """
    by_table = {file.table: file for file in files}
    files_faults = [fault for file in by_table.values() for fault in file.faults]
    broken = {(f.table, f.row) for f in files_faults if (f.row or 0) >= FIRST_ROW and not f.column}
    cells_faults = [fault for fault in draft.faults if (fault.table, fault.row) not in broken]
    draft.faults = [*files_faults, *cells_faults]
    draft.unread.update(table for table, file in by_table.items() if file.unread)
    try:
        return draft.scenario()
    except IntakeError as error:
        found: tuple[Fault, ...] = error.args[0]
    told = [fault for fault in found if fault in draft.faults or fault.table not in draft.unread] or found
    raise IntakeError(by_table[one.table].traced(one) if one.table in by_table else one for one in told)
