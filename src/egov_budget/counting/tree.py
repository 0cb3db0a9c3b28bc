"""Tree: a choice that every plan makes, with other multipliers on either side of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

Multipliers = Mapping[str, Mapping[str, float]]
DEEPEST = 100  # trees on one another


@dataclass(frozen=True)
class Branch:
    """One side of a choice.

    Parameters
    ----------
    multipliers : mapping of str to mapping of str to float
        By rule and subject, those that differ from where the tree stands.
    trees : tuple of Tree
        Further choices; of those that touch one column the first counts.
    """

    multipliers: Multipliers
    trees: tuple[Tree, ...] = ()

    @property
    def flat(self) -> Iterator[tuple[tuple[str, str], float]]:
        """Each multiplier by rule and subject."""
        for rule, known in self.multipliers.items():
            yield from (((rule, subject), value) for subject, value in known.items())

    @property
    def record(self) -> dict[str, Any]:
        """The branch as plain lists and dictionaries."""
        return {"multipliers": self.multipliers, "trees": [tree.record for tree in self.trees]}

    @property
    def all(self) -> Iterator[Tree]:
        """Each tree, on whichever branch."""
        for tree in self.trees:
            yield tree
            yield from tree.no.all
            yield from tree.yes.all

    @property
    def sides(self) -> Iterator[Branch]:
        """Itself, and each side of each tree."""
        yield self
        for tree in self.all:
            yield from (tree.no, tree.yes)

    @property
    def leaves(self) -> int:
        """Number of branches that branch no further."""
        return sum(tree.no.leaves + tree.yes.leaves for tree in self.trees) or 1

    @property
    def changing(self) -> dict[str, set[str]]:
        """Subjects by rule of the multipliers that trees change."""
        found: dict[str, set[str]] = {}
        for side in islice(self.sides, 1, None):
            for rule, known in side.multipliers.items():
                found.setdefault(rule, set()).update(known)
        return found

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Return a branch from its record."""
        return cls(record["multipliers"], tuple(Tree.of(tree) for tree in record["trees"]))


@dataclass(frozen=True)
class Tree:
    """A choice and its two sides; no plan gains more than the better one allows.

    Parameters
    ----------
    rule, subject : str
        Which choice.
    no, yes : Branch
        Its sides.
    """

    rule: str
    subject: str
    no: Branch
    yes: Branch

    @property
    def record(self) -> dict[str, Any]:
        """The tree as plain lists and dictionaries."""
        return {"rule": self.rule, "subject": self.subject, "no": self.no.record, "yes": self.yes.record}

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Return a tree from its record."""
        return cls(record["rule"], record["subject"], Branch.of(record["no"]), Branch.of(record["yes"]))
