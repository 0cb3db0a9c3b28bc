"""attained: how far each service comes under a plan, in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from egov_budget.counting.decimals import decimals
from egov_budget.counting.plan import BILLION
from egov_budget.money import exact
from egov_budget.scenario.attainment import MEAN, ROUNDING

if TYPE_CHECKING:
    from egov_budget.counting.plan import Plan
    from egov_budget.counting.tally import Whole


class Cell(NamedTuple):
    """An indicator with a weight that applies to a service, and the score on it; whole numbers."""

    weight: int
    score: int


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
    full, services = _services(plan, parts)
    return {service: _mean(cells, full) for service, cells in services.items()}


def levels(plan: Plan, parts: Whole, reached: dict[str, Fraction]) -> dict[str, Fraction]:
    """Return what the band of each rated service is read off, exactly.

    Parameters
    ----------
    plan : Plan
        A plan as tables and whole numbers.
    parts : ndarray of int, shape (n,)
        As of ``attained``.
    reached : dict of str to Fraction
        What it gave for them.

    Returns
    -------
    dict of str to Fraction
        Its attainment, or the part of its indicators on which it has full marks, where one that was
        begun stands above 0.
    """
    if plan.scenario.settings.bands_by == MEAN:
        return reached
    full, services = _services(plan, parts)
    marks, least = at_level(1.0) * full, exact(ROUNDING)
    found = {}
    for service, cells in services.items():
        part = Fraction(sum(cell.score >= marks for cell in cells), len(cells))
        found[service] = max(part, least) if reached[service] >= least else Fraction(0)
    return found


def at_level(level: float) -> Fraction:
    """Return what counts as a level: it, up to the rounding of weights."""
    return exact(level) - exact(ROUNDING)


def _mean(cells: list[Cell], full: int) -> Fraction:
    weight = sum(cell.weight for cell in cells)
    return Fraction(sum(cell.weight * cell.score for cell in cells), weight * full)


def _services(plan: Plan, parts: Whole | None) -> tuple[int, dict[str, list[Cell]]]:
    """Return what full marks are as a whole number, and the cells of each rated service under a plan."""
    scenario, tally = plan.scenario, plan.tally
    weights, _ = decimals(scenario.indicators["weight"])  # their denominator is in what is reached and in all
    weight = dict(zip(scenario.indicators["id"].tolist(), weights.tolist(), strict=True))
    scores, fine = decimals(scenario.scores["score"])
    point = BILLION * tally.scale
    points = tally.points_at(tally.parts(plan) if parts is None else parts).tolist()
    gained = dict(zip(tally.keys, points, strict=True))
    services: dict[str, list[Cell]] = {}
    keys = scenario.scores[["service", "indicator"]].to_numpy(dtype=object).tolist()
    for (service, indicator), score in zip(keys, scores.tolist(), strict=True):
        if weight[indicator]:
            after = score * point + gained.get((service, indicator), 0) * fine
            services.setdefault(service, []).append(Cell(weight[indicator], after))
    return fine * point, services
