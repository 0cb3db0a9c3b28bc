"""The terms each project is asked for on: cost, whether it can be parted, since when it runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints, Pattern
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.works import Works

FISCAL_YEAR = 1401
GIVEN = given("terms")


@dataclass(frozen=True)
class Terms:
    """Terms of each project, as laid out in the families.

    Parameters
    ----------
    cost, last_year : ndarray of int
        Credits asked for, and credits in last year's plan; million rials.
    divisible : ndarray of bool
        Whether a part of it can be funded.
    minimum_share : ndarray of int
        Least part worth funding, percent.
    start_year : ndarray of int
        Year it starts or started.
    """

    cost: Ints
    last_year: Ints
    divisible: NDArray[np.bool_]
    minimum_share: Ints
    start_year: Ints


def terms(families: Families, works: Works, seed: int) -> Terms:
    """Draw the terms; projects of one family and type cost about the same.

    Parameters
    ----------
    families, works : Families, Works
        Who stands with whom, and what each does: a network costs more than a course.
    seed : int
        Seed of the world.

    Returns
    -------
    Terms
        Costs are spread over two and a half orders of magnitude, most of them small.
    """
    rng = dice(seed, "terms")
    groups, count = len(families.pattern), len(families.family)
    step, along = rng.integers(len(GIVEN.costs) - 1, size=groups), rng.integers(1000, size=groups)
    usual = GIVEN.costs[step] + (GIVEN.costs[step + 1] - GIVEN.costs[step]) * along // 1000
    times = np.where(families.of(Pattern.UMBRELLA), GIVEN.umbrella_times, 1)
    cost = usual[families.family] * times * rng.integers(70, 141, size=count) // 100
    cost = cost * lexicon().cost[works.function] // 100 // GIVEN.rounded_to * GIVEN.rounded_to
    lot = rng.integers(100, size=count)
    divisible = lot >= GIVEN.whole_in_percent
    partly = divisible & (lot < GIVEN.whole_in_percent + GIVEN.minimum_in_percent)
    least = GIVEN.minimum_shares[rng.integers(len(GIVEN.minimum_shares), size=count)]
    continued = rng.integers(100, size=count) < GIVEN.continued_in_percent
    spent = cost * rng.integers(20, 61, size=count) // 100
    return Terms(
        cost=cost,
        last_year=np.where(continued, spent, 0),
        divisible=divisible,
        minimum_share=np.where(partly, least, 0),
        start_year=FISCAL_YEAR - np.where(continued, rng.integers(1, 4, size=count), 0),
    )
