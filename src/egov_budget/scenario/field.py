"""What the data dictionary is made of: fields, one a column, and schemas, one a table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds; each kind has one way to be read (see conform.py)."""

    ID = "id"
    TEXT = "text"
    LIST = "list"  # several values in one cell, parted by ";"
    MONEY = "money"  # currency units, 0 or more, whole quanta
    NUMBER = "number"  # 0 or more
    FRACTION = "part"  # from 0 to 1
    FLAG = "flag"  # yes or no
    WHOLE = "whole"  # a whole number, such as a year or a seed
    CHOICE = "choice"
    DATE = "date"  # year-month-day, of whichever calendar


@dataclass(frozen=True)
class Field:
    """One column of the data dictionary.

    Parameters
    ----------
    name : str
        Name as it stands in files.
    kind : Kind
        What it holds.
    meaning : str
        One sentence for the template, the docs and the error texts.
    unit : str
        Unit of a number, empty otherwise.
    required : bool
        Whether the column must be there and every cell filled.
    default : str, float, bool or None
        Value of an empty cell; ``None`` means that the value stays missing.
    refers_to : str
        Table whose ids the value must name, or empty.
    or_to : str
        Table whose ids it names where the verdict in its row is on a platform, or empty.
    choices : tuple of str
        Values allowed for a choice.
    above_zero : bool
        Whether 0 is refused too.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    default: str | float | bool | None = None
    refers_to: str = ""
    or_to: str = ""
    choices: tuple[str, ...] = ()
    above_zero: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """Tables whose ids the value may name."""
        return tuple(filter(None, (self.refers_to, self.or_to)))

    @property
    def empty(self) -> str | float | bool | None:
        """What stands in a frame where the cell is empty."""
        if self.default is not None:
            return self.default
        if self.kind in (Kind.MONEY, Kind.NUMBER, Kind.FRACTION):
            return math.nan
        return None if self.kind is Kind.WHOLE else ""


@dataclass(frozen=True)
class TableSchema:
    """One table of the data dictionary.

    Parameters
    ----------
    name : str
        Name of the file, sheet or key it stands under.
    meaning : str
        One sentence on what a row is.
    key : tuple of str
        Columns whose values together name one row; no two rows share them.
    columns : tuple of Field
        Its columns in the order they are written.
    required : bool
        Whether it must have at least one row.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Field, ...]
    required: bool = False

    def __getitem__(self, name: str) -> Field:
        """Return the column of that name.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> list[str]:
        """Names of the columns in order."""
        return [column.name for column in self.columns]
