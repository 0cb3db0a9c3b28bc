"""Shrunk: a program without columns that are what one row gives them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.program import Program
    from egov_budget.solving.change import Change

ROUNDING = 1e-12  # part of a bound by which a sum may pass it


@dataclass(frozen=True, eq=False)
class Shrunk:
    r"""A program in which columns that one row alone holds back are written as what that row gives them.

    .. math::
        d g \le \sum_j a_j x_j - \sum_k b_k x_k, \quad \sum_j a_j \le d u, \quad x \in [0, 1], \quad g \le u

    Where more of g costs no goal anything and breaks no other row, some best plan has equality there, and g
    and its row can go: points of a cell that shares cannot raise to full marks. Where something is taken off,
    what is left must not be below 0, and the row stays without g. Presolve does as much where nothing is
    taken off, but not in a solve that starts from a basis.

    Parameters
    ----------
    given : Program
        The program as it was.
    program : Program
        The rest of it; its columns are those that stay, so that the keys of ``given`` are not theirs.
    row, column : ndarray of bool, shape (m,) and (n,)
        Rows and columns that stay.
    holds : ndarray of int64, shape (gone,)
        The row that held each column that goes, in the order of the columns.
    spread : csr_array, shape (n, columns that stay)
        All columns as sums of those that stay.
    """

    given: Program
    program: Program
    row: NDArray[np.bool_]
    column: NDArray[np.bool_]
    holds: NDArray[np.int64]
    spread: sparse.csr_array

    @classmethod
    def of(cls, program: Program, kept: NDArray[np.int64]) -> Self:
        """Take out what can go, but for some columns that have to stay."""
        count, width = program.matrix.shape
        entries = program.matrix.tocoo()
        (row, column), data = entries.coords, entries.data
        free = np.where(data > 0, np.isinf(program.row_upper[row]), np.isinf(program.row_lower[row]))
        can = (np.bincount(column[~free], minlength=width) == 1) & ~program.whole
        can[np.concatenate([kept, *(one.columns for one in program.sos1)])] = False
        for goal in program.goals:
            can &= goal.coefficients * (1 if goal.maximise else -1) >= 0
        gives = data < 0
        shares = np.bincount(row[gives & (program.upper[column] != 1)], minlength=count) == 0
        only = shares & (program.row_upper == 0) & np.isinf(program.row_lower)
        most = np.bincount(row[gives], -data[gives], count)
        at = ~free & (data > 0) & can[column] & only[row]
        at &= most[row] <= data * program.upper[column] * (1 + ROUNDING)
        chained = np.isin(row, row[gives & np.isin(column, column[at])])
        at = np.flatnonzero(at & ~chained & (np.bincount(row[at], minlength=count) == 1)[row])
        at = at[np.argsort(column[at])]
        stays = np.bincount(row[data > 0], minlength=count) != 1
        stays[np.setdiff1d(np.arange(count), row[at], assume_unique=True)] = True
        return cls._without(program, row[at].astype(np.int64), at, stays)

    @classmethod
    def _without(
        cls, program: Program, row: NDArray[np.int64], at: NDArray[np.int64], rows: NDArray[np.bool_]
    ) -> Self:
        """Take out the columns of some entries, from rows that hold them; tell which rows stay."""
        matrix, width = program.matrix, program.matrix.shape[1]
        column, entry = matrix.indices[at], matrix.data[at]
        columns = np.ones(width, dtype=bool)
        columns[column] = False
        given = sparse.coo_array(matrix[row])
        (which, other), part = given.coords, -given.data / entry[given.coords[0]]
        stays, place = columns[other], np.cumsum(columns) - 1
        put = np.concatenate([np.flatnonzero(columns), column[which[stays]]])
        source = place[np.concatenate([np.flatnonzero(columns), other[stays]])]
        values = np.concatenate([np.ones(columns.sum()), part[stays]])
        spread = sparse.csr_array((values, (put, source)), shape=(width, int(columns.sum())))
        others = matrix.copy()
        others.data[at] = 0
        left = sparse.csr_array(others[np.flatnonzero(rows)] @ spread)
        left.eliminate_zeros()
        left.sort_indices()
        made = dataclasses.replace(
            program,
            goals=tuple(
                dataclasses.replace(goal, coefficients=goal.coefficients @ spread) for goal in program.goals
            ),
            matrix=left,
            upper=program.upper[columns],
            whole=program.whole[columns],
            row_lower=program.row_lower[rows],
            row_upper=program.row_upper[rows],
            row_rule=tuple(compress(program.row_rule, rows)),
            row_subject=tuple(compress(program.row_subject, rows)),
            owner=program.owner[rows],
            sos1=tuple(dataclasses.replace(one, columns=place[one.columns]) for one in program.sos1),
        )
        return cls(program, made, rows, columns, row, spread)

    def allows(self, change: Change) -> bool:
        """Tell whether the rest of the program says all that a change means."""
        if not change.of_columns:
            return not np.isin(change.at, self.holds).any()
        wider = np.asarray(change.upper > self.given.upper[change.at]) & self._gives[change.at]
        return bool(np.all(self.column[change.at]) and not np.any(wider))

    def there(self, change: Change) -> Change:
        """Return a change in places of the rest of the program."""
        place = self._places[change.of_columns]
        return dataclasses.replace(change, at=place[change.at])

    def stands(self, lower: NDArray[np.float64], upper: NDArray[np.float64]) -> bool:
        """Tell whether the rows that went have their own bounds among those of all rows."""
        own = self.given.row_lower[self.holds], self.given.row_upper[self.holds]
        return np.array_equal(own, (lower[self.holds], upper[self.holds]))

    def duals(self, known: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the first goal's duals of all rows from those of the rest.

        A row whose column went has what is left of the column's cost, or gain, too.
        """
        goal, found, gone = self.given.goals[0], np.zeros(len(self.row)), np.flatnonzero(~self.column)
        found[self.row] = known
        others = found.copy()
        others[self.holds] = 0
        cost = -goal.coefficients if goal.maximise else goal.coefficients
        entry = self.given.matrix[self.holds][:, gone].diagonal()
        found[self.holds] += (cost - others @ self.given.matrix)[gone] / entry
        return found

    @cached_property
    def _places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Place of each row, and of each column, among those that stay."""
        return np.cumsum(self.row) - 1, np.cumsum(self.column) - 1

    @cached_property
    def _gives(self) -> NDArray[np.bool_]:
        """Columns that give something to a column that went."""
        found = np.zeros(len(self.column), dtype=bool)
        found[self.given.matrix[self.holds].indices] = True
        return found
