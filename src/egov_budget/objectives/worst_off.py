"""Worst off first: the group of services that stands worst is raised as far as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.columns.block import laid_out
from egov_budget.objectives.objective import Goal, tolerated
from egov_budget.rules import Block
from egov_budget.rules.means import Means
from egov_budget.scenario.demanded import Claim, demanded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class WorstOff:
    r"""Mean attainment of the worst-off group of services, or of the few worst-off.

    .. math:: \max\; t - \frac{1}{n} \sum_G d_G, \qquad M_G + d_G \ge t, \qquad
        M_G = \frac{\sum_{k \in G} v_k A'_k}{\sum_{k \in G} v_k}, \qquad
        A'_k = A_k + \sum_i W_{ki} g_{ki}

    from 0 to 1; A' is attainment with the plan. With n = 1 this is the smallest mean. A group that no
    request can raise would hold it down whatever is funded, so it is left out; where every group is such
    a one, the goal is 0. A group that requests raise only a little holds it down too: let more than one
    count.

    Parameters
    ----------
    by : str
        Column of the services that groups them; their agency if nothing is said.
    groups : int
        How many of the worst-off count, with their mean, 1 or more.
    tolerance : float
        Part of the value that later objectives may give up.

    Raises
    ------
    RuleError
        If the tolerance or the number is off its scale, or services have no such column.

    Examples
    --------
    >>> from egov_budget import allocate, worlds
    >>> allocation = allocate(worlds.four_projects(), objective=WorstOff())
    >>> allocation.by_service().groupby("agency")["after"].mean().round(3).to_dict()
    {'health': 0.731, 'tax': 0.73}

    References
    ----------
    Ogryczak & Tamir (2003), the sum of the k largest as a linear programme,
    doi:10.1016/S0020-0190(02)00370-8.
    """

    by: str = "agency"
    groups: int = 1
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        tolerated(self.name, self.tolerance)
        fault = f"the mean of {self.groups} groups is no mean"
        demanded(self.name, Claim(self.groups >= 1, "groups", self.groups, fault, "Give 1 or more"))

    @property
    def name(self) -> str:
        """``worst-off agency``, or ``10 worst-off by agency``."""
        by = self.by.replace("_", " ")
        return f"worst-off {by}" if self.groups == 1 else f"{self.groups} worst-off by {by}"

    def goal(self, scenario: Scenario, columns: Columns) -> Goal:
        """Return the linear goal on this scenario."""
        means = Means.of(scenario, columns, self.by)
        helped = np.flatnonzero(np.diff(means.per_point.indptr))
        before, per_point = means.before[helped], means.per_point[helped]
        count, points = len(helped), columns.starts["g"]
        worst = min(self.groups, count)
        at = np.arange(count)
        short = laid_out([(at, 0 * at, -np.ones(count)), (at, at + 1, np.ones(count))], (count, count + 1))
        matrix = sparse.block_array([[sparse.csr_array((count, points)), per_point, short]], format="csr")
        counted = np.concatenate([[1.0], np.full(count, -1.0 / worst)]) if count else np.zeros(1)

        return Goal(
            self.name,
            "mean attainment",
            np.concatenate([np.zeros(columns.size), counted]),
            maximise=True,
            block=Block(
                means.names[helped].tolist(), matrix, -before, np.full(count, np.inf), levels=count + 1
            ),
            tolerance=self.tolerance,
            measure=partial(_mean_of_worst, before, per_point, worst),
        )


def _mean_of_worst(
    before: NDArray[np.float64], per_point: sparse.csr_array, worst: int, values: NDArray[np.float64]
) -> float:
    """Return the mean over the groups that stand lowest; the points of cells are the last of the values."""
    after = np.sort(before + per_point @ values[len(values) - per_point.shape[1] :])
    return float(after[:worst].mean()) if worst else 0.0
