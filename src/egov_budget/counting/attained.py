"""attained: how far each service comes under a plan, in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from egov_budget.counting.decimals import decimals
from egov_budget.counting.plan import BILLION
from egov_budget.money import exact
from egov_budget.scenario.attainment import ROUNDING

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.tally import Whole


def attained(plan: Plan, parts: Whole | None = None) -> dict[str, Fraction]:
    """Return the attainment of each rated service under a plan, exactly.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    parts : ndarray of int, shape (n,), or None
        Delivered shares in billionths, in the order of the tally; by default those of the plan, and 0
        everywhere gives how far services have come before it.

    Returns
    -------
    dict of str to Fraction
        From 0 to 1, by id; a service without scores has none.
    """
    scenario, tally = plan.scenario, plan.tally
    weights, _ = decimals(scenario.indicators["weight"])  # their denominator is in what is reached and in all
    weight = dict(zip(scenario.indicators["id"].tolist(), weights.tolist(), strict=True))
    scores, fine = decimals(scenario.scores["score"])
    point = BILLION * tally.scale
    applies: dict[str, int] = {}
    reached: dict[str, int] = {}
    cells = scenario.scores[["service", "indicator"]].to_numpy(dtype=object).tolist()
    for (service, indicator), score in zip(cells, scores.tolist(), strict=True):
        applies[service] = applies.get(service, 0) + weight[indicator]
        reached[service] = reached.get(service, 0) + weight[indicator] * score * point
    points = tally.points_at(tally.parts(plan) if parts is None else parts).tolist()
    for (service, indicator), gained in zip(tally.keys, points, strict=True):
        reached[service] += weight[indicator] * gained * fine
    return {
        service: Fraction(reached[service], total * fine * point)
        for service, total in applies.items()
        if total > 0
    }


def at_level(level: float) -> Fraction:
    """Return what counts as a level: it, up to the rounding of weights."""
    return exact(level) - exact(ROUNDING)
