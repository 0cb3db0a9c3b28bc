"""A change of the map made in a folder of CSV, with a trail in its notes that undoes it to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pandas as pd

from egov_budget.errors import FIRST_ROW, Fault, IntakeError
from egov_budget.intake.atomic_write import atomic_folder
from egov_budget.intake.draft import Draft
from egov_budget.intake.folder import ENCODING, SETTINGS_FILE, read_folder
from egov_budget.intake.progress import silent
from egov_budget.intake.raw_rows import RawRows
from egov_budget.intake.settings_file import read_settings
from egov_budget.scenario.columns import BY_NAME
from egov_budget.scenario.conform import conform
from egov_budget.scenario.decided_cells import word_of
from egov_budget.scenario.examine import examine
from egov_budget.scenario.map_change import MOVE, RENAME, Frames, MapChange, impossible, trail
from egov_budget.scenario.mapped import Mapped, mapped

NOTES = "notes"
WAS, GONE, MADE = "was: ", "gone: ", "made"  # what the trail says of a row, and of a file of notes
SEPARATORS = (",", ";", "\t")


def rename(folder: Path, change: MapChange, ground: str = "") -> int:
    """Give a service, project, agency or indicator another id, or an agency, in every table of a folder.

    Parameters
    ----------
    folder : Path
        A scenario as a folder.
    change : MapChange
        What is changed.
    ground : str
        Why and by whom, for the trail.

    Returns
    -------
    int
        Rows that changed or went. Files are replaced all at once or not at all; what is not changed in
        them stays as it is.

    Raises
    ------
    IntakeError
        With every reason against it: unknown ids, rows that would be one and differ, tables that do not hold
        together then.
    """
    place = _Folder.of(folder)
    place.draft.scenario()
    told = _changed(place, change, ground)
    place.write()
    return told


def undo(folder: Path) -> MapChange:
    """Take back the last change of the map that a folder's trail tells.

    Parameters
    ----------
    folder : Path
        A scenario as a folder.

    Returns
    -------
    MapChange
        What is undone: each file is what it was before, to the byte, but for rows that were added since.

    Raises
    ------
    IntakeError
        If there is none, or what it changed has been changed since.
    """
    place = _Folder.of(folder)
    notes = place.draft.tables.get(NOTES, pd.DataFrame(columns=BY_NAME[NOTES].names))
    made = trail(notes) if {*BY_NAME[NOTES].names} <= {*notes} else []
    if not made:
        raise IntakeError([Fault.of("no_change_told", NOTES)])
    start = int(notes.index[notes["source"].isin((RENAME, MOVE))][-1])
    ground, trace = str(notes.at[start, "note"]), notes.iloc[start + 1 :]
    before = {name: rows.text for name, rows in place.rows.items()}
    place.put_back(start, trace[trace["subject"] == made[-1].subject])
    _check_same(place, before, made[-1], ground)
    place.write()
    return made[-1]


def _changed(place: _Folder, change: MapChange, ground: str) -> int:
    """Make a change and write its trail; what does not hold together then is a fault."""
    frames = place.frames
    IntakeError.if_any(impossible(frames, change))
    done = mapped(frames, change)
    IntakeError.if_any(map(place.draft.called_there, done.faults))
    IntakeError.if_any(map(place.draft.called_there, _then(place, frames, done)))
    trace, rows = [], {(table, row): WAS for table, row, _ in done.cells} | dict.fromkeys(done.gone, GONE)
    for (table, row), word in sorted(rows.items()):
        at = place.record(table, row)
        trace.append([place.file[table], at + 1, word + place.rows[place.file[table]].line(at)])
    for (table, row, column), value in done.cells.items():
        place.set(table, row, column, word_of(value))
    for table, row in sorted(done.gone, reverse=True):
        del place.rows[place.file[table]].rows[place.record(table, row)]
    place.note(change, ground, trace)
    with place.copy() as copy:
        read_folder(Path(copy), silent).scenario()
    return len(rows)


def _then(place: _Folder, frames: Frames, done: Mapped) -> Iterator[Fault]:
    """Yield what would be wrong after a change, at the rows as they are numbered before it."""
    for wrong in examine(place.draft.settings, done.applied(frames)).faults:
        count = len(frames[wrong.table]) if wrong.table in frames else 0
        stay = [row for row in range(count) if (wrong.table, row) not in done.gone]
        at = wrong.moved([1, *(row + FIRST_ROW for row in stay)])
        fault, remedy = f"after this change {at.fault}", f"{at.remedy}, or do without this change"
        yield Fault(at.table, at.row, at.column, at.value, fault, remedy)


def _check_same(place: _Folder, now: dict[str, str], change: MapChange, ground: str) -> None:
    """Refuse an undoing after which the same change would not lead back to what stands there now."""
    with place.copy() as copy:
        again = _Folder.of(Path(copy))
        _changed(again, change, ground)
        differ = [name for name, text in now.items() if again.rows[name].text != text]

    IntakeError.if_any(Fault.of("changed_since", name) for name in differ)


@dataclass
class _Folder:
    """The files of a folder as text, with what was read of them."""

    folder: Path
    draft: Draft
    encoding: str
    file: dict[str, str]
    rows: dict[str, RawRows]
    first: dict[str, bytes]

    @classmethod
    def of(cls, folder: Path) -> Self:
        draft = read_folder(folder, silent)
        if draft.faults:
            draft.scenario()
        settings, _ = read_settings(folder / SETTINGS_FILE)
        there = {path.stem: path.name for path in folder.iterdir() if path.suffix.lower() == ".csv"}
        file = {table: there[draft.called[table].sheet] for table in draft.tables}
        first = {name: (folder / name).read_bytes() for name in file.values()}
        found = cls(folder, draft, str((settings or {}).get(ENCODING, "")), file, {}, first)
        found.rows = {name: found._parted(table) for table, name in file.items()}
        return found

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Its tables, typed, decisions not carried out."""
        return {name: conform(schema, self.draft.tables.get(name))[0] for name, schema in BY_NAME.items()}

    def record(self, table: str, row: int) -> int:
        """Return the row of its file, from 0, that holds a row of a table."""
        numbers = self.draft.numbers.get(table)
        return row + 1 if numbers is None else numbers[row + 1] - 1

    def set(self, table: str, row: int, column: str, word: str) -> None:
        """Set a cell."""
        at = [*self.draft.tables[table].columns].index(column)
        self.rows[self.file[table]].set(self.record(table, row), at, word)

    def note(self, change: MapChange, ground: str, trace: list[list[Any]]) -> None:
        """Add the trail of a change to the notes."""
        names, made = [*BY_NAME[NOTES].names], NOTES not in self.file
        if made:
            self.file[NOTES] = f"{NOTES}.csv"
            self.rows[self.file[NOTES]] = RawRows([[*names, "\r\n"]], ",", marked=True)
            trace = [*trace, [self.file[NOTES], 1, MADE]]
        else:
            names = [*map(str, self.draft.tables[NOTES].columns)]
            lacking = [name for name in BY_NAME[NOTES].names if name not in names]
            IntakeError.if_any(Fault.of("column_for_changes", NOTES, None, name) for name in lacking)
        rows = self.rows[self.file[NOTES]]
        for source, number, told in [[change.kind, "", ground or change.kind], *trace]:
            cells = {"source": source, "row": str(number), "subject": change.subject, "note": told}
            rows.add([cells.get(name, "") for name in names])

    def put_back(self, start: int, trace: pd.DataFrame) -> None:
        """Put every row of a trail back as it stood, and take the trail out of the notes."""
        told = [*zip(trace["source"], trace["row"].astype(int), trace["note"], strict=True)]
        self.rows[self.file[NOTES]].take_out(self.record(NOTES, start))
        for kind in (GONE, WAS):
            for source, row, note in sorted(told, key=lambda each: each[:2]):
                if note.startswith(kind):
                    self.rows[source].put(row - 1, note.removeprefix(kind), instead=kind == WAS)
        if any(note == MADE for _, _, note in told):
            del self.rows[self.file.pop(NOTES)]

    def copy(self) -> TemporaryDirectory[str]:
        """Return a folder of its own with the files as they are now."""
        place = TemporaryDirectory()
        shutil.copy(self.folder / SETTINGS_FILE, place.name)
        for name, data in self._data():
            (Path(place.name) / name).write_bytes(data)
        return place

    def write(self) -> None:
        """Write what has changed, all of it at once."""
        data = dict(self._data())
        with atomic_folder(self.folder) as part:
            for name, text in data.items():
                if text != self.first.get(name):
                    (part / name).write_bytes(text)
        for name in self.first.keys() - data.keys():
            (self.folder / name).unlink()

    def _data(self) -> Iterable[tuple[str, bytes]]:
        for name, rows in self.rows.items():
            yield name, rows.text.encode(self._code(name))

    def _code(self, name: str) -> str:
        try:
            self.first.get(name, b"").decode()
        except UnicodeDecodeError:
            return self.encoding
        return "utf-8"

    def _parted(self, table: str) -> RawRows:
        name = self.file[table]
        text = self.first[name].decode(self._code(name))
        head = self.record(table, -1)
        return max((RawRows.of(text, sign) for sign in SEPARATORS), key=lambda rows: len(rows.rows[head]))
