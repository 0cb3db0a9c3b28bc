"""Valid inequalities of every plan, in integers; the certificate combines them with its multipliers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from egov_budget.counting.holders import Held
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.tally import Tally


AT_LEAST = "at least: "  # ahead of the subject of a row with two bounds, for the lower one


class Entries(NamedTuple):
    """Coefficients of one block of columns, in parallel arrays."""

    block: str
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    coefficients: NDArray[Any]

    @classmethod
    def of(cls, block: str, terms: Iterable[tuple[int, int, int | Fraction]]) -> Self:
        """Return entries from row, column and coefficient of each."""
        row, column, coefficient = zip(*terms, strict=True)
        rows, columns = (np.array(each, dtype=np.int64) for each in (row, column))
        return cls(block, rows, columns, numbers(coefficient))


@dataclass(frozen=True, eq=False)
class Inequalities:
    """Rows ``sum of entries x columns <= most``, one a subject.

    The columns are those of the program with a block for each letter: x, b, h and a have one a project
    (b, h and a are idle outside groups), n a group, y a joint share, u a shared cell, g a cell. Shares
    count as they are, money in quanta, points in parts of ``Tally.scale``. Over several years
    ``Course.block`` names the blocks, and what is due or expected in one year may be a fraction.

    Parameters
    ----------
    subjects : list of str
        What each row is about.
    most : list of int or Fraction
        Right-hand sides.
    entries : list of Entries
        Coefficients, block by block.
    of_points : bool
        Whether the rows count points; those of the others count shares or quanta.
    parts : int
        Coefficients and bounds are counted in so many parts.
    """

    subjects: list[str]
    most: Sequence[int | Fraction]
    entries: list[Entries]
    of_points: bool = False
    parts: int = 1

    def in_year(self, year: int, block: Callable[[str], str]) -> Inequalities:
        """Return the same over the columns of a year, named after it."""
        entries = [part._replace(block=block(part.block)) for part in self.entries]
        return replace(self, subjects=[f"{subject} {year}" for subject in self.subjects], entries=entries)


def numbers(values: Iterable[Any]) -> NDArray[Any]:
    """Return whole numbers and fractions as an array."""
    listed = list(values)
    found = np.empty(len(listed), dtype=object)
    found[:] = listed
    return found


def ones(like: Sequence[Any] | NDArray[Any]) -> NDArray[Any]:
    """Return as many whole ones as there are entries."""
    return np.ones(len(like), dtype=object)


def at_bound(tally: Tally, block: str, at: list[int], bound: int) -> Inequalities:
    """Return rows that hold columns at most at 0, or at least at 1.

    Parameters
    ----------
    tally : Tally
        Who the columns belong to.
    block : {"x", "b"}
        Which columns.
    at : list of int
        Places of the projects.
    bound : {0, 1}
        0 for an upper bound of 0, 1 for a lower bound of 1.
    """
    place = np.array(at, dtype=np.int64)
    sign = -1 if bound else 1
    entries = [Entries(block, np.arange(len(at)), place, sign * ones(place))]
    return Inequalities(tally.projects[place].tolist(), [sign * bound] * len(at), entries)


def places(plan: Plan, told: Callable[[dict[str, Any]], bool]) -> list[int]:
    """Return the places of the projects of whose row something holds."""
    carrying = {row["id"] for row in plan.projects if told(row)}
    return [place for place, project in enumerate(plan.tally.projects) if project in carrying]


def cost_entries(tally: Tally, row: NDArray[np.int64]) -> list[Entries]:
    """Return what projects cost, each in the row it belongs to; -1 for none."""
    held = np.flatnonzero(row >= 0)
    inside = np.flatnonzero((row >= 0) & (tally.group >= 0))
    own = tally.cost - tally.common + tally.connection
    return [
        Entries("x", row[held], held, own[held]),
        Entries("b", row[inside], inside, -tally.connection[inside]),
        Entries("h", row[inside], inside, ones(inside)),
        Entries("a", row[inside], inside, (tally.common - tally.connection)[inside]),
    ]


def beyond_work(plan: Plan, work: Mapping[str, Fraction], held: Held) -> list[int]:
    """Return how many quanta of each floor may be reached by credits beyond what the work costs.

    A floor is compared with credits paid, and a project whose work costs a fraction of a quantum
    is paid the next whole one; work delivered in full or not at all costs whole quanta. A plan
    that pays more beyond its work than that is compared with plans that may do so too.

    Parameters
    ----------
    plan : Plan
        The plan, for its credits.
    work : mapping of str to Fraction
        What its work costs, by project.
    held : Held
        Whose floors.
    """
    partly = {entry["id"] for entry in plan.projects if entry["divisible"]}
    loose = {plan.group[project] for project in partly if project in plan.group}
    rounded, paid = [0] * len(held.names), [Fraction(0)] * len(held.names)
    for project, holder in zip(plan.tally.projects, held.row.tolist(), strict=True):
        if holder >= 0:
            # a lead builds as much as its most advanced adopter uses
            rounded[holder] += project in partly or plan.group.get(project) in loose
            paid[holder] += plan.quanta[project] - work[project]
    return [max(most, ceil(more)) for most, more in zip(rounded, paid, strict=True)]
