"""Robust pool: credits stay within the pool even if so many projects cost more than they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import BILLION, Check
from egov_budget.errors import Conflict, Fault, RuleError
from egov_budget.language import all_digits
from egov_budget.money import exact, to_amounts
from egov_budget.rules.budgeted import budget, overruns, worst
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import Limit
from egov_budget.rules.mandatory import least_total, required

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.scenario import Scenario


NEAR = 1e-6  # quanta: what is kept back is rounded up, but not for an error of the solver's precision


@dataclass(frozen=True)
class RobustPool(FundingRule):
    r"""The pool pays for everything even if any gamma of the projects cost all that they may.

    .. math::
        \sum_p \text{credits}_p + \Gamma z + \sum_p q_p \le B, \qquad z + q_p \ge \hat c_p x_p, \qquad
        z, q \ge 0

    in units of money; :math:`\hat c` is ``projects.cost_more``. By duality the two sums in the middle are the
    largest overrun of gamma projects, the last in part if gamma is no whole number. With gamma 0, or
    where no project may cost more, it is the pool; with all of them it is the worst case. What is
    kept back stays in the pool and is paid when a project does cost more. It is a rule of one year, and
    none of its own accord: add it to ``rules.STANDARD``.

    Parameters
    ----------
    gamma : float
        How many projects cost more at once, 0 or more.

    Raises
    ------
    RuleError
        If gamma is negative or no number, or a plan of several years is to keep it.

    References
    ----------
    Bertsimas and Sim (2004), doi:10.1287/opre.1030.0065; ``rules.breach_probability`` says at most how
    likely the pool is exceeded all the same.
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
                f"mandatory projects cost more than the pool if {all_digits(self.gamma)} of them cost "
                "all they may",
                (f"raise the pool to {all_digits(wanted)}", "lower gamma"),
            )  # fmt: skip

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the row of the pool, and one for each project that may cost more."""
        from scipy import sparse

        more = overruns(scenario, columns) / columns.unit
        at = np.flatnonzero(more)
        count, most = len(at), float(more.max(initial=0.0))
        spare = np.concatenate([[min(self.gamma, count) * most], more[at]])  # z and q as parts of their most
        credits = columns.credits_of(np.ones((1, columns.n_projects)))
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

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Refuse a plan of several years: of these it would protect the sum of the pools alone.

        Raises
        ------
        RuleError
            If there are two years or more.
        """
        if (count := expansion.calendar.count) > 1:
            fault = f"it protects the pool of one year, and the plan is of {count}"
            remedy = "Leave it out, or plan the first year alone with it, by allocate"
            raise RuleError([Fault(self.name, None, "", "", fault, remedy)])
        yield from super().stretched(scenario, expansion)

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether the pool pays for the plan if the dearest overruns of gamma projects come true."""
        over = sorted(
            (plan.quantum_count(row["cost_more"]) * plan.parts[row["id"]] / BILLION for row in plan.projects),
            reverse=True,
        )
        left, kept = exact(self.gamma), Fraction(0)
        for amount in over:
            part = min(left, Fraction(1))
            kept += part * amount
            left -= part
        need, pool = sum(plan.quanta.values()) + kept, plan.quantum_count(plan.scenario.settings.pool)
        yield Check(self.name, "pool", need, pool, need <= pool)

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the pool less what it keeps back for projects that cost more."""
        kept = worst(overruns(scenario, columns) * share, self.gamma)
        yield Limit(np.arange(columns.n_projects), most=columns.pool - int(np.ceil(kept - NEAR)))
