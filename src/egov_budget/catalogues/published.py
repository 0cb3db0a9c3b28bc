"""A published table: its cells, the columns it must have, and the way back from a fault to the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.catalogues.notes import noted
from egov_budget.errors import FIRST_ROW, Fault
from egov_budget.intake.grid import tabulate
from egov_budget.intake.head import Head
from egov_budget.intake.read_table import read_table
from egov_budget.scenario.conform import words_of
from egov_budget.scenario.hints import did_you_mean

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, eq=False)
class Published:
    """A table as it was published, to become a table of the scenario row by row.

    Parameters
    ----------
    name : str
        Name of the file.
    table : str
        Table of the scenario it becomes.
    labels : mapping of str to str
        Label in the file of each column of the scenario that is taken over.
    cells : DataFrame
        Cells as text under their labels, empty ones as empty text; no rows if it cannot be read.
    missing : frozenset of str
        Labels that should be there and are not; their cells are empty.
    faults : tuple of Fault
        What is wrong with the file, in terms of the scenario.
    lines : sequence of int or None
        Line of the file each row stands in, the header first; ``None`` if rows count as they are.
    unread : bool
        Whether it cannot be read.
    """

    name: str
    table: str
    labels: Mapping[str, str]
    cells: pd.DataFrame
    missing: frozenset[str]
    faults: tuple[Fault, ...]
    lines: Sequence[int] | None = None
    unread: bool = False

    @classmethod
    def of(
        cls,
        name: str,
        table: str,
        labels: Mapping[str, str],
        read: tuple[pd.DataFrame | None, Iterable[Fault]],
        *,
        others: Sequence[str] = (),
        lines: Sequence[int] | None = None,
    ) -> Published:
        """Return raw cells as a published table, with a fault for each label that is missing.

        Parameters
        ----------
        name, table, labels, lines
            As the attributes.
        read : tuple of DataFrame or None, iterable of Fault
            Raw cells and what is wrong with them, as the readers of ``intake`` return them.
        others : sequence of str
            Further labels that must be there, from which something is computed.

        Returns
        -------
        Published
            With a fault for each label that is missing.
        """
        frame, faults = read
        wanted = [*dict.fromkeys([*labels.values(), *others])]
        if frame is None:
            cells = pd.DataFrame(columns=wanted, dtype="str")
            return cls(name, table, labels, cells, frozenset(wanted), tuple(faults), lines, unread=True)
        missing = frozenset(wanted).difference(frame.columns)
        found = [*faults, *_misnamed(table, labels, frame, wanted)]
        frame = frame.loc[:, ~frame.columns.duplicated()]
        there = {label: pd.Series(words_of(frame[label]), dtype="str") for label in frame.columns}
        cells = pd.DataFrame(there, index=range(len(frame))).assign(**dict.fromkeys(sorted(missing), ""))
        return cls(name, table, labels, cells, missing, tuple(found), lines)

    def renamed(self) -> pd.DataFrame:
        """Return the columns that are taken over, under their names in the scenario."""
        there = {column: label for column, label in self.labels.items() if label not in self.missing}
        return pd.DataFrame({column: self.cells[label] for column, label in there.items()})

    @property
    def ids(self) -> pd.Series:
        """Ids in the order of the file; none if it cannot be read."""
        return self.cells[self.labels["id"]]

    def noted(self, chosen: ArrayLike, note: str) -> pd.DataFrame:
        """Return a note on each record that is chosen, by a flag for each."""
        places = np.flatnonzero(chosen)
        rows = [self.row(int(place)) for place in places]
        return noted(self.name, rows, self.ids.to_numpy()[places].tolist(), note)

    def row(self, place: int) -> int:
        """Return the row of the file, or its line, in which the record at a place stands."""
        return place + FIRST_ROW if self.lines is None else self.lines[place + FIRST_ROW - 1]

    def traced(self, fault: Fault) -> Fault:
        """Return a fault of the scenario's table as one of the file."""
        row = fault.row if fault.row is None or self.lines is None else self.lines[fault.row - 1]
        column = self.labels.get(fault.column, fault.column)
        return dataclasses.replace(fault, table=self.name, row=row, column=column)


def read_published(
    path: Path, table: str, labels: Mapping[str, str], others: Sequence[str] = ()
) -> Published:
    """Read a published table.

    Parameters
    ----------
    path : Path
        The file.
    table, labels, others
        As for ``Published.of``.

    Returns
    -------
    Published
        Its faults tell what could not be read.
    """
    found = read_table(path, Head.labelled([*labels.values(), *others]))
    if not found.kept.rows:
        return Published.of(path.name, table, labels, (found.cells, found.faults), others=others)
    read = tabulate(table, found.kept.rows)  # its faults are traced with the others
    return Published.of(path.name, table, labels, read, others=others, lines=found.kept.numbers)


def _misnamed(
    table: str, labels: Mapping[str, str], frame: pd.DataFrame, wanted: Sequence[str]
) -> Iterator[Fault]:
    for label in sorted(set(frame.columns[frame.columns.duplicated()]).intersection(wanted)):
        yield Fault.of("column_twice", table, 1, _column(labels, label), label)
    for label in sorted(set(wanted).difference(frame.columns)):
        hint = did_you_mean(label, map(str, frame.columns))
        remedy = f"{hint} Rename it" if hint else "Add it, or take the file as published"
        yield Fault.of("missing_column", table, 1, _column(labels, label), remedy=remedy)


def _column(labels: Mapping[str, str], label: str) -> str:
    return next((column for column, name in labels.items() if name == label), label)
