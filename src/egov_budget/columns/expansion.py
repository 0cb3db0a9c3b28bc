"""Time expansion: the columns of a program once for each year, saying what has been started by its end."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.display.fixed import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns.block import Block
    from egov_budget.columns.calendar import Calendar
    from egov_budget.columns.columns import Columns

BEFORE = -1  # what earlier plans began


@dataclass(frozen=True, eq=False)
class TimeExpansion(Fixed):
    """Where the columns of each year stand.

    The copy of the last year comes first, so that the columns of the whole plan are those of a
    programme of one year; then the years before it, the last of them first; then the columns
    of shares and common work, x to n, of what was begun before; then what is carried into each year
    but the first.

    Parameters
    ----------
    columns : Columns
        Keys and numbers, with the readiness of the last year.
    calendar : Calendar
        The years.
    """

    columns: Columns
    calendar: Calendar

    @cached_property
    def until_n(self) -> int:
        """Number of columns x to n: shares and common work."""
        return self.columns.starts["y"]

    def start(self, year: int) -> int:
        """Return the first column of a year, counted from 0, or of what was ``BEFORE``."""
        return self.columns.size * (self.calendar.count - 1 - year)

    def carried(self, year: int) -> int:
        """Return the column of what is carried into a year after the first, in units of money."""
        before = self.until_n if self.calendar.begun else 0
        return self.start(BEFORE) + before + year - 1

    @cached_property
    def size(self) -> int:
        """Number of columns that all rules share."""
        return self.carried(self.calendar.count)

    def of_year(self, year: int) -> Columns:
        """Return the columns of a year: a group adds what its members can be expected to by then."""
        columns = self.columns
        if (self.calendar.readiness == 1).all():
            return columns
        points = columns.points * self.calendar.readiness[columns.effect_project, year]
        return dataclasses.replace(columns, shared_most=columns.largest_shared(points))

    def placed(self, block: Block, year: int, *, named: bool = False) -> Block:
        """Return a block of rows over the columns of one year as one over all, perhaps named after it."""
        if self.calendar.trivial:
            return block
        from scipy import sparse

        own = self.columns.size
        part = block.matrix.tocoo()
        row, column = part.coords
        shifted = np.where(column < own, column + self.start(year), column + (self.size - own))
        shape = (part.shape[0], self.size + block.brought)
        matrix = sparse.csr_array((part.data, (row, shifted)), shape=shape)
        moved = tuple(dataclasses.replace(one, columns=one.columns + self.start(year)) for one in block.sos1)
        whole = block.whole + self.start(year)
        names, when = block.subjects, self.calendar.years[year]
        subjects = [f"{name} {when}" for name in names] if named else names
        return dataclasses.replace(block, subjects=subjects, matrix=matrix, whole=whole, sos1=moved)

    @cached_property
    def upper(self) -> NDArray[np.float64]:
        """Upper bound of every column, shape (size,)."""
        columns, calendar = self.columns, self.calendar
        if calendar.trivial:
            return columns.upper
        parts = [self.of_year(year).upper for year in reversed(range(calendar.count))]
        if calendar.begun:
            parts.append(columns.upper[: self.until_n])
        return np.concatenate([*parts, calendar.carry[:-1] / columns.unit])

    @property
    def counted(self) -> range | tuple[int]:
        """Years at whose end points are counted: the last alone where time does not matter."""
        last = self.calendar.count - 1
        return range(last + 1) if self.calendar.discount < 1 else (last,)

    def started(self, amounts: sparse.csr_array, year: int) -> sparse.csr_array:
        """Return an amount of each project for all it has started by a year, shape (n, size).

        Parameters
        ----------
        amounts : csr_array, shape (n, columns)
            The amount over the columns of one year.
        year : int
            The year from 0, or ``BEFORE``.
        """
        from scipy import sparse

        part = amounts.tocoo()
        row, column = part.coords
        return sparse.csr_array((part.data, (row, column + self.start(year))), (part.shape[0], self.size))

    def by_profile(self, amounts: sparse.csr_array) -> list[sparse.csr_array]:
        """Return what is due in each year of an amount of each project, each of shape (n, size).

        What starts in a year is due from then on by the profile of the project; nothing of what was
        begun before is.
        """
        from scipy import sparse

        calendar = self.calendar
        by_year = [sparse.csr_array((amounts.shape[0], self.size)) for _ in calendar.years]
        for year in range(calendar.count):
            new = self.started(amounts, year)
            if year or calendar.begun:
                new = sparse.csr_array(new - self.started(amounts, year - 1))
            for after in range(min(calendar.parts.shape[1], calendar.count - year)):
                due = sparse.diags_array(calendar.parts[:, after]) @ new
                by_year[year + after] = sparse.csr_array(by_year[year + after] + due)
        return by_year

    @cached_property
    def paid(self) -> list[sparse.csr_array]:
        """Credits of each project in each year, each of shape (n, size), in units of money.

        What starts in a year is paid from then on by its profile; what was begun before, as promised.
        """
        from scipy import sparse

        columns, calendar = self.columns, self.calendar
        by_year = self.by_profile(columns.credits)
        if calendar.begun:
            at = np.flatnonzero(calendar.started)
            share = self.start(BEFORE) + at
            for year, found in enumerate(by_year):
                promise = calendar.promised[at, year] / columns.unit / calendar.started[at]
                by_year[year] = sparse.csr_array(
                    found + sparse.csr_array((promise, (at, share)), shape=found.shape)
                )
        for found in by_year:
            found.eliminate_zeros()
        return by_year

    def rows(
        self, row: NDArray[Any], column: NDArray[Any], data: NDArray[np.float64], count: int
    ) -> sparse.csr_array:
        """Make sparse rows over all columns from parallel arrays, shape (count, size)."""
        from scipy import sparse

        return sparse.csr_array((data, (row, column)), shape=(count, self.size))

    def paid_in(self, year: int, weights: NDArray[np.float64]) -> sparse.csr_array:
        """Return weighted sums of what projects are paid in a year, as rows over all columns."""
        from scipy import sparse

        return sparse.csr_array(sparse.csr_array(weights) @ self.paid[year])

    def paid_by(self, weights: sparse.csr_array) -> sparse.csr_array:
        """Return weighted sums of what projects are paid in all years together, as rows over all columns."""
        from scipy import sparse

        return sparse.csr_array(weights @ sum(self.paid[1:], start=self.paid[0]))

    def plus(self, row: sparse.csr_array, entries: dict[int, float]) -> sparse.csr_array:
        """Return one row with further entries, by column."""
        from scipy import sparse

        places = ([0] * len(entries), list(entries))
        return sparse.csr_array(row + sparse.csr_array((list(entries.values()), places), shape=row.shape))
