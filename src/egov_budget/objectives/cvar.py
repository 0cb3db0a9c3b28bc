"""CVaR: the mean gain of the worst of many sampled outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns import Delivery
from egov_budget.errors import Fault, RuleError
from egov_budget.objectives.objective import Goal, tolerated
from egov_budget.rules import Block
from egov_budget.rules.budgeted import shortfalls, worst

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
        faults = [
            Fault(self.name, None, column, repr(given), f"{column} is {given!r}", remedy)
            for column, given, sound, remedy in (
                ("alpha", self.alpha, 0 <= self.alpha < 1, "Give a part from 0 to below 1"),
                ("samples", self.samples, self.samples >= 1, "Give 1 or more"),
                ("seed", self.seed, self.seed is None or self.seed >= 0, "Give 0 or more"),
            )
            if not sound
        ]
        if faults:
            raise RuleError(faults)

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
            measure=lambda values: self._mean_of_worst(columns, points, values[: columns.n_projects]),
        )

    def _mean_of_worst(
        self, columns: Columns, points: list[NDArray[np.float64]], share: NDArray[np.float64]
    ) -> float:
        brought = columns.by_effect(share)
        gains = np.array(
            [columns.value @ Delivery.of_points(columns, one * brought).points for one in points]
        )
        count = (1 - self.alpha) * self.samples
        most = float(gains.max())
        return most - worst(most - gains, count) / count


def _block(
    columns: Columns, points: list[NDArray[np.float64]], risky: NDArray[np.bool_], top: float
) -> Block:
    """Return the rows of all samples; only cells that are at risk have points of their own in each.

    Brought along are t, d of each sample, then the points of each sample as parts of their most.
    """
    n_cells, n_shared, samples = len(columns.service), len(columns.shared_cell), len(points)
    end, u, g = (columns.starts[name] for name in ("end", "u", "g"))
    alone = columns.effect_shared < 0
    own_shared = np.zeros(n_shared, dtype=bool)
    own_shared[columns.effect_shared[risky & ~alone]] = True
    own_cell = np.zeros(n_cells, dtype=bool)
    own_cell[columns.effect_cell[risky]] = True
    cell, share = np.cumsum(own_cell) - 1, np.cumsum(own_shared) - 1
    cells, shared = np.flatnonzero(own_cell), np.flatnonzero(own_shared)
    per = len(cells) + len(shared)
    fed = own_cell[columns.shared_cell]  # shared cells that feed a cell at risk
    through = own_shared[columns.effect_shared] & ~alone if n_shared else np.zeros(len(alone), dtype=bool)
    by_cell = own_cell[columns.effect_cell] & alone
    rest = np.flatnonzero(~own_cell)
    row, column, data = [], [], []

    def add(rows: NDArray[np.int64], at: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        row.append(rows)
        column.append(at)
        data.append(values)

    for sample, brought in enumerate(points):
        first, start = sample * (per + 1), end + 1 + samples + sample * per
        rows_shared = first + len(cells)
        add(first + np.arange(len(cells)), start + np.arange(len(cells)), columns.room[cells])
        add(first + cell[columns.effect_cell[by_cell]], columns.effect_column[by_cell], -brought[by_cell])
        own = np.flatnonzero(fed & own_shared)
        add(
            first + cell[columns.shared_cell[own]], start + len(cells) + share[own], -columns.shared_most[own]
        )
        other = np.flatnonzero(fed & ~own_shared)
        add(first + cell[columns.shared_cell[other]], u + other, -np.ones(len(other)))
        at = np.arange(len(shared))
        add(rows_shared + at, start + len(cells) + at, columns.shared_most[shared])
        add(
            rows_shared + share[columns.effect_shared[through]],
            columns.effect_column[through],
            -brought[through],
        )
        last = np.array([first + per])
        add(np.repeat(last, 2), np.array([end, end + 1 + sample]), np.array([top, -top]))
        add(
            np.repeat(last, len(cells)), start + np.arange(len(cells)), -(columns.value * columns.room)[cells]
        )
        add(np.repeat(last, len(rest)), g + rest, -columns.value[rest])
    count = samples * (per + 1)
    levels = 1 + samples + samples * per
    matrix = sparse.csr_array(
        (np.concatenate(data), (np.concatenate(row), np.concatenate(column))), shape=(count, end + levels)
    )
    names = [
        *columns.cells[cells],
        *(f"shared {columns.cells[columns.shared_cell[at]]}" for at in shared),
        "gain",
    ]
    subjects = [f"{name} in sample {sample + 1}" for sample in range(samples) for name in names]
    return Block(subjects, matrix, np.full(count, -np.inf), np.zeros(count), levels=levels)
