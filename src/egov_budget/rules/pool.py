"""Pool: all credits together stay within the one pool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations
from math import ceil, floor, lcm
from operator import mul
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from egov_budget.columns import Block
from egov_budget.counting import Check, Inequalities
from egov_budget.counting.course import CARRIED
from egov_budget.counting.inequalities import Entries, cost_entries, numbers
from egov_budget.counting.promises import due_over
from egov_budget.counting.timing import simple
from egov_budget.counting.upkeep import running, upkeep_by_year
from egov_budget.language import in_currency
from egov_budget.money import to_quanta
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.limit import Limit, Loosening
from egov_budget.rules.upkeep import Upkeep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.columns import Columns
    from egov_budget.columns.expansion import TimeExpansion
    from egov_budget.counting import Plan
    from egov_budget.counting.course import Course
    from egov_budget.counting.timing import Number
    from egov_budget.scenario import Scenario


NEAR = 1e-6  # quanta: upkeep this close to a whole one is meant as such
CARRY_OVER = "carry-over "  # ahead of the year from which money moves on


@dataclass(frozen=True)
class Pool(FundingRule):
    r"""All credits together stay within the pool.

    .. math:: \sum_p \text{credits}_p \le B

    in units of money; the credits of a project are given in ``Columns.credits``.
    """

    name: str = "pool"
    money: ClassVar[bool] = True
    proves: ClassVar[bool] = True
    frugal: ClassVar[bool] = True
    rank: ClassVar[int] = 0
    of_the_pool: ClassVar[bool] = True
    provision: ClassVar[str] = "pool"
    mended_by_money: ClassVar[bool] = True

    def rows(self, scenario: Scenario, columns: Columns) -> Iterator[Block]:
        """Yield the one row."""
        from scipy import sparse

        total = sparse.csr_array(np.ones((1, columns.n_projects)) @ columns.credits)
        yield Block(["pool"], total, np.array([-np.inf]), np.array([columns.pool / columns.unit]))

    def demands(self, plan: Plan) -> Iterator[Check]:
        """Yield whether the pool pays for all credits."""
        total, pool = sum(plan.quanta.values()), plan.quantum_count(plan.scenario.settings.pool)
        yield Check(self.name, "pool", total, pool, total <= pool)

    def inequalities(self, plan: Plan) -> Iterator[Inequalities]:
        """Yield that the pool pays for all work."""
        everyone = np.zeros(len(plan.tally.projects), dtype=np.int64)
        most = int(plan.quantum_count(plan.scenario.settings.pool))
        yield Inequalities(["pool"], [most], cost_entries(plan.tally, everyone))

    def limits(self, scenario: Scenario, columns: Columns, share: NDArray[Any]) -> Iterator[Limit]:
        """Yield the pool."""
        yield Limit(np.arange(columns.n_projects), most=columns.pool)

    def limits_over(
        self, scenario: Scenario, expansion: TimeExpansion, share: NDArray[Any]
    ) -> Iterator[Limit]:
        """Yield what any years in a row may spend: their pools, and what may be carried into the first.

        What their upkeep comes to is not among it. That for all years in a row says the same as carrying
        from year to year; where prices rise, each year weighs as its prices do.
        """
        calendar, count = expansion.calendar, expansion.calendar.count
        run = [Upkeep.of(scenario, expansion, year).at(share) for year in range(count)]
        upkeep = np.ceil(np.array(run) - NEAR).astype(np.int64)
        item = np.arange(expansion.columns.n_projects * count).reshape(-1, count)
        into: list[int | Fraction] = [0]
        into += [int(most) * kept for most, kept in zip(calendar.carry, calendar.kept[1:], strict=False)]
        weights = _price_levels(calendar.kept)
        left = [int(money) for money in calendar.pools - upkeep]
        for first, end in combinations(range(count + 1), 2):
            of_span = weights[first:end]
            most = sum(map(mul, of_span, left[first:end])) + of_span[0] * into[first]
            level = set(of_span) == {1}
            each = None if level else np.tile(np.array(of_span, dtype=object), len(item))
            yield Limit(np.sort(item[:, first:end].ravel()), most=floor(most), weights=each)

    def stretched(self, scenario: Scenario, expansion: TimeExpansion) -> Iterator[Block]:
        r"""Yield the pool of each year with what is carried into it, and what it carries on.

        .. math::
            S_t + U_t \le P_t + \theta_t k_t, \qquad k_{t+1} \le P_t + \theta_t k_t - S_t - U_t,
            \qquad k_{t+1} \le K_t

        with spending S, upkeep U of what has delivered before the year, pools P, what is carried on k and its
        most K, in units of money, of which a part :math:`\theta` is left by the prices of the year after.
        """
        from scipy import sparse

        calendar, unit = expansion.calendar, expansion.columns.unit
        everyone = np.ones((1, expansion.columns.n_projects))
        for year, when in enumerate(calendar.years):
            into = {expansion.carried(year): -float(calendar.kept[year])} if year else {}
            rows = {str(when): into}
            if year + 1 < calendar.count:
                rows[f"{CARRY_OVER}{when}"] = into | {expansion.carried(year + 1): 1.0}
            upkeep, count = Upkeep.of(scenario, expansion, year), len(rows)
            spent = expansion.paid_in(year, everyone) + upkeep.row(expansion)
            matrix = sparse.vstack([expansion.plus(spent, moved) for moved in rows.values()], format="csr")
            pool = np.full(count, (calendar.pools[year] - upkeep.fixed) / unit)
            yield Block(list(rows), matrix, np.full(count, -np.inf), pool)

    def inequalities_over(self, course: Course) -> Iterator[Inequalities]:
        """Yield that each year pays for what is due in it, and carries on no more than is left.

        A plan whose work is due in a year in which rounding paid for it in another is compared with plans
        that may do so too.
        """
        everyone = np.zeros(len(course.tally.projects), dtype=np.int64)
        of_years, carried = zip(*due_over(course).values(), strict=True), Fraction(0)
        run = upkeep_by_year(course)
        for year, (when, of_year) in enumerate(zip(course.years, of_years, strict=True)):
            spent, upkeep = sum(of_year, run[year]), running(course, year)
            have = int(course.pools.pools[year]) + carried * course.pools.kept[year]
            most = int(course.pools.pools[year]) - upkeep.fixed + max(spent - have, 0)
            carried = max(min(have - spent, Fraction(int(course.pools.carry[year]))), Fraction(0))
            due = [*course.due([year], everyone), *upkeep.entries(course)]
            due += [_moved(year - 1, -simple(course.pools.kept[year]))] if year else []
            yield Inequalities([str(when)], [most], due)
            if year + 1 < len(course.years):
                yield Inequalities([f"{CARRY_OVER}{when}"], [most], [*due, _moved(year, 1)])

    def demands_over(self, course: Course) -> Iterator[Check]:
        """Yield whether each year spends its pool and what was carried into it at most."""
        yield from within_pools(self.name, course, [0] * len(course.years))

    def loosening(self, scenario: Scenario) -> dict[str, Loosening]:
        """Return that the pool is raised."""
        return {"pool": Loosening()}

    def at_pool(self, scenario: Scenario, pool: float) -> dict[str, int]:
        """Return the other pool itself."""
        return {"pool": int(to_quanta(pool, scenario.settings.quantum))}

    def demand(self, scenario: Scenario, subject: str) -> str:
        """Say how large the pool is."""
        return f"the pool is {in_currency(scenario.settings.pool, scenario.settings.currency)}"


def _price_levels(kept: Sequence[Fraction]) -> list[int]:
    """Return what money costs in each year, in whole numbers that stand to each other as the prices do."""
    level = list(accumulate(kept, lambda so_far, part: so_far / part))
    parts = lcm(*(each.denominator for each in level))
    return [int(each * parts) for each in level]


def _moved(year: int, part: Number) -> Entries:
    return Entries(CARRIED, np.zeros(1, dtype=np.int64), np.array([year]), numbers([part]))


def within_pools(name: str, course: Course, kept: Sequence[int | Fraction]) -> Iterator[Check]:
    """Yield whether each year spends its pool and what it was carried at most.

    It spends the credits of the year, the upkeep of what has delivered before it, rounded up to a
    quantum, and what it keeps back.
    """
    pools, run = course.pools, upkeep_by_year(course)
    carried: int | Fraction = 0
    for year, when in enumerate(course.years):
        have = int(pools.pools[year]) + carried
        spent = sum(paid[year] for paid in course.paid.values()) + ceil(run[year]) + kept[year]
        yield Check(name, str(when), spent, have, spent <= have)
        carried = pools.moved_on(year, have - spent)
