"""Standing: near to a plan that stands: few projects are given other credits, or little money moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from egov_budget.objectives.objective import Goal
from egov_budget.rules import Block
from egov_budget.rules.excluded import most_each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario

NEAR = 0.5  # quanta: shares are counted in billionths, and what they cost is off by less
Nearness = Literal["projects changed", "money moved"]


@dataclass(frozen=True)
class Standing:
    r"""How far a plan is from one that stands: projects with other credits, or the credits that move.

    .. math:: w_p - C_p z_p \le \text{credits}_p \le k_p + C_p z_p

    with the credits k of the plan that stands, what its work costs w (less than a quantum below, for credits
    are whole quanta), and the most C by which they can differ. It is the least sum of z from 0 to 1 weighted
    by C, or of z that are 0 or 1. A project that the plan does not know had nothing.

    Parameters
    ----------
    credits : mapping of str to float
        What projects have, by id, currency units.
    of : {"projects changed", "money moved"}
        What is counted.
    work : mapping of str to float
        What the work costs that they pay for, where that is less.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> four = worlds.four_projects()
    >>> near = Standing({"tax-login": 60.0, "e-booking": 30.0})
    >>> allocate(four, objective=[near, "gain"]).credits.to_dict()
    {'e-booking': 30.0, 'e-filing': 0.0, 'health-login': 0.0, 'tax-login': 60.0}
    """

    credits: Mapping[str, float]
    of: Nearness = "projects changed"
    work: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What is counted."""
        return self.of

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        had = _quanta(self.credits, columns)
        work = np.minimum(_quanta(dict(self.credits) | dict(self.work), columns), had)
        can = np.maximum(np.maximum(had, most_each(scenario, columns) - work), 1.0)
        counted = self.of == "projects changed"
        each = np.ones(columns.n_projects) if counted else can * columns.quantum
        return Goal(
            self.name,
            "projects" if counted else scenario.settings.currency,
            np.concatenate([np.zeros(columns.size), each]),
            maximise=False,
            block=_apart(columns, work, had, can, counted=counted),
            measure=partial(_changed if counted else _moved, columns, work, had),
        )  # fmt: skip


def _quanta(amounts: Mapping[str, float], columns: Columns) -> NDArray[np.float64]:
    """Return amounts in quanta, by project; 0 for one that is not there."""
    listed = pd.Series(amounts, dtype=np.float64).reindex(columns.projects).fillna(0.0)
    return np.asarray(listed.to_numpy() / columns.quantum, dtype=np.float64)


def _apart(
    columns: Columns,
    work: NDArray[np.float64],
    had: NDArray[np.float64],
    can: NDArray[np.float64],
    *,
    counted: bool,
) -> Block:
    """Return rows that hold a column a project at how far it is from what it had."""
    from scipy import sparse

    part = sparse.diags_array(columns.unit / can).tocsr() @ columns.credits
    one = sparse.eye_array(columns.n_projects)
    none = np.full(columns.n_projects, np.inf)
    return Block(
        columns.projects.tolist() * 2,
        sparse.block_array([[part, -one], [part, one]], format="csr"),
        np.concatenate([-none, work / can]),
        np.concatenate([had / can, none]),
        switches=columns.n_projects if counted else 0,
        levels=0 if counted else columns.n_projects,
    )


def _off(
    columns: Columns, work: NDArray[np.float64], had: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how far the credits of each project are from what it had, quanta."""
    credits: NDArray[np.float64] = columns.credits @ values * columns.unit
    return np.maximum(np.maximum(work - credits, credits - had), 0.0)


def _changed(columns: Columns, *known: NDArray[np.float64]) -> float:
    return float((_off(columns, *known) > NEAR).sum())


def _moved(columns: Columns, *known: NDArray[np.float64]) -> float:
    return float(_off(columns, *known).sum() * columns.quantum)
