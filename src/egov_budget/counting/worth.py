"""What points are counted in and what they are worth, in whole numbers from the tables alone."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from egov_budget.counting.decimals import decimals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.scenario import Scenario

    Whole = NDArray[Any]  # of Python integers: products outgrow 64 bits


class Points(NamedTuple):
    """What points are counted in: the scale, and in it those of each effect and the room of each cell."""

    scale: int
    of_effect: Whole
    room: Whole


def expected_points(scenario: Scenario, effects: pd.DataFrame, keys: pd.DataFrame) -> Points:
    """Return the points expected of each effect and the room of each cell, in whole numbers."""
    promised, of_promised = decimals(effects["points"])
    ready, of_ready = _expected(effects)
    known = scenario.scores.set_index(["service", "indicator"])["score"]
    score, of_score = decimals(known.reindex(pd.MultiIndex.from_frame(keys)))
    scale = lcm(of_promised * of_ready, of_score)
    points = promised * ready * (scale // (of_promised * of_ready))
    return Points(scale, points, (of_score - score) * (scale // of_score))


def _expected(effects: pd.DataFrame) -> tuple[Whole, int]:
    """Return the part expected of each effect over one denominator: readiness, else willing times able."""
    given = effects["readiness"].notna().to_numpy()
    ready, of_ready = decimals(effects["readiness"].fillna(0.0))
    willing, of_willing = decimals(effects["willingness"])
    able, of_able = decimals(effects["ability"])
    both = of_willing * of_able
    return np.where(given, ready * both, willing * able * of_ready), of_ready * both


def worth_of_points(scenario: Scenario, keys: pd.DataFrame) -> tuple[Whole, Whole]:
    """Return importance times weight, and what weights are divided by: those that apply to the service."""
    weight, _ = decimals(scenario.indicators["weight"])
    importance, of_importance = decimals(scenario.services["importance"])
    services, indicators = pd.Index(scenario.services["id"]), pd.Index(scenario.indicators["id"])
    total = np.zeros(len(services), dtype=object)
    scored = weight[indicators.get_indexer(pd.Index(scenario.scores["indicator"]))]
    np.add.at(total, services.get_indexer(pd.Index(scenario.scores["service"])), scored)
    at = services.get_indexer(pd.Index(keys["service"]))
    worth = importance[at] * weight[indicators.get_indexer(pd.Index(keys["indicator"]))]
    return worth, np.where(total[at] == 0, 1, total[at]) * of_importance
