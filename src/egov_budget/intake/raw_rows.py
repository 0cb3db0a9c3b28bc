"""Rows of a CSV file with every byte of them: cells are set, rows come and go, the rest stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from egov_budget.intake.formulas import guard

MARK = "\N{BYTE ORDER MARK}"
ENDS = ("\r\n", "\n", "\r")


@dataclass(frozen=True)
class RawRows:
    """Rows of a CSV text.

    Parameters
    ----------
    rows : list of list of str
        Cells of each row with their quotes, then what ends the row: nothing after the last one of some files.
    separator : str
        What parts the cells.
    marked : bool
        Whether a byte order mark stands before the first.
    """

    rows: list[list[str]]
    separator: str
    marked: bool

    @classmethod
    def of(cls, text: str, separator: str = ",") -> Self:
        """Return the rows of a text that can be read as CSV.

        Examples
        --------
        >>> RawRows.of('id,title;a,"x, y"'.replace(";", chr(10))).text.count('"x, y"')
        1
        """
        marked, rows, row = text.startswith(MARK), list[list[str]](), list[str]()
        text = text.removeprefix(MARK)
        sign = re.escape(separator)
        cell = re.compile(rf'("(?:[^"]|"")*"|[^{sign}\r\n]*)({sign}|\r\n|\n|\r|\Z)')
        at = 0
        while at < len(text) or row:
            found = cell.match(text, at)
            if found is None:  # a quote that nothing closes, which the reader refuses
                raise ValueError(f"the cell at {at} has no end")
            row.append(found[1])
            at = found.end()
            if found[2] != separator:
                rows.append([*row, found[2]])
                row = []
        return cls(rows, separator, marked)

    @property
    def text(self) -> str:
        """The text, as it was but for what was set."""
        rows = (self.separator.join(row[:-1]) + row[-1] for row in self.rows)
        return (MARK if self.marked else "") + "".join(rows)

    def line(self, at: int) -> str:
        """Return one row as it stands, with its end."""
        return self.separator.join(self.rows[at][:-1]) + self.rows[at][-1]

    def set(self, at: int, column: int, word: str) -> None:
        """Set a cell of a row."""
        self.rows[at][column] = self.quoted(word)

    def put(self, at: int, line: str, *, instead: bool) -> None:
        """Put a row as it stood before a row, or instead of it."""
        [row] = RawRows.of(line, self.separator).rows
        self.rows[at : at + instead] = [row]

    def add(self, cells: list[str]) -> None:
        """Add a row at the end, which ends as the last one did."""
        end = self.rows[-1][-1]
        self.rows[-1][-1] = end or self.rows[0][-1] or ENDS[0]
        self.rows.append([*map(self.quoted, cells), end])

    def take_out(self, at: int) -> None:
        """Take out the last rows from one on; the row before ends as the last one did."""
        end = self.rows[-1][-1]
        del self.rows[at:]
        self.rows[-1][-1] = end

    def quoted(self, word: str) -> str:
        """Return a word as the cell of a row."""
        word = guard(word)
        needs = any(sign in word for sign in (self.separator, '"', "\n", "\r"))
        return '"' + word.replace('"', '""') + '"' if needs else word
