"""Robust pool: credits stay within the pool even if so many projects cost more than they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from egov_budget.errors import Conflict
from egov_budget.money import to_amounts
from egov_budget.rules.budgeted import budget, overruns, worst
from egov_budget.rules.mandatory import least_total, required
from egov_budget.rules.rule import Block

if TYPE_CHECKING:
    from egov_budget.rules.columns import Columns
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class RobustPool:
    r"""The pool pays for everything even if any gamma of the projects cost all that they may.

    .. math::
        \sum_p \text{credits}_p + \Gamma z + \sum_p q_p \le B, \qquad z + q_p \ge d_p x_p, \qquad z, q \ge 0

    in units of money; d is ``projects.cost_more``. By duality the two sums in the middle are the
    largest overrun of gamma projects, the last in part if gamma is no whole number. With gamma 0, or
    where no project may cost more, it is the pool; with all of them it is the worst case. What is
    kept back stays in the pool and is paid when a project does cost more. It is no rule of its own
    accord: add it to ``rules.STANDARD``.

    Parameters
    ----------
    gamma : float
        How many projects cost more at once, 0 or more.

    Raises
    ------
    RuleError
        If gamma is negative or no number.

    References
    ----------
    Bertsimas and Sim (2004), doi:10.1287/opre.1030.0065; ``rules.breach_probability`` gives the chance
    that the pool is exceeded all the same.
    """

    gamma: float
    name: str = "robust pool"

    def __post_init__(self) -> None:
        budget(self.name, self.gamma)

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict if mandatory projects with their worst overruns cost more than the pool."""
        must = required(scenario, columns)
        over = worst(np.where(must, overruns(scenario, columns), 0).astype(np.float64), self.gamma)
        least = least_total(columns, must)
        need = least + int(np.ceil(over))
        if least <= columns.pool < need:
            have, wanted = to_amounts([columns.pool, need], columns.quantum).tolist()
            yield Conflict(
                self.name, "pool", have, wanted, scenario.settings.currency,
                f"mandatory projects cost more than the pool if {self.gamma:g} of them cost all they may",
                (f"raise the pool to {wanted:,.10g}", "lower gamma"),
            )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the row of the pool, and one for each project that may cost more."""
        more = overruns(scenario, columns) / columns.unit
        at = np.flatnonzero(more)
        count, most = len(at), float(more.max(initial=0.0))
        spare = np.concatenate([[min(self.gamma, count) * most], more[at]])  # z and q as parts of their most
        credits = sparse.csr_array(np.ones((1, columns.n_projects))) @ columns.credits
        x = columns.rows(np.arange(count), at, -more[at], count)
        first = sparse.csr_array(np.full((count, 1), most))
        protected = sparse.hstack([x, first, sparse.diags_array(more[at])])
        whole = sparse.hstack([credits, sparse.csr_array(spare[None, :])])
        matrix = sparse.vstack([whole, protected]) if count else whole
        names = columns.projects[at].tolist()
        yield Block(
            ["pool", *names],
            sparse.csr_array(matrix),
            np.concatenate([[-np.inf], np.zeros(count)]),
            np.concatenate([[columns.pool / columns.unit], np.full(count, np.inf)]),
            levels=1 + count,
        )

    def say(self, subject: str, price: str) -> str:
        """Say what protecting the pool costs."""
        return f"That the pool stands {self.gamma:g} projects that cost more ({subject}) costs {price}"
