"""One table as it was found: its cells, the rows they stand in, what is wrong, what was not read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from egov_budget.errors import Fault, IntakeError
from egov_budget.intake.grid import tabulate
from egov_budget.intake.head import Head
from egov_budget.intake.kept import Kept

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class OneTable:
    """Raw cells of a table, not yet checked.

    Parameters
    ----------
    name : str
        Table that is named in its faults.
    kept : Kept
        Its rows.
    cells : DataFrame or None
        Cells under their labels; ``None`` if they cannot be read at all.
    faults : tuple of Fault
        What is wrong with its shape.
    told : tuple of str
        What was read in another way than a table is written.
    others : tuple of str
        Sheets beside it, which are not read.
    """

    name: str
    kept: Kept
    cells: pd.DataFrame | None
    faults: tuple[Fault, ...]
    told: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, found: Kept, head: Head, told: Iterable[str] = ()) -> Self:
        """Return the table of these rows; what is wrong is told by the rows of its sheet."""
        cells, faults = tabulate(name, found.rows)
        if cells is not None and head.section and not found.found:
            names = ", ".join(column for column in head.known if column in head.required or not head.required)
            return cls(name, found, None, (Fault.of("no_head", name, 1, names=names),))
        return cls(name, found, cells, tuple(fault.moved(found.numbers) for fault in faults), tuple(told))

    @classmethod
    def unread(cls, fault: Fault) -> Self:
        """Return a table of which nothing can be read."""
        return cls(fault.table, Kept((), ()), None, (fault,))

    @property
    def frame(self) -> pd.DataFrame:
        """Its cells.

        Raises
        ------
        IntakeError
            If they cannot be read at all.
        """
        if self.cells is None:
            raise IntakeError(self.faults)
        return self.cells

    def and_faults(self, faults: Iterable[Fault]) -> Self:
        """Return the table with further faults."""
        return replace(self, faults=(*self.faults, *faults))

    def placed(self, fault: Fault) -> Fault:
        """Return a fault of its rows, counted without what stands around them, as one of its file."""
        column = self.kept.labels.get(fault.column, fault.column)
        return replace(fault.moved(self.kept.numbers), table=self.name, column=column)

    @property
    def left_out(self) -> list[str]:
        """What is there and is not read: sheets beside it, and rows around it."""
        return [*self.others, *(f"{self.name} row {row}: {text!r}" for row, text in self.kept.passed)]
