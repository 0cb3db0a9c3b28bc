"""CVaR: the mean gain of the worst of many sampled outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.columns import Delivery
from egov_budget.columns.block import laid_out
from egov_budget.columns.furthest import delivered_by_groups, furthest_rows
from egov_budget.objectives.objective import Goal, tolerated
from egov_budget.rules import Block
from egov_budget.rules.budgeted import shortfalls, worst
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class CVaR:
    r"""Mean gain of the worst part of sampled outcomes, the conditional value at risk of the gain.

    .. math::
        \max\; t - \frac{1}{(1 - \alpha) S} \sum_s d_s, \qquad d_s \ge t - G_s, \qquad d_s \ge 0

    in points; :math:`G_s` is the gain of sample s. In a sample each project falls short of all its
    points by one part, drawn evenly from 0 to ``effects.points_less``. With alpha 0 it is the mean of
    all samples, from 1 - 1/S on the worst of them. Every sample brings its own columns of points, so
    a programme grows with samples times effects.

    Parameters
    ----------
    alpha : float
        Part of the samples that is left out, the best ones; 0 or more, below 1.
    samples : int
        How many outcomes are drawn, 1 or more.
    seed : int or None
        Seed of the draw; ``None`` means the scenario's.
    tolerance : float
        Part of the value that later objectives may give up.

    Raises
    ------
    RuleError
        If alpha, samples, seed or tolerance are off their scales.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> risky = four.replace(effects=four.effects.assign(points_less=four.effects["points"] / 2))
    >>> means = [allocate(risky, objective=CVaR(alpha)).outcome.reached[0].value for alpha in (0, 0.9)]
    >>> means[0] > means[1]
    True

    References
    ----------
    Rockafellar and Uryasev (2000), "Optimization of conditional value-at-risk", Journal of Risk 2(3),
    21-41, doi:10.21314/JOR.2000.038.
    """

    alpha: float = 0.9
    samples: int = 50
    seed: int | None = None
    tolerance: float = 0.0
    name: str = "CVaR of the gain"

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)
        alpha, samples, seed = self.alpha, self.samples, self.seed
        demanded(
            self.name,
            Claim(0 <= alpha < 1, "alpha", alpha, f"alpha is {alpha!r}", "Give a part from 0 to below 1"),
            Claim(samples >= 1, "samples", samples, f"samples is {samples!r}", "Give 1 or more"),
            Claim(seed is None or seed >= 0, "seed", seed, f"seed is {seed!r}", "Give 0 or more"),
        )

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        less = shortfalls(scenario, columns)
        seed = scenario.settings.seed if self.seed is None else self.seed
        rng = np.random.default_rng(abs(int(seed)))
        parts = rng.random((self.samples, columns.n_projects))
        points = [columns.points - less * part[columns.effect_project] for part in parts]
        top = max(float(columns.value @ columns.room), 1.0)
        block = _block(columns, points, less > 0, top)
        weight = np.zeros(block.brought)
        weight[0] = top
        weight[1 : 1 + self.samples] = -top / ((1 - self.alpha) * self.samples)
        return Goal(
            self.name,
            "points",
            np.concatenate([np.zeros(columns.size), weight]),
            maximise=True,
            block=block,
            tolerance=self.tolerance,
            measure=partial(self._mean_of_worst, columns, points),
        )

    def _mean_of_worst(
        self, columns: Columns, points: list[NDArray[np.float64]], values: NDArray[np.float64]
    ) -> float:
        share, far = columns.by_effect(values[: columns.n_projects]), delivered_by_groups(columns, values)
        counted = [Delivery.of_points(columns.with_points(one), one * share, far).points for one in points]
        gains = np.array([columns.value @ one for one in counted])
        count = (1 - self.alpha) * self.samples
        most = float(gains.max())
        return most - worst(most - gains, count) / count


@dataclass(frozen=True, eq=False)
class _AtRisk:
    """Cells and shared cells whose points differ from sample to sample, with their places among these."""

    columns: Columns
    cells: NDArray[np.int64]
    shared: NDArray[np.int64]
    of_cell: NDArray[np.int64]
    of_shared: NDArray[np.int64]

    @classmethod
    def of(cls, columns: Columns, risky: NDArray[np.bool_]) -> _AtRisk:
        """Find what effects at risk feed."""
        alone = columns.effect_shared < 0
        cells = np.unique(columns.effect_cell[risky])
        shared = np.unique(columns.effect_shared[risky & ~alone])
        of_cell = np.full(len(columns.service), -1, dtype=np.int64)
        of_shared = np.full(len(columns.shared_cell), -1, dtype=np.int64)
        of_cell[cells], of_shared[shared] = np.arange(len(cells)), np.arange(len(shared))
        return cls(columns, cells, shared, of_cell, of_shared)

    @property
    def count(self) -> int:
        """Number of columns that each sample has of its own."""
        return len(self.cells) + len(self.shared)

    @property
    def rows(self) -> int:
        """Number of rows on what the cells of a sample gain."""
        return self.count + len(self.shared)

    def terms(self, brought: NDArray[np.float64], first: int, start: int) -> Iterator[tuple[Any, Any, Any]]:
        """Yield rows, columns and coefficients of what the cells of one sample gain.

        The rows begin at ``first``, the sample's own columns, parts of their most, at ``start``. A group
        adds at most what the best of its members adds in the sample, as far as the lead delivers.
        """
        columns, at_shared = self.columns, start + len(self.cells)
        most = columns.largest_shared(brought)
        alone = columns.effect_shared < 0
        cell, share = self.of_cell, self.of_shared
        yield first + np.arange(len(self.cells)), start + np.arange(len(self.cells)), columns.room[self.cells]
        own = alone & (cell[columns.effect_cell] >= 0)
        yield first + cell[columns.effect_cell[own]], columns.effect_column[own], -brought[own]
        fed = np.flatnonzero(cell[columns.shared_cell] >= 0)  # shared cells that feed a cell at risk
        row, at = first + cell[columns.shared_cell[fed]], share[fed]
        yield row[at >= 0], at_shared + at[at >= 0], -most[fed[at >= 0]]
        yield row[at < 0], columns.starts["u"] + fed[at < 0], -np.ones(int((at < 0).sum()))
        first += len(self.cells)
        each = np.arange(len(self.shared))
        yield first + each, at_shared + each, most[self.shared]
        through = np.flatnonzero(~alone)
        through = through[share[columns.effect_shared[through]] >= 0]
        yield first + share[columns.effect_shared[through]], columns.effect_column[through], -brought[through]
        first += len(self.shared)
        far = furthest_rows(columns)[columns.shared_group[self.shared]].tocoo()
        yield first + each, at_shared + each, np.ones(len(each))
        yield first + far.coords[0], far.coords[1], -far.data


def _block(
    columns: Columns, points: list[NDArray[np.float64]], risky: NDArray[np.bool_], top: float
) -> Block:
    """Return the rows of all samples; only cells that are at risk have points of their own in each.

    Brought along are t, d of each sample, then the points of each sample as parts of their most.
    """
    own, samples, end = _AtRisk.of(columns, risky), len(points), columns.size
    rest = np.setdiff1d(np.arange(len(columns.service)), own.cells)
    worth = columns.value * columns.room
    terms: list[tuple[Any, Any, Any]] = []
    for sample, brought in enumerate(points):
        first, start = sample * (own.rows + 1), end + 1 + samples + sample * own.count
        terms += own.terms(brought, first, start)
        own_levels, cells = [end, end + 1 + sample], start + np.arange(len(own.cells))
        at = np.concatenate([own_levels, cells, columns.starts["g"] + rest])
        coefficients = np.concatenate([[top, -top], -worth[own.cells], -columns.value[rest]])
        terms.append((np.full(len(at), first + own.rows), at, coefficients))
    count, levels = samples * (own.rows + 1), 1 + samples + samples * own.count
    matrix = laid_out(terms, (count, end + levels))
    shared = [f"shared {columns.cells[columns.shared_cell[at]]}" for at in own.shared]
    names = [*columns.cells[own.cells], *shared, *(f"most of {name}" for name in shared), "gain"]
    subjects = [f"{name} in sample {sample + 1}" for sample in range(samples) for name in names]
    return Block(subjects, matrix, np.full(count, -np.inf), np.zeros(count), levels=levels)
