"""Fault: one thing that is wrong, where it stands and what would mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, SupportsInt

from egov_budget.language.toml_of import toml_of

SHOWN = 60  # characters of a value
WORDS = ("egov_budget.errors", "faults.toml")
FIRST_ROW = 2  # a spreadsheet's header is row 1


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it stands and what would mend it.

    Parameters
    ----------
    table : str
        Table, sheet or file the fault stands in.
    row : int or None
        Row as a spreadsheet numbers it: the header is row 1. ``None`` when the whole table is meant.
    column : str
        Column, or an empty string when the whole row or table is meant.
    value : str
        The offending value as it was read.
    fault : str
        What is wrong, with both numbers where there are two.
    remedy : str
        What would mend it.
    """

    table: str
    row: int | None
    column: str
    value: str
    fault: str
    remedy: str

    @classmethod
    def of(
        cls, key: str, table: str, row: int | None = None, column: str = "", value: str = "", **told: object
    ) -> Self:
        """Return a fault in the words of a template of faults.toml, which knows the place too."""
        known = {"table": table, "column": column, "value": value, **told}
        fault, remedy = (toml_of(*WORDS)[key][part].format(**known) for part in ("fault", "remedy"))
        return cls(table, row, column, value, fault, remedy)

    @classmethod
    def at(  # the fields of a fault in their order
        cls, key: str, table: str, row: SupportsInt, column: str, value: object, **told: object
    ) -> Self:
        """Return the same of a row counted from 0; of a long value the beginning is shown."""
        return cls.of(key, table, int(row) + FIRST_ROW, column, str(value)[:SHOWN], **told)

    def moved(self, numbers: Sequence[int]) -> Self:
        """Return the fault of a table whose row k, its head first, is row ``numbers[k - 1]`` of a sheet."""

        def number(row: int) -> int:
            return numbers[row - 1] if row <= len(numbers) else row

        fault = re.sub(r"(?<=in row )\d+", lambda found: str(number(int(found.group()))), self.fault)
        return replace(self, row=None if self.row is None else number(self.row), fault=fault)

    def __str__(self) -> str:
        place = self.table
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        end = "" if self.remedy.endswith(("?", ".")) else "."
        return f"{place}: {self.fault}. {self.remedy}{end}"
