"""Paper: facts and tables in a language, before they take a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.display.table import Cell, Formula, Kind, Table

if TYPE_CHECKING:
    from egov_budget.language import Language


class Fact(NamedTuple):
    """One fact: what it is called, what it is, and how that is written."""

    label: str
    value: Cell
    kind: Kind = Kind.SENTENCE


@dataclass(frozen=True)
class Paper:
    """A paper in a language.

    Parameters
    ----------
    title : str
        Its title.
    facts : tuple of Fact
        What it is about; a sentence has no label.
    tables : tuple of Table
        Its tables in order.
    language : Language
        What it speaks.
    decimals : int
        Digits of money behind the point: every quantum shows, and no more.
    foot : str
        Last sentence.
    numbered : bool
        Whether its tables have numbers.
    apart : bool
        Whether each table begins a page.
    """

    title: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    language: Language
    decimals: int = 0
    foot: str = ""
    numbered: bool = True
    apart: bool = False

    def written(self, kind: Kind, value: Cell) -> str:
        """Return a cell as the language writes it; one that is missing is empty, a text is as it is."""
        known = value.value if isinstance(value, Formula) else value
        if known is None or isinstance(known, str) or known != known:  # noqa: PLR0124  # NaN alone differs
            return known if isinstance(known, str) else ""
        if kind in (Kind.SHARE, Kind.PART):
            return self.language.percent(known, 1 if kind is Kind.SHARE else 2)
        digits = {Kind.MONEY: self.decimals, Kind.POINTS: 3, Kind.PRICE: 6}
        return self.language.number(known, digits.get(kind, 0))

    def rows(self, table: Table) -> list[list[str]]:
        """Return the cells of a table as the language writes them."""
        kinds = [column.kind for column in table.columns]
        return [
            [self.written(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in table.rows
        ]

    def headed(self, place: int) -> str:
        """Return the title of a table, with its number if it has one."""
        title = self.tables[place].title
        return f"{self.language.number(place + 1)}. {title}" if self.numbered else title


def decimals(quantum: float) -> int:
    """Return how many digits behind the point show every quantum.

    Examples
    --------
    >>> decimals(1.0), decimals(0.25)
    (0, 2)
    """
    return len(f"{quantum:.12f}".rstrip("0").partition(".")[2])
