"""Weak duality: multipliers of the rules give what no plan can exceed, whoever found them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.certificate.forest import Forest, Row, Standing
from egov_budget.counting.decimals import decimals

if TYPE_CHECKING:
    from egov_budget.certificate.forest import Column, Key
    from egov_budget.counting.course import Course
    from egov_budget.counting.inequalities import Inequalities
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.tree import Branch
    from egov_budget.rules.funding_rule import FundingRule


def bound(plan: Plan | Course, rules: Iterable[FundingRule], proof: Branch) -> Fraction:
    r"""Return a gain that no plan under these rules exceeds, exactly.

    .. math:: y^\top b + \sum_j \max_{l_j \le z_j \le U_j} (c_j - y^\top A_j) z_j, \qquad y \ge 0

    Every column lies between two bounds, so this holds for any multipliers at all; good ones make it
    sharp. A rule without inequalities here (a rule of one's own) can only lower what is gained, so it
    is left out. Each plan is on one side of a choice, so the larger of the bounds of both sides holds;
    where trees touch no column in common, what they take off adds up.

    Parameters
    ----------
    plan : Plan or Course
        Scenario and common work, of one year or several. What was allocated matters for floors alone, and
        for the pools of several years: other plans may reach the floors by paying as much beyond the cost
        of work as this one does, or by rounding, and exceed a year's pool by work as far as this one does.
    rules : iterable of FundingRule
        Rules that every plan must keep.
    proof : Branch
        Multipliers by rule and subject, not below 0: points per quantum, share or point of the bound.
        One that is not there is 0. And trees: choices, with what the multipliers are on either side.

    Returns
    -------
    Fraction
        Points.

    References
    ----------
    .. [1] A. Neumaier and O. Shcherbina (2004), "Safe bounds in linear and mixed-integer linear
       programming", Mathematical Programming 99, 283-296, doi:10.1007/s10107-003-0433-3.
    """
    kept = {rule.name: rule for rule in rules}
    root, changing = _Root(plan, proof), proof.changing
    for name in {**proof.multipliers, **changing}:
        for rows in plan.inequalities(kept[name]) if name in kept else ():
            root.add(name, rows, changing.get(name, set()))
    choices = {
        (name, choice.subject): choice
        for name in {tree.rule for tree in proof.all}
        for choice in (plan.choices(kept[name]) if name in kept else ())
    }
    added, _ = Forest(root.parts, root.rows, choices, root.standing).bounded(proof.trees)
    return (root.total + added) / root.over / plan.tally.scale


class _Root:
    """What multipliers make of each column, in whole numbers over one denominator.

    Gains are counted in parts of ``Tally.scale``, as points are.
    """

    def __init__(self, plan: Plan | Course, proof: Branch) -> None:
        self.tally, self.multipliers, self.gaining = plan.tally, proof.multipliers, plan.gaining
        _, self.parts = decimals([value for side in proof.sides for _, value in side.flat])
        self.whole, self.over, self.upper = plan.whole, self.parts * plan.whole, plan.upper
        self.taken = {block: np.zeros(len(most), dtype=object) for block, most in self.upper.items()}
        self.paid: int | Fraction = 0
        self.rows: dict[Key, Row] = {}
        self._standing: dict[Column, Standing] = {}

    def add(self, rule: str, rows: Inequalities, changing: set[str]) -> None:
        """Take in rows of a rule with their multipliers, and keep those that trees change."""
        known = self.multipliers.get(rule, {})
        numerators, own = decimals([known.get(subject, 0.0) for subject in rows.subjects])
        each = self.whole // rows.parts * (1 if rows.of_points else self.tally.scale)
        numerators *= self.parts // own
        price = numerators * each
        self.paid += price @ np.array(rows.most, dtype=object) if len(price) else 0
        for part in rows.entries:
            used = np.flatnonzero(price[part.rows])
            taken = part.coefficients[used] * price[part.rows[used]]
            np.add.at(self.taken[part.block], part.columns[used], taken)
        kept = {at: (rule, name) for at, name in enumerate(rows.subjects) if name in changing}
        for at, key in kept.items():
            before = self.rows.get(key, Row(numerators[at], 0, []))  # a name may come twice
            self.rows[key] = before._replace(most=before.most + rows.most[at] * each)
        for part in rows.entries if kept else ():
            for place in np.flatnonzero(np.isin(part.rows, [*kept])).tolist():
                column = part.block, int(part.columns[place])
                entry = column, part.coefficients[place] * each
                self.rows[kept[int(part.rows[place])]].entries.append(entry)

    @property
    def total(self) -> Fraction:
        """The bound without trees, ``over`` to a point of the scale."""
        tally, total = self.tally, Fraction(self.paid)
        for block, most in self.upper.items():
            if block not in self.gaining:
                total += (np.maximum(-self.taken[block], 0) * most).sum()
        for block, worth in self.gaining.items():
            gained, of = worth.numerator * tally.worth, worth.denominator
            reduced = gained * self.over - self.taken[block] * (tally.divisor * of)
            total += tally.weighted(np.maximum(reduced, 0) * self.upper[block]) / of
        return total

    def standing(self, column: Column) -> Standing:
        """Return where a column stands without trees."""
        if column not in self._standing:
            (block, at), tally = column, self.tally
            worth, gained, of = self.gaining.get(block), 0, 1
            if worth is not None:
                gained, of = worth.numerator * tally.worth[at], worth.denominator * tally.divisor[at]
            reduced = gained * self.over - self.taken[block][at] * of
            self._standing[column] = Standing(reduced, of, 0, self.upper[block][at])
        return self._standing[column]
