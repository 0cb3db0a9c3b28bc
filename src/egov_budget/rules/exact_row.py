"""ExactRow: a row on credits or shares in whole numbers, as a rule of one's own states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import ceil, floor, isfinite, lcm
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.counting import BILLION, Check
from egov_budget.money import exact
from egov_budget.rules.limit import Limit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.block import Amounts, Block, Stated
    from egov_budget.counting import Plan

FINEST = 10**6  # denominators of weights and bounds that are read from floats


class Bounds(NamedTuple):
    """Both ends of a row, ``None`` where there is none."""

    least: Fraction | None
    most: Fraction | None


@dataclass(frozen=True)
class ExactRow:
    """``least <= weights x amounts <= most`` with whole weights: of quanta paid, or of billionths delivered.

    Parameters
    ----------
    subject : str
        What the row is about.
    of : {"credits", "shares"}
        What is weighted.
    weights : mapping of str to int
        Weight of each project, by id, in parts of 1 / ``scale``.
    least, most : int or None
        Bounds, in quanta or billionths times ``scale``; ``None`` where there is none.
    scale : int
        What weights are divided by.
    """

    subject: str
    of: Amounts
    weights: Mapping[str, int]
    least: int | None
    most: int | None
    scale: int = 1

    @classmethod
    def of_stated(cls, stated: Stated, quantum: float) -> ExactRow:
        """Return a stated row in whole numbers."""
        one = Fraction(BILLION) if stated.of == "shares" else 1 / exact(quantum)
        ends = [None if end is None else exact(end) * one for end in (stated.least, stated.most)]
        weights = {str(name): exact(weight) for name, weight in stated.weights.items()}
        return cls.of_weights(stated.subject, stated.of, weights, Bounds(*ends))

    @classmethod
    def of_weights(
        cls, subject: str, of: Amounts, weights: Mapping[str, Fraction], bounds: Bounds
    ) -> ExactRow:
        """Return a row of fractions in whole numbers; bounds are rounded inwards, where no plan is lost."""
        scale = lcm(*(weight.denominator for weight in weights.values()))
        whole = {name: int(weight * scale) for name, weight in weights.items() if weight}
        least = None if bounds.least is None else ceil(bounds.least * scale)
        most = None if bounds.most is None else floor(bounds.most * scale)
        return cls(subject, of, whole, least, most, scale)

    def check(self, rule: str, plan: Plan) -> Iterator[Check]:
        """Yield whether a plan keeps each bound of the row."""
        amounts = plan.quanta if self.of == "credits" else plan.parts
        total = sum(weight * amounts[name] for name, weight in self.weights.items() if name in amounts)
        have = Fraction(total, self.scale)
        if self.most is not None:
            yield Check(rule, self.subject, have, Fraction(self.most, self.scale), total <= self.most)
        if self.least is not None:
            yield Check(rule, self.subject, have, Fraction(self.least, self.scale), total >= self.least)

    def limit(self, columns: Columns) -> Limit:
        """Return the row as settling keeps it."""
        at = columns.projects.get_indexer(pd.Index(list(self.weights), dtype=object))
        weights = np.array(list(self.weights.values()), dtype=object)
        here = at >= 0
        return Limit(at[here].astype(np.int64), self.least, self.most, weights[here], self.of)

    def record(self) -> dict[str, Any]:
        """Return the row as a record."""
        return asdict(self) | {"weights": dict(sorted(self.weights.items()))}


def read_rows(block: Block, columns: Columns) -> list[ExactRow] | None:
    """Read rows as exact ones where all of them weight credits or shares.

    A row that is a weighting of ``columns.credits`` speaks of credits, one on shares alone of shares.
    Where it could be either, the reading with fewer different weights is taken: of credits, if they
    are as many, unless every share counts once. Weights and bounds are the nearest fractions of a
    denominator up to 10^6 that give the same float.

    Parameters
    ----------
    block : Block
        Rows as a rule yields them.
    columns : Columns
        Columns they stand on.

    Returns
    -------
    list of ExactRow or None
        ``None`` if a row speaks of anything else, or the block brings more than rows.
    """
    if block.brought or len(block.whole) or block.sos1:
        return None
    rows, payer = block.matrix.tocsr(), np.full(columns.size, -1)
    project, column = columns.credits.tocoo().coords
    payer[column] = project
    found = []
    for at, subject in enumerate(block.subjects):
        inside = slice(rows.indptr[at], rows.indptr[at + 1])
        pairs = zip(rows.indices[inside].tolist(), rows.data[inside].tolist(), strict=True)
        entries = {column: value for column, value in pairs if value}
        credits = _as_credits(entries, payer[[*entries]], columns)
        row = _read(subject, entries, credits, (float(block.lower[at]), float(block.upper[at])), columns)
        if row is None:
            return None
        found.append(row)
    return found


def _read(
    subject: str,
    entries: Mapping[int, float],
    credits: Mapping[int, Fraction] | None,
    ends: tuple[float, float],
    columns: Columns,
) -> ExactRow | None:
    shares = None
    if all(column < columns.n_projects for column in entries):
        shares = {column: _fraction(value) for column, value in entries.items()}
    if credits is None and shares is None:
        return None
    if credits is None or (shares is not None and _plainer(shares, credits)):
        found = [_fraction(end) * BILLION if isfinite(end) else None for end in ends]
        return ExactRow.of_weights(subject, "shares", _named(shares or {}, columns), Bounds(*found))
    found = [_fraction(end * columns.unit) if isfinite(end) else None for end in ends]
    return ExactRow.of_weights(subject, "credits", _named(credits, columns), Bounds(*found))


def _named(weights: Mapping[int, Fraction], columns: Columns) -> dict[str, Fraction]:
    return {str(columns.projects[at]): weight for at, weight in weights.items()}


def _plainer(shares: Mapping[int, Fraction], credits: Mapping[int, Fraction]) -> bool:
    """Tell whether a row is better read as one on shares."""
    ones = set(shares.values()) == {Fraction(1)}
    fewer = len(set(shares.values())) - len(set(credits.values()))
    return fewer < 0 or (fewer == 0 and ones)


def _as_credits(
    entries: Mapping[int, float], owner: NDArray[np.int64], columns: Columns
) -> dict[int, Fraction] | None:
    """Return the weights of the credits that a row is made of, by project; ``None`` if it is no such row."""
    matrix = columns.credits
    if (owner < 0).any():
        return None
    weights: dict[int, Fraction] = {}
    for project in dict.fromkeys(owner.tolist()):
        inside = slice(matrix.indptr[project], matrix.indptr[project + 1])
        parts = list(zip(matrix.indices[inside].tolist(), matrix.data[inside].tolist(), strict=True))
        column, each = max(parts, key=lambda part: abs(part[1]))
        weight = _fraction(entries.get(column, 0.0) / each)
        if any(not _same(float(weight) * value, entries.get(place, 0.0)) for place, value in parts):
            return None
        weights[int(project)] = weight
    return weights


def _same(one: float, other: float) -> bool:
    return bool(abs(one - other) <= 4 * np.finfo(float).eps * max(abs(one), abs(other)))


def _fraction(value: float) -> Fraction:
    near = Fraction(value).limit_denominator(FINEST)
    return near if float(near) == value else Fraction(value)
