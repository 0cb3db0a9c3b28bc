"""Robust pool: credits stay within the pool even if so many projects cost more than they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.columns import Block
from egov_budget.columns.calendar import Calendar
from egov_budget.columns.expansion import TimeExpansion
from egov_budget.counting import BILLION, Check
from egov_budget.counting.promises import due_by_profile
from egov_budget.errors import Conflict
from egov_budget.language import all_digits
from egov_budget.money import exact, to_amounts
from egov_budget.rules.budgeted import budget, overruns, worst
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import Limit
from egov_budget.rules.mandatory import least_total, required
from egov_budget.rules.pool import NEAR, Pool, within_pools
from egov_budget.scenario.listed import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.scenario import Scenario


@dataclass(frozen=True)
class RobustPool(FundingRule):
    r"""The pool pays for everything even if any gamma of the projects cost all that they may.

    .. math::
        \sum_p \text{credits}_p + \Gamma z + \sum_p q_p \le B, \qquad z + q_p \ge \hat c_p x_p, \qquad
        z, q \ge 0

    in units of money; :math:`\hat c` is ``projects.cost_more``. By duality the two sums in the middle are the
    largest overrun of gamma projects, the last in part if gamma is no whole number. With gamma 0, or
    where no project may cost more, it is the pool; with all of them it is the worst case. What is
    kept back stays in the pool and is paid when a project does cost more.

    Over several years the same holds in each: gamma projects at once cost all they may of what is due in
    that year by their profiles, and neither they nor the year after are paid from what is kept back. What
    earlier plans promised is paid as promised. It is no rule of its own accord: add it to
    ``rules.STANDARD``.

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
    Bertsimas and Sim (2004), doi:10.1287/opre.1030.0065; ``rules.breach_probability`` says at most how
    likely the pool is exceeded all the same.
    """

    gamma: float
    name: str = "robust pool"

    def __post_init__(self) -> None:
        budget(self.name, self.gamma)

    def check(self, scenario: Scenario, columns: Columns) -> Iterator[Conflict]:
        """Yield a conflict if mandatory projects with their worst overruns cost more than the pool."""
        must, begun = required(scenario, columns), columns.projects.isin(scenario.commitments["project"])
        begun |= listed(scenario, "started").to_numpy() > 0
        over = worst(np.where(must & ~begun, overruns(scenario, columns), 0).astype(np.float64), self.gamma)
        least = least_total(columns, must)
        need = least + int(np.ceil(over))
        if least <= columns.pool < need:
            have, wanted = to_amounts([columns.pool, need], columns.quantum).tolist()
            where = (self.name, "pool", have, wanted, scenario.settings.currency)
            yield Conflict.of("overruns_over_pool", *where, gamma=all_digits(self.gamma))

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the row of the pool, and one for each project that may cost more."""
        one_year = TimeExpansion(columns, Calendar.one_year(columns))
        for block in self.stretched(scenario, one_year):
            yield replace(block, subjects=["pool", *block.subjects[1:]])

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        """Yield for each year the rows of its pool, as ``Pool`` does, and one for each project at risk."""
        from scipy import sparse

        columns = expansion.columns
        more = overruns(scenario, columns) / columns.unit
        at = np.flatnonzero(more)
        count, most = len(at), float(more.max(initial=0.0))
        spare = np.concatenate([[min(self.gamma, count) * most], more[at]])  # z and q as parts of their most
        over = expansion.by_profile(columns.rows(at, at, more[at], columns.n_projects))
        own = sparse.hstack([sparse.csr_array(np.full((count, 1), most)), sparse.diags_array(more[at])])
        for year, pools in enumerate(Pool().stretched(scenario, expansion)):
            kept = sparse.csr_array(np.tile(spare, (len(pools.subjects), 1)))
            whole = sparse.hstack([pools.matrix, kept])
            protected = sparse.hstack([-over[year][at], own])
            yield Block(
                [*pools.subjects, *columns.projects[at]],
                sparse.csr_array(sparse.vstack([whole, protected]) if count else whole),
                np.concatenate([pools.lower, np.zeros(count)]),
                np.concatenate([pools.upper, np.full(count, np.inf)]),
                levels=1 + count,
            )

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether the pool pays for the plan if the dearest overruns of gamma projects come true."""
        more = [(plan.quantum_count(row["cost_more"]), plan.parts[row["id"]]) for row in plan.projects]
        kept = self._kept(quanta * Fraction(part, BILLION) for quanta, part in more)
        need, pool = sum(plan.quanta.values()) + kept, plan.quantum_count(plan.scenario.settings.pool)
        yield Check(self.name, "pool", need, pool, need <= pool)

    def demands_over(self, course: Course) -> Iterator[Check]:
        """Yield whether the pool of each year pays for the same of what is due in it."""
        more, due = course.begun, due_by_profile(course)
        over = [(more.quantum_count(row["cost_more"]), due[row["id"]]) for row in more.projects]
        kept = [self._kept(most * part[at] for most, part in over) for at in range(len(course.years))]
        yield from within_pools(self.name, course, kept)

    def _kept(self, over: Iterable[Fraction]) -> Fraction:
        """Return the largest sum of gamma amounts, the next one in part, exactly."""
        left, kept = exact(self.gamma), Fraction(0)
        for amount in sorted(over, reverse=True):
            part = min(left, Fraction(1))
            kept += part * amount
            left -= part
        return kept

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the pool less what it keeps back for projects that cost more."""
        kept = worst(overruns(scenario, columns) * share, self.gamma)
        yield Limit(np.arange(columns.n_projects), most=columns.pool - int(np.ceil(kept - NEAR)))

    def limits_over(
        self, scenario: Scenario, expansion: TimeExpansion, share: NDArray[Any]
    ) -> Iterator[Limit]:
        """Yield the limits of the pools less what their years keep back."""
        due = expansion.calendar.due(np.diff(share, axis=0))
        over = (overruns(scenario, expansion.columns)[:, None] * due).T
        kept = np.array([worst(amounts, self.gamma) for amounts in over])
        for limit in Pool().limits_over(scenario, expansion, share):
            years, at = np.unique(limit.projects % len(kept), return_index=True)
            spared = float(limit.weighing[at] @ kept[years])
            yield replace(limit, most=(limit.most or 0) - int(np.ceil(spared - NEAR)))
