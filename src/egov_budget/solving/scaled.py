"""Scaled: a program in units in which its goals are neither too small nor too large for a solver."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from egov_budget.objectives import Goal
    from egov_budget.program import Program

SMALL, LARGE = 2.0**-8, 2.0**20  # solvers take a difference of 1e-7 for none, whatever the numbers
PASSES = 2  # of bound tightening: points of a cell come from those of a group, and these from shares
FAR = 2.0**10  # times what a column can reach: a bound further away says nothing and strains the solver


@dataclass(frozen=True, eq=False)
class Scaled:
    r"""A program with its columns, rows and goals measured in other units, all powers of two.

    .. math:: x_j = u_j x'_j, \qquad a'_{ij} = r_i a_{ij} u_j, \qquad c'_j = s\, c_j u_j

    A goal is scaled if no column adds :math:`2^{-8}` to it or a coefficient is above :math:`2^{20}`. If
    no column that it counts gets as far as :math:`2^{-8}`, small columns are scaled with their rows.
    Every other program stays as it is, to the last bit.

    Parameters
    ----------
    given : Program
        The program in its own units.
    program : Program
        What the solver is given.
    column : ndarray of float, shape (n,)
        Unit of each column.
    row : ndarray of float, shape (m,)
        Factor of each row.
    """

    given: Program
    program: Program
    column: NDArray[np.float64]
    row: NDArray[np.float64]

    @classmethod
    def of(cls, program: Program) -> Scaled:
        """Choose the units for a program."""
        reach, matrix, upper = _reach(program), program.matrix, program.upper.copy()
        unit, factor = np.ones(matrix.shape[1]), np.ones(matrix.shape[0])
        if any(0 < reach[goal.coefficients != 0].max(initial=0.0) < SMALL for goal in program.goals):
            tiny = ~program.whole & (reach > 0) & (reach < SMALL)
            unit[tiny] = _power(reach[tiny])
            upper[tiny] = np.minimum(upper[tiny], FAR * reach[tiny])
            matrix = matrix.copy()  # a program's own is read-only, and abs sorts in place
            at = abs(matrix) @ tiny.astype(np.float64) > 0
            matrix = sparse.csr_array(matrix @ sparse.diags_array(unit))
            factor[at] = 1 / _power(abs(matrix).max(axis=1).toarray()[at])
            matrix = sparse.csr_array(sparse.diags_array(factor) @ matrix)
        scaled = dataclasses.replace(
            program,
            goals=tuple(_goal(goal, unit, reach) for goal in program.goals),
            matrix=matrix,
            upper=upper / unit,
            row_lower=program.row_lower * factor,
            row_upper=program.row_upper * factor,
        )
        return cls(program, scaled, unit, factor)

    def cost(self, place: int) -> NDArray[np.float64]:
        """Return the coefficients that are minimised for a goal."""
        goal = self.program.goals[place]
        return -goal.coefficients if goal.maximise else goal.coefficients

    def values(self, found: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a solver's values of the columns in the program's own units."""
        return found * self.column

    def duals(self, found: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a solver's duals of the first goal in the program's own units."""
        return found * (self.row * (self.program.goals[0].scale / self.given.goals[0].scale))


def _reach(program: Program) -> NDArray[np.float64]:
    """Return how far each column can get: to its own bound, or to all that others give it in a row."""
    matrix, reach = program.matrix, program.upper.copy()
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    gives = matrix.data < 0
    counting = (program.row_upper == 0) & (np.bincount(row[gives], minlength=matrix.shape[0]) > 0)
    takes = (matrix.data > 0) & counting[row]
    for _ in range(PASSES):
        given = np.bincount(row[gives], -matrix.data[gives] * reach[matrix.indices[gives]], matrix.shape[0])
        np.minimum.at(reach, matrix.indices[takes], given[row[takes]] / matrix.data[takes])
    return reach


def _goal(goal: Goal, unit: NDArray[np.float64], reach: NDArray[np.float64]) -> Goal:
    counts = goal.coefficients != 0
    size = np.abs(goal.coefficients[counts])
    adds, largest = (size * reach[counts]).max(initial=0.0), (size * unit[counts]).max(initial=0.0)
    out = adds if 0 < adds < SMALL else largest if largest > LARGE else 1.0
    factor = 1 / float(_power(out))
    coefficients = goal.coefficients * unit * factor
    return dataclasses.replace(goal, coefficients=coefficients, scale=goal.scale / factor)


def _power(numbers: ArrayLike) -> NDArray[np.float64]:
    """Return the power of two at or below each number."""
    return np.asarray(np.ldexp(1.0, np.frexp(numbers)[1] - 1))
