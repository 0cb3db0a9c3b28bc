"""The frontier as a drawing: gain over pool size, and the price along it."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from egov_budget.money import to_amounts
from egov_budget.objectives import TotalGain
from egov_budget.reasons.round_step import round_step
from egov_budget.reporting.tables import rows_of

if TYPE_CHECKING:
    from egov_budget.allocation import Allocation
    from egov_budget.language import Language
    from egov_budget.objectives import Goal
    from egov_budget.reporting.html.studies import Studies

WIDTH, GAIN_HEIGHT, PRICE_HEIGHT = 960, 280, 110


def pools(allocation: Allocation, asked: Studies, language: Language) -> dict[str, Any]:
    """Return what other pools would gain.

    Parameters
    ----------
    allocation : Allocation
        The plan.
    asked : Studies
        What was asked about it.
    language : Language
        What it is written in.

    Returns
    -------
    dict
        points (pool, gain, gap, price of a round step of money, x, y, price_y; none where there is no
        plan), own (the plan's pool and gain, x, y), words (note), step (round), ticks of the three
        axes, the size of the drawing, unit of gains, tenth (what a tenth of the pool is worth, in words;
        empty where that is not known); points are empty, and missing says why, where nobody asked.
    """
    step = float(to_amounts(round_step(allocation.columns), allocation.columns.quantum))
    curve = asked.frontier
    missing = asked.why("frontier")
    if curve is None or curve.points["gain"].isna().all():
        return {"points": [], "missing": missing, "step": step, "tenth": ""}
    goal = curve.outcomes[0].program.goals[0]
    gain = allocation.gain if goal.name == TotalGain.name else goal.at(allocation.values)
    points = [
        {"price": None if row["price"] is None else max(row["price"] * step, 0.0),
         "pool": row["pool"], **_reached(row, allocation, goal, gain)}
        for row in rows_of(curve.points) if row["gain"] is not None
    ]  # fmt: skip
    own = {"pool": allocation.scenario.settings.pool, "gain": gain}
    span = [min(own["pool"], points[0]["pool"]), max(own["pool"], points[-1]["pool"])]
    across = ticks(span[0], span[1], 7, whole=step >= 1)
    gains = [point["gain"] for point in points] + [own["gain"]]
    up = ticks(min(0.0, *gains), max(gains), 5)
    paid = ticks(0.0, max((point["price"] or 0.0 for point in points), default=0.0), 3)
    span[1] += span[0] == span[1]
    for point in [*points, own]:
        point["x"] = _place(point["pool"], span, WIDTH)
        point["y"] = GAIN_HEIGHT - _place(point["gain"], up, GAIN_HEIGHT)
        if point.get("price") is not None:
            point["price_y"] = PRICE_HEIGHT - _place(point["price"], paid, PRICE_HEIGHT)
    return {
        "points": points, "missing": missing, "own": own, "words": curve.note(language),
        "tenth": curve.tenth(language), "unit": language.unit(goal.unit),
        "step": step, "width": WIDTH,
        "gain_height": GAIN_HEIGHT, "price_height": PRICE_HEIGHT,
        "x_ticks": [(tick, _place(tick, span, WIDTH)) for tick in across if span[0] <= tick <= span[1]],
        "y_ticks": [(tick, GAIN_HEIGHT - _place(tick, up, GAIN_HEIGHT)) for tick in up],
        "price_ticks": [(tick, PRICE_HEIGHT - _place(tick, paid, PRICE_HEIGHT)) for tick in paid],
    }  # fmt: skip


def ticks(low: float, high: float, count: int, *, whole: bool = False) -> list[float]:
    """Return round numbers that enclose a range.

    Parameters
    ----------
    low, high : float
        The range; a range of one number is widened.
    count : int
        About how many steps.
    whole : bool, optional
        Whether a step is a whole number.

    Returns
    -------
    list of float
        Ascending, evenly apart, each with few digits.

    Examples
    --------
    >>> ticks(3, 97, 5)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
    """
    span = high - low or abs(high) or 1.0
    rough = span / count
    size = 10.0 ** floor(log10(rough))
    step = next(size * part for part in (1, 2, 2.5, 5, 10) if size * part >= rough * (1 - 1e-9))
    step = max(step, 1.0) if whole else step
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = max(0, 1 - floor(log10(step)))
    return [round(at * step, digits) for at in range(first, max(last, first + 1) + 1)]


def _reached(row: dict[str, Any], allocation: Allocation, goal: Goal, gain: float) -> dict[str, float | None]:
    """Return gain and gap of a pool: those of the plan at its own pool, so that the report has one gain."""
    solved, pool = allocation.outcome, allocation.scenario.settings.pool
    if row["pool"] != pool or solved is None or goal.name != solved.reached[0].name:
        return {name: row[name] for name in ("gain", "gap")}
    bound = row["bound"]
    return {"gain": gain, "gap": max(bound / gain - 1, 0.0) if bound and gain else row["gap"]}


def _place(value: float, scale: list[float], length: float) -> float:
    return round((value - scale[0]) / (scale[-1] - scale[0]) * length, 2)
