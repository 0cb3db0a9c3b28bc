"""Target of means: every group of services has a mean attainment of at least so much."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.errors import Conflict
from egov_budget.rules.admissible import admissible
from egov_budget.rules.means import Means
from egov_budget.rules.reaching import levelled, points_within_reach
from egov_budget.rules.rule import Block
from egov_budget.rules.words import words
from egov_budget.scenario.attainment import ROUNDING

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


SHOWN = 10_000  # a mean is shown in ten-thousandths, rounded down


@dataclass(frozen=True)
class MeanTarget:
    r"""Mean attainment of every group of services reaches a level.

    .. math:: \frac{\sum_{k \in G} v_k A_k}{\sum_{k \in G} v_k} \ge L \quad \text{for every group } G

    from 0 to 1. It is no rule of its own accord: add it to ``rules.STANDARD``, with ``LeastCost``
    as the objective to find the least credits that reach it.

    Parameters
    ----------
    level : float
        Mean to reach, above 0 and at most 1.
    by : str
        Column of the services that groups them; their agency if nothing is said.

    Raises
    ------
    RuleError
        If the level is off its scale or services have no such column.
    """

    level: float
    by: str = "agency"

    def __post_init__(self) -> None:
        levelled(self.name, self.level)

    @property
    def name(self) -> str:
        """``mean target by agency``."""
        return f"mean target by {self.by.replace('_', ' ')}"

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict for each group that all projects together do not raise to the level."""
        means = Means.of(scenario, columns, self.by)
        most = means.after(points_within_reach(columns, admissible(scenario, columns)))
        for name, reached in zip(means.names, most.tolist(), strict=True):
            have = math.floor(reached * SHOWN) / SHOWN
            if reached < self.level - ROUNDING:
                yield Conflict(
                    self.name, name, have, self.level, "mean attainment",
                    f"all projects that may be funded, funded in full, raise the mean of {name!r} no further",
                    (f"lower the target to {have:.6g}",
                     f"request projects that raise the mean of {name!r} by {self.level - have:.4g} more"),
                )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield a row for each group that is not there yet."""
        means = Means.of(scenario, columns, self.by)
        short = np.flatnonzero(means.before < self.level - ROUNDING)
        if len(short):
            most = means.after(points_within_reach(columns, admissible(scenario, columns)))[short]
            needed = np.minimum(self.level, most) - means.before[short]
            matrix = sparse.hstack(
                [sparse.csr_array((len(short), columns.starts["g"])), means.per_point[short]], format="csr"
            )
            names = means.names[short].tolist()
            yield Block(names, sparse.csr_array(matrix), needed, np.full(len(short), np.inf))

    def say(self, subject: str, price: str) -> str:
        """Say what the target costs."""
        return words(self, subject, price)
