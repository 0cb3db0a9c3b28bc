"""Draft: a scenario as its reader found it, before anything was checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from egov_budget.errors import Fault, IntakeError
from egov_budget.scenario.cells import NUMBERS, is_grouped
from egov_budget.scenario.columns import BY_NAME, SETTINGS, TABLES
from egov_budget.scenario.examine import examine
from egov_budget.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


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
    """

    settings: dict[str, Any] | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)

    @property
    def left_out(self) -> list[str]:
        """Names of what is there and is not read: files or sheets, and columns that are notes."""
        notes = [
            f"{name}: {label}"
            for name, frame in self.tables.items()
            for label in map(str, frame.columns)
            if label.startswith("#") and label != "#"
        ]
        return [*self.strangers, *notes]

    def grouped(self) -> list[str]:
        """Return the numbers that were written with separators, each as it stands there."""
        raw = {name: self.tables[name] for name in BY_NAME if name in self.tables}
        found = [
            str(cell)
            for name, frame in raw.items()
            for column in BY_NAME[name].columns
            if column.kind in NUMBERS and column.name in frame
            for cell in frame[column.name].tolist()
            if isinstance(cell, str) and is_grouped(cell)
        ]
        amounts = [column.name for column in SETTINGS.columns if column.kind in NUMBERS]
        given = [(self.settings or {}).get(name) for name in amounts]
        return [cell for cell in given if isinstance(cell, str) and is_grouped(cell)] + found

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
            return Scenario(self.settings or {}, self.tables)  # type: ignore[arg-type]  # typed at birth
        found = examine(self.settings, self.tables).faults
        places = {(fault.table, fault.row, fault.column) for fault in self.faults}
        further = [
            fault
            for fault in found
            if fault.table not in self.unread
            and places.isdisjoint((fault.table, fault.row, column) for column in ("", fault.column))
        ]
        raise IntakeError([*self.faults, *further])
