"""Head: what the columns of a table may be called, by which its first row is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from egov_budget.scenario.field import TableSchema
from egov_budget.scenario.names import meant

SETTING, VALUE = "setting", "value"


@dataclass(frozen=True)
class Head:
    """Names of a table's columns.

    Parameters
    ----------
    known : tuple of str
        Columns that it may have.
    required : frozenset of str
        Those that it must have.
    section : str
        What they are in the words of other languages, in which they are read too; empty if in none.
    instead : mapping of str to str
        Column that another one is read as.
    told : callable, optional
        Column of a label, where labels are no names of columns; they then stay as they are.
    """

    known: tuple[str, ...]
    required: frozenset[str]
    section: str = ""
    instead: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[str], str] | None = None

    @classmethod
    def of(cls, table: TableSchema) -> Self:
        """Return the head of a table of the data dictionary."""
        if table.name == "settings":
            return cls((SETTING, VALUE), frozenset((SETTING, VALUE)), "word")
        required = frozenset(column.name for column in table.columns if column.required)
        return cls(tuple(table.names), required, "column")

    @classmethod
    def labelled(cls, labels: Iterable[str]) -> Self:
        """Return the head of a table that has to have these labels, as they are."""
        there = tuple(labels)
        return cls(there, frozenset(there))

    def column(self, cell: object) -> str:
        """Return the column that a cell of a head names; the cell itself if none."""
        label = _text(cell)
        if self.told is not None:
            return self.told(label)
        name = meant(label, self.known, self.section) if self.section else label
        return self.instead.get(name, name)

    def label(self, cell: object) -> str:
        """Return what the column is called from then on."""
        return self.column(cell) if self.told is None else _text(cell)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
