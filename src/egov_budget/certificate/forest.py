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


class Row(NamedTuple):
    """A row that trees change the multiplier of: its multiplier at the root, its bound and its entries."""

    price: Fraction
    most: int | Fraction
    entries: list[tuple[Column, int | Fraction]]


class Standing(NamedTuple):
    """Reduced gain of a column, and what it lies between; it adds no more than ``most_added``."""

    reduced: Fraction
    least: Fraction
    most: Fraction

    @property
    def most_added(self) -> Fraction:
        """Most that a plan gains by the column at these multipliers."""
        return self.reduced * (self.most if self.reduced > 0 else self.least)


@dataclass(frozen=True, eq=False)
class Forest:
    """Where multipliers and columns stand in a forest; what is not there stands as at the root.

    Parameters
    ----------
    rows : mapping of Key to Row
        Rows that trees change.
    choices : mapping of Key to Choice
        What there is to branch on.
    root : callable
        Standing of a column at the root.
    price : mapping of Key to Fraction
        Multipliers that have changed.
    columns : mapping of Column to Standing
        Columns that have changed.
    """

    rows: Mapping[Key, Row]
    choices: Mapping[Key, Choice]
    root: Callable[[Column], Standing]
    price: Mapping[Key, Fraction] = dataclasses.field(default_factory=dict)
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
            columns[column] = Standing(
                known.reduced, max(known.least, span.least), min(known.most, span.most)
            )
        for key, value in branch.flat:
            row = self.rows.get(key)
            if row is None:
                continue  # no such row: it proves nothing
            step = exact(value) - price.get(key, row.price)
            price[key], added = exact(value), added + step * row.most
            for column, coefficient in row.entries:
                known = columns.get(column) or self.root(column)
                columns[column] = known._replace(reduced=known.reduced - step * coefficient)
                touched.add(column)
        added += sum(columns[column].most_added - self._at(column).most_added for column in touched)
        there = dataclasses.replace(self, price=price, columns=columns)
        further, beyond = there.bounded(branch.trees)
        return added + further, beyond | touched

    def _at(self, column: Column) -> Standing:
        return self.columns.get(column) or self.root(column)
