"""Program: the linear programme as arrays, every row and column with its key; no solver in sight."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from egov_budget.columns import Block
from egov_budget.display import Displayed, form
from egov_budget.language import figures

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from egov_budget.columns import SOS1, Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.objectives import Goal, Objective
    from egov_budget.overlaps import Overlaps
    from egov_budget.rules.funding_rule import FundingRule
    from egov_budget.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Program(Displayed):
    """Maximise the first goal, then the next among the best of the first, subject to named rows.

    Parameters
    ----------
    scenario : Scenario
        What it was made from.
    overlaps : Overlaps or None
        The common work it knows of.
    rules : tuple of FundingRule
        Rules in the order of their rows; one of the user's own stands there as ``Own``.
    expansion : TimeExpansion
        Keys of the columns, once for each year; switches stand behind them.
    goals : tuple of Goal
        Goals, first to last; coefficients have the full width.
    upper : ndarray of float, shape (n,)
        Upper bounds; lower bounds are 0.
    whole : ndarray of bool, shape (n,)
        Columns that take whole numbers alone.
    matrix : csr_array, shape (m, n)
        Coefficients of the rows.
    row_lower, row_upper : ndarray of float, shape (m,)
        Bounds of the rows.
    row_rule : tuple of str, length m
        Name of the rule of each row.
    row_subject : tuple of str, length m
        What each row is about.
    owner : ndarray of int64, shape (m,)
        Place of the rule of each row among ``rules``; -1 for a row of a goal.
    sos1 : tuple of SOS1
        SOS1 sets: columns of which one at most may differ from 0.
    aims : tuple of Objective
        What the goals were made from, where that is still to be told.
    """

    scenario: Scenario
    overlaps: Overlaps | None
    rules: tuple[FundingRule, ...]
    expansion: TimeExpansion
    goals: tuple[Goal, ...]
    upper: NDArray[np.float64]
    whole: NDArray[np.bool_]
    matrix: sparse.csr_array
    row_lower: NDArray[np.float64]
    row_upper: NDArray[np.float64]
    row_rule: tuple[str, ...]
    row_subject: tuple[str, ...]
    owner: NDArray[np.int64]
    sos1: tuple[SOS1, ...]
    aims: tuple[Objective, ...] = ()

    @cached_property
    def columns(self) -> Columns:
        """Keys of the columns of one year, the first ones of the program."""
        return self.expansion.columns

    @cached_property
    def column_names(self) -> list[str]:
        """Readable names of the columns, such as ``x[tax-login]``."""
        c = self.columns
        ids, member = c.projects.tolist(), c.projects[c.member].tolist()
        cells = c.cells.tolist()
        shared = [f"{c.groups[g]} / {cells[k]}" for g, k in zip(c.shared_group, c.shared_cell, strict=True)]
        joint = c.joint.names(c.projects)
        blocks = zip("xhabnyug", (ids, member, member, member, c.groups, joint, shared, cells), strict=True)
        names = [f"{symbol}[{key}]" for symbol, keys in blocks for key in keys]
        return [*names, *(f"z[{place}]" for place in range(len(self.upper) - c.size))]

    @cached_property
    def in_money(self) -> NDArray[np.bool_]:
        """Rows of rules whose bounds are amounts of money, shape (m,)."""
        return self.rows_of(lambda rule: rule.money)

    def rows_of(self, asked: Callable[[FundingRule], bool]) -> NDArray[np.bool_]:
        """Tell which rows belong to a rule that answers yes, shape (m,)."""
        answers = np.array([*(bool(asked(rule)) for rule in self.rules), False])
        found: NDArray[np.bool_] = answers[self.owner]
        return found

    def demanding(
        self, row: NDArray[np.float64], lower: float, upper: float, rule: str, subject: str
    ) -> Program:
        """Return the program with one more row, which belongs to no rule.

        Parameters
        ----------
        row : ndarray of float, shape (n,)
            Coefficients.
        lower, upper : float
            Bounds, infinite where there is none.
        rule, subject : str
            What it is called.
        """
        from scipy import sparse

        block = Block([subject], sparse.csr_array(row[None, :]), np.array([lower]), np.array([upper]))
        return self.widened(block, np.zeros(0), [rule])

    def widened(
        self,
        block: Block,
        upper: NDArray[np.float64],
        rules: Sequence[str],
        owner: NDArray[np.int64] | None = None,
    ) -> Program:
        """Return the program with more rows, and with columns of whole numbers that bring no goal anything.

        Parameters
        ----------
        block : Block
            The k new rows, over the n columns there are and then the c new ones.
        upper : ndarray of float, shape (c,)
            Upper bounds of the new columns; lower bounds are 0.
        rules : sequence of str, length k
            What the rules of the new rows are called.
        owner : ndarray of int64 or None, shape (k,)
            Their places among ``rules``; ``None`` if they belong to no rule.
        """
        from scipy import sparse

        more, (rows, _) = len(upper), self.matrix.shape
        own = sparse.hstack([self.matrix, sparse.csr_array((rows, more))])
        none = np.full(len(rules), -1)
        return dataclasses.replace(
            self,
            goals=tuple(
                dataclasses.replace(goal, coefficients=np.append(goal.coefficients, np.zeros(more)))
                for goal in self.goals
            ),
            upper=np.append(self.upper, upper),
            whole=np.append(self.whole, np.ones(more, dtype=bool)),
            matrix=sparse.vstack([own, block.matrix], format="csr"),
            row_lower=np.append(self.row_lower, block.lower),
            row_upper=np.append(self.row_upper, block.upper),
            row_rule=(*self.row_rule, *rules),
            row_subject=(*self.row_subject, *block.subjects),
            owner=np.append(self.owner, none if owner is None else owner),
        )

    def rows(self, rule: str) -> pd.DataFrame:
        """Return the rows of one rule as readable text.

        Parameters
        ----------
        rule : str
            Name of the rule.

        Returns
        -------
        DataFrame
            ``subject`` and ``row``; empty if the rule has no row here.
        """
        at = [place for place, name in enumerate(self.row_rule) if name == rule]
        return pd.DataFrame(
            {
                "subject": [self.row_subject[place] for place in at],
                "row": [self._text(place) for place in at],
            },
            dtype="str",
        )

    def to_lp(self, path: str | Path) -> None:
        """Write the first goal and all rows as a file in the format LP, whole or not at all.

        It is minimised, so a goal of which more is better has its sign turned. Columns are called x0, x1,
        ... in the order of ``column_names``, rows r0, r1, ...; a set of columns of which one at most may
        be used has binaries.
        """
        form("Program.to_lp")(self, Path(path))

    def to_mps(self, path: str | Path) -> None:
        """Write the same as ``to_lp`` in the format MPS."""
        form("Program.to_mps")(self, Path(path))

    def _text(self, row: int) -> str:
        inside = slice(self.matrix.indptr[row], self.matrix.indptr[row + 1])
        terms = zip(self.matrix.indices[inside].tolist(), self.matrix.data[inside].tolist(), strict=True)
        left = " ".join(
            f"{'-' if value < 0 else '+'} {figures(abs(value), 6)} {self.column_names[column]}"
            for column, value in sorted(terms)
            if value
        ).removeprefix("+ ")
        low, high = self.row_lower[row], self.row_upper[row]
        if low == high:
            return f"{left} = {figures(low, 6)}"
        lower = f"{figures(low, 6)} <= " if np.isfinite(low) else ""
        higher = f" <= {figures(high, 6)}" if np.isfinite(high) else ""
        return f"{lower}{left}{higher}"

    def _tables(self) -> dict[str, pd.DataFrame]:
        counts = pd.Series(self.row_rule, dtype="str").value_counts(sort=False)
        return {"rules": counts.rename("rows").rename_axis("rule").to_frame()}

    def __repr__(self) -> str:
        kind = f"{int(self.whole.sum())} whole" if self.whole.any() else "linear"
        rows, columns = self.matrix.shape
        goals = ", then ".join(goal.name for goal in self.goals)
        return f"<Program {goals}: {columns} columns ({kind}), {rows} rows, {self.matrix.nnz} entries>"
