"""What trees take off a bound, exactly: of each the better side, and the sum over trees that stand apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.money import exact

if TYPE_CHECKING:
    from egov_budget.counting.choice import Choice, Span
    from egov_budget.counting.tree import Branch, Tree

Column = tuple[str, int]  # block and place
Key = tuple[str, str]  # rule and subject
Number = int | Fraction


class Row(NamedTuple):
    """A row that trees change the multiplier of.

    Parameters
    ----------
    price : int
        Its multiplier at the root, in parts of ``Forest.parts``.
    most : int or Fraction
        What one such part of a multiplier adds to the bound.
    entries : list of pair of Column and number
        What it takes off the reduced gain of a column.
    """

    price: int
    most: Number
    entries: list[tuple[Column, Number]]


class Standing(NamedTuple):
    """Reduced gain of a column as a count of parts, ``of`` to a whole one, and what it lies between."""

    reduced: Number
    of: int
    least: Number
    most: Number

    @property
    def most_added(self) -> Number:
        """Most that a plan gains by the column at these multipliers, in the same parts."""
        return self.reduced * (self.most if self.reduced > 0 else self.least)


@dataclass(frozen=True, eq=False)
class Forest:
    """Where multipliers and columns stand in a forest; what is not there stands as at the root.

    All is counted in whole numbers, one unit of which is the same part of a point everywhere.

    Parameters
    ----------
    parts : int
        Each multiplier is a whole number of so many parts.
    rows : mapping of Key to Row
        Rows that trees change.
    choices : mapping of Key to Choice
        What there is to branch on.
    root : callable
        Standing of a column at the root.
    price : mapping of Key to int
        Multipliers that have changed.
    columns : mapping of Column to Standing
        Columns that have changed.
    """

    parts: int
    rows: Mapping[Key, Row]
    choices: Mapping[Key, Choice]
    root: Callable[[Column], Standing]
    price: Mapping[Key, int] = dataclasses.field(default_factory=dict)
    columns: Mapping[Column, Standing] = dataclasses.field(default_factory=dict)

    def bounded(self, trees: tuple[Tree, ...]) -> tuple[Fraction, set[Column]]:
        """Return what trees add to the bound where they stand, and the columns that they touch.

        A tree proves nothing if no rule offers its choice, if it takes nothing off, or if it touches a
        column that one before it touches; such a tree is left out.
        """
        total = Fraction(0)
        touched: set[Column] = set()
        for tree in trees:
            choice = self.choices.get((tree.rule, tree.subject))
            if choice is None:
                continue
            (no, one), (yes, other) = self._side(choice.no, tree.no), self._side(choice.yes, tree.yes)
            added, reach = max(no, yes), one | other
            if added < 0 and touched.isdisjoint(reach):
                total += added
                touched |= reach
        return total, touched

    def _side(self, span: Span, branch: Branch) -> tuple[Fraction, set[Column]]:
        """Return the same of one side of a choice."""
        price, columns, added = dict(self.price), dict(self.columns), Fraction(0)
        touched = {(span.block, place) for place in span.at}
        for column in touched:
            known = self._at(column)
            least, most = max(known.least, span.least), min(known.most, span.most)
            columns[column] = Standing(known.reduced, known.of, least, most)
        for key, value in branch.flat:
            row = self.rows.get(key)
            if row is None:
                continue  # no such row: it proves nothing
            multiplier = exact(value)
            told = multiplier.numerator * (self.parts // multiplier.denominator)
            step = told - price.get(key, row.price)
            price[key], added = told, added + step * row.most
            for column, coefficient in row.entries:
                reduced, of, least, most = columns.get(column) or self.root(column)
                columns[column] = Standing(reduced - step * coefficient * of, of, least, most)
                touched.add(column)
        more: dict[int, Number] = {}  # fractions of one denominator are added as whole numbers
        for column in touched:
            now, before = columns[column], self._at(column)
            if now is not before:
                more[now.of] = more.get(now.of, 0) + now.most_added - before.most_added
        added += sum(Fraction(each) / of for of, each in more.items())
        there = dataclasses.replace(self, price=price, columns=columns)
        further, beyond = there.bounded(branch.trees)
        return added + further, beyond | touched

    def _at(self, column: Column) -> Standing:
        return self.columns.get(column) or self.root(column)
