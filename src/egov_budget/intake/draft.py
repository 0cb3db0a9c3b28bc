"""Draft: a scenario as its reader found it, before anything was checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.one_table import OneTable
from egov_budget.scenario.cells import NUMBERS, is_grouped, is_percent
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.examine import examine
from egov_budget.scenario.field import Kind
from egov_budget.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Called(NamedTuple):
    """What a table is called where it stands, and its columns where their names are others."""

    sheet: str
    columns: dict[str, str]


@dataclass
class Draft:
    """Settings and tables as a reader found them, with what could not be read.

    Parameters
    ----------
    settings : dict or None
        Settings by name, raw; ``None`` if they could not be read.
    tables : dict of str to DataFrame
        Raw tables by name.
    faults : list of Fault
        What was wrong with the files themselves.
    unread : set of str
        Tables that are there but could not be read at all.
    strangers : list of str
        Files or sheets that are there and are no part of a scenario.
    passed : list of str
        Rows above a head or below the records, which are no records.
    told : list of str
        What was read in another way than a scenario is written.
    numbers : dict of str to sequence of int
        Row of each row of a table in its sheet, the head first, where they are not 1, 2, 3 and so on.
    called : dict of str to Called
        What a table and its columns are called where they stand.
    """

    settings: dict[str, Any] | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    numbers: dict[str, Sequence[int]] = field(default_factory=dict)
    called: dict[str, Called] = field(default_factory=dict)

    @property
    def left_out(self) -> list[str]:
        """What is there and is not read: files or sheets, columns that are notes, rows around a table."""
        notes = [
            f"{name}: {label}"
            for name, frame in self.tables.items()
            for label in map(str, frame.columns)
            if label.startswith("#") and label != "#"
        ]
        return [*self.strangers, *notes, *self.passed]

    def grouped(self) -> list[str]:
        """Return the numbers that were written with separators, each as it stands there."""
        return [word for word in self._words(NUMBERS) if is_grouped(word)]

    def percents(self) -> list[str]:
        """Return the parts that were written as percentages, each as it stands there."""
        return [word for word in self._words((Kind.FRACTION,)) if is_percent(word)]

    def _words(self, kinds: Collection[Kind]) -> Iterator[str]:
        """Yield the texts that stand where numbers of these kinds are read."""
        for column in SETTINGS.columns:
            cell = (self.settings or {}).get(column.name)
            if column.kind in kinds and isinstance(cell, str):
                yield cell
        for name in [name for name in BY_NAME if name in self.tables]:
            frame = self.tables[name]
            for column in BY_NAME[name].columns:
                if column.kind in kinds and column.name in frame:
                    yield from (cell for cell in frame[column.name].tolist() if isinstance(cell, str))

    def keep(self, found: OneTable, sheet: str) -> None:
        """Take a table as it was found in a file or sheet; notes of somebody else are a stranger."""
        if found.name == "notes" and not found.kept.found:
            self.strangers.append(sheet)
            return
        if [*found.kept.numbers] != [*range(1, len(found.kept.rows) + 1)]:
            self.numbers[found.name] = found.kept.numbers
        self.called[found.name] = Called(sheet, dict(found.kept.labels))
        self.passed += found.left_out
        self.told += found.told
        self.take(found.name, found.cells, found.faults)

    def take(self, table: str, frame: pd.DataFrame | None, faults: Iterable[Fault]) -> None:
        """Keep a table as it was read, or note that it could not be read at all.

        Parameters
        ----------
        table : str
            Name of the table.
        frame : DataFrame or None
            Raw cells; ``None`` if there is nothing to check.
        faults : iterable of Fault
            What is wrong with it already.
        """
        self.faults += faults
        if frame is None:
            self.unread.add(table)
        else:
            self.tables[table] = frame

    def give_up(self, fault: Fault) -> Self:
        """Note why nothing could be read at all, and return the draft.

        Parameters
        ----------
        fault : Fault
            What is wrong with the file or folder.

        Returns
        -------
        Draft
            This one.
        """
        self.faults.append(fault)
        self.unread.update(table.name for table in (SETTINGS, *TABLES))
        return self

    def scenario(self) -> Scenario:
        """Return the draft as a Scenario, typed and checked.

        Returns
        -------
        Scenario
            Typed and checked.

        Raises
        ------
        IntakeError
            With the faults of the files and those of the tables together; a fault that only follows
            from an unreadable cell, row or table is left out.
        """
        if not self.faults:
            try:
                return Scenario(self.settings or {}, self.tables)  # type: ignore[arg-type]  # typed at birth
            except IntakeError as error:
                raise IntakeError(map(self.called_there, error.args[0])) from None
        found = map(self._placed, examine(self.settings, self.tables).faults)
        places = {(fault.table, fault.row, fault.column) for fault in self.faults}
        further = [
            fault
            for fault in found
            if fault.table not in self.unread
            and places.isdisjoint((fault.table, fault.row, column) for column in ("", fault.column))
        ]
        raise IntakeError(map(self._named, [*self.faults, *further]))

    def called_there(self, fault: Fault) -> Fault:
        """Return a fault of a table as one of what it was read from."""
        return self._named(self._placed(fault))

    def _named(self, fault: Fault) -> Fault:
        """Return a fault with table and column as they are called where they stand."""
        sheet, columns = self.called.get(fault.table, Called(fault.table, {}))
        return replace(fault, table=sheet, column=columns.get(fault.column, fault.column))

    def _placed(self, fault: Fault) -> Fault:
        """Return a fault of a table with the row it has in its sheet."""
        return fault.moved(self.numbers[fault.table]) if fault.table in self.numbers else fault
