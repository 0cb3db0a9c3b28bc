"""Protected gain: what is gained even if so many projects fall short of what they promise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.columns.block import laid_out
from egov_budget.objectives.group_caps import GroupCaps, part_within
from egov_budget.objectives.objective import Goal, tolerated
from egov_budget.rules import Block, Coverage
from egov_budget.rules.budgeted import budget, shortfalls, worst

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class ProtectedGain:
    r"""Gain that is left if any gamma of the projects fall short by all they may.

    .. math::
        \max \sum_{ki} v_k W_{ki} g_{ki} - \Gamma z - \sum_p q_p, \qquad
        z + q_p \ge \sum_{ki} v_k W_{ki}\, y_{pki}

    .. math::
        g_{ki} \le \sum_p \big( r_p (e_{pki} - \hat e_{pki}) x_p + y_{pki} \big), \qquad
        0 \le y_{pki} \le r_p \hat e_{pki} x_p

    .. math::
        u_{Gki} - \sum_{p \in G:\, r_p e_{pki} > t} y_{pki} \le
        \max\big(t, \max_{p \in G} r_p (e_{pki} - \hat e_{pki})\big)
        \min\big(1, \sum_{p \in G} (b_p + a_p)\big), \qquad
        t \in \{0\} \cup \{r_p e_{pki} : p \in G\}

    in points; :math:`\hat e` is ``effects.points_less``. Points
    that are safe are counted first, those at risk y on top as far as full marks leave room, and what
    gamma projects have at risk is taken off. With gamma 0 it is the total gain and a group adds what its
    best member promises; else it adds what its best member brings, whichever of them fall short. With all
    projects it is the gain of the worst case, in between never more than what is left whichever projects
    fall short.

    Parameters
    ----------
    gamma : float
        How many projects fall short at once, 0 or more.
    tolerance : float
        Part of the value that later objectives may give up.

    Raises
    ------
    RuleError
        If gamma is negative or no number, or the tolerance off its scale.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> risky = four.replace(effects=four.effects.assign(points_less=four.effects["points"] / 2))
    >>> round(allocate(risky, objective=ProtectedGain(1)).outcome.reached[0].value, 3)
    1.742

    References
    ----------
    Bertsimas and Sim (2004), doi:10.1287/opre.1030.0065.
    """

    gamma: float
    tolerance: float = 0.0
    name: str = "protected gain"

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)
        budget(self.name, self.gamma)

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        less = shortfalls(scenario, columns)
        risky = np.flatnonzero(less)
        loss = less[risky] * columns.value[columns.effect_cell[risky]]
        place, of = np.unique(columns.effect_project[risky], return_inverse=True)
        most = np.bincount(of, weights=loss, minlength=len(place)).astype(np.float64)
        top = float(most.max(initial=0.0))
        caps = GroupCaps.of_columns(columns, less, self.gamma)
        covered = next(Coverage().rows(scenario, columns.with_points(columns.points - less)))
        block = _block(covered, columns, less, risky, of, loss, most)
        block = caps.added_to(block, less, risky, columns.size + 1 + len(place))
        gain = np.zeros(columns.size)
        gain[columns.starts["g"] :] = columns.value
        spare = np.concatenate([[min(self.gamma, len(place)) * top], most])
        return Goal(
            self.name,
            "points",
            np.concatenate([gain, -spare, np.zeros(len(risky))]),
            maximise=True,
            block=block,
            tolerance=self.tolerance,
            measure=partial(_left, columns, less, caps, self.gamma),
        )


def _block(  # noqa: PLR0917  # arrays over the same effects
    covered: Block,
    columns: Columns,
    less: NDArray[np.float64],
    risky: NDArray[np.int64],
    of: NDArray[np.int64],
    loss: NDArray[np.float64],
    most: NDArray[np.float64],
) -> Block:
    """Return the rows: coverage by what is safe and what is counted at risk, and what projects risk.

    Brought along are z, q of each project at risk and y of each effect at risk, as parts of their most.
    """
    count, projects, end, start = len(risky), len(most), columns.size, len(covered.subjects)
    shared, cell, safe = columns.effect_shared[risky], columns.effect_cell[risky], covered.matrix.tocoo()
    cover = np.where(shared < 0, cell, len(columns.service) + shared)  # row of each effect at risk
    at, owner, last = np.arange(count), np.arange(projects), start + count
    y, one = end + 1 + projects + at, np.ones(count)
    terms: list[tuple[Any, ...]] = [
        (*safe.coords, safe.data),
        (cover, y, -less[risky]),
        (start + at, y, one),
        (start + at, columns.effect_column[risky], -one),
        (last + of, y, loss),
        (last + owner, np.full(projects, end), np.full(projects, -most.max(initial=0.0))),
        (last + owner, end + 1 + owner, -most),
    ]
    rows, brought = last + projects, 1 + projects + count
    matrix = laid_out(terms, (rows, end + brought))
    names, ids = columns.cells, columns.projects
    subjects = [
        *covered.subjects,
        *(f"{ids[project]} / {names[cell]}"
          for project, cell in zip(columns.effect_project[risky], columns.effect_cell[risky], strict=True)),
        *ids[np.unique(columns.effect_project[risky])],
    ]  # fmt: skip
    return Block(subjects, matrix, np.full(rows, -np.inf), np.zeros(rows), levels=brought)


def _left(
    columns: Columns, less: NDArray[np.float64], caps: GroupCaps, gamma: float, values: NDArray[np.float64]
) -> float:
    """Return what shares gain if gamma projects fall short; points at risk are counted evenly."""
    with_others = columns.by_effect(values[: columns.n_projects])
    sure, risk = (columns.points - less) * with_others, less * with_others
    caps.keep(sure, risk, values)
    cell, room = columns.effect_cell, columns.room
    safe, open_ = (
        np.bincount(cell, weights=part, minlength=len(room)).astype(np.float64) for part in (sure, risk)
    )
    sure *= part_within(safe, room)[cell]
    risk *= part_within(open_, np.maximum(room - safe, 0.0))[cell]
    value = columns.value[columns.effect_cell]
    lost = np.bincount(columns.effect_project, weights=risk * value, minlength=columns.n_projects)
    return float(value @ (sure + risk)) - worst(lost.astype(np.float64), gamma)
