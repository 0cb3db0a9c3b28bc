"""Weak duality: multipliers of the rules give what no plan can exceed, whoever found them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from egov_budget.counting.decimals import decimals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.counting.plan import Plan
    from egov_budget.counting.tally import Tally
    from egov_budget.rules.funding_rule import FundingRule

Multipliers = Mapping[str, Mapping[str, float]]


def bound(plan: Plan, rules: Iterable[FundingRule], multipliers: Multipliers) -> Fraction:
    r"""Return a gain that no plan under these rules exceeds, exactly.

    .. math:: y^\top b + \sum_j U_j \max(0, c_j - y^\top A_j), \qquad y \ge 0

    Every column lies between 0 and its bound, so this holds for any multipliers at all; good ones
    make it sharp. A rule without inequalities here (whole numbers, a rule of one's own) can only
    lower what is gained, so it is left out.

    Parameters
    ----------
    plan : Plan
        Scenario and common work. What was allocated matters for floors alone: other plans may
        reach them by paying as much beyond the cost of work as this one does, or by rounding.
    rules : iterable of FundingRule
        Rules that every plan must keep.
    multipliers : mapping of str to mapping of str to float
        By rule and subject, not below 0: points per quantum, share or point of the bound. One that
        is not there is 0.

    Returns
    -------
    Fraction
        Points.

    References
    ----------
    .. [1] A. Neumaier and O. Shcherbina (2004), "Safe bounds in linear and mixed-integer linear
       programming", Mathematical Programming 99, 283-296, doi:10.1007/s10107-003-0433-3.
    """
    _, denominator = decimals([value for rule in multipliers.values() for value in rule.values()])
    tally = plan.tally
    upper = _upper(tally)
    taken = {block: np.zeros(len(most), dtype=object) for block, most in upper.items()}
    total = 0
    for rule in {rule.name: rule for rule in rules}.values():
        known = multipliers.get(rule.name, {})
        for rows in rule.inequalities(plan) if known else ():
            numerators, own = decimals([known.get(subject, 0.0) for subject in rows.subjects])
            finer = 1 if rows.of_points else tally.scale  # points are counted in parts of the scale
            price = numerators * (denominator // own) * finer
            total += int(price @ np.array(rows.most, dtype=object)) if len(price) else 0
            for part in rows.entries:
                np.add.at(taken[part.block], part.columns, part.coefficients * price[part.rows])
    for block in "xbanhyu":
        total += int((np.maximum(-taken[block], 0) * upper[block]).sum())
    reduced = np.maximum(tally.worth * denominator - taken["g"] * tally.divisor, 0)
    return (total + tally.weighted(reduced * upper["g"])) / (denominator * tally.scale)


def _upper(tally: Tally) -> dict[str, NDArray[Any]]:
    one = np.ones(len(tally.projects), dtype=object)
    groups, joint = (np.ones(len(named), dtype=object) for named in (tally.groups, tally.joints))
    common_work = {"b": one, "h": tally.largest, "a": one, "n": groups}
    return {"x": one, **common_work, "y": joint, "u": tally.most, "g": tally.room}
