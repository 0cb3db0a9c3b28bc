"""What must be kept: the pool, what has to be funded, floors and ceilings; feasible together by construction.

There is a witness: every plain project (alone, divisible, needing nothing) funded to the same
part, what is mandatory in full, the rest not at all. The pool pays for it, floors ask for less
than it gives and ceilings leave room for it, so that some allocation keeps every limit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.agencies import TWENTIETHS, UNMEASURED, Agencies
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints, Pattern
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.terms import Terms
from egov_budget.worlds.works import Works

GIVEN = given("bounds")
MOST_CONFLICT = 14  # twentieths: an agency above may not lead, so nothing of it is mandatory
EARMARKED, CAPPED = ("data exchange", "security"), ("infrastructure",)
UNITS = CREDITS, OF_POOL, _ = "credits", "percent of pool", "percent of last year"


@dataclass(frozen=True)
class Bounds:
    """The pool, and what each project and group of projects must or must not get.

    Parameters
    ----------
    pool : int
        Million rials.
    mandatory, excluded : ndarray of bool
        By project, as laid out in the families.
    agencies, categories : DataFrame
        Tables of the scenario.
    """

    pool: int
    mandatory: NDArray[np.bool_]
    excluded: NDArray[np.bool_]
    agencies: pd.DataFrame
    categories: pd.DataFrame


def bounds(
    families: Families, works: Works, terms: Terms, links: tuple[Ints, Ints], agencies: Agencies, *, seed: int
) -> Bounds:
    """Draw limits that some allocation keeps.

    Parameters
    ----------
    families, works, terms : Families, Works, Terms
        The projects.
    links : pair of ndarray of int
        Project and what it requires, as ``prerequisites`` returns them.
    agencies : Agencies
        Whose they are.
    seed : int
        Seed of the world.

    Returns
    -------
    Bounds
        Floors and ceilings in all units that a scenario knows.
    """
    rng = dice(seed, "limits")
    cost, single = terms.cost, families.of(Pattern.SINGLE)
    needing, needed = np.zeros((2, len(cost)), dtype=bool)
    needing[links[0]], needed[links[1]] = True, True
    total = int(cost.sum())
    lot = rng.integers(1000, size=len(cost))
    neutral = agencies.conflict[families.agency] <= MOST_CONFLICT
    able = single & ~needing & neutral & (lot < GIVEN.mandatory_per_mille)
    mandatory = able & (np.cumsum(cost * able) <= total // GIVEN.mandatory_part)
    excluded = single & ~needed & ~mandatory & (lot >= 1000 - GIVEN.excluded_per_mille)
    plain = single & terms.divisible & (terms.minimum_share == 0) & ~needing & ~mandatory & ~excluded

    pool = total // GIVEN.pool_part
    left, wanted = pool - int(cost[mandatory].sum()), max(1, int(cost[plain].sum()))
    part = min(GIVEN.witness_in_percent, 100 * left // wanted)
    given = np.where(mandatory, cost, np.where(plain, cost * part // 100, 0))
    amounts = {"asked": cost, "last year": terms.last_year, "given": given, "given plain": given * plain}
    asking, category = families.agency, lexicon().category[works.function]
    by_agency = {name: _sums(asking, amount, len(agencies)) for name, amount in amounts.items()}
    within = {name: _sums(category, amount, len(lexicon().categories)) for name, amount in amounts.items()}
    own = _agencies(rng, agencies, by_agency, pool)
    return Bounds(pool, mandatory, excluded, own, _categories(within, pool))


def _agencies(rng: np.random.Generator, agencies: Agencies, sums: dict[str, Ints], pool: int) -> pd.DataFrame:
    count = len(agencies)
    last_year = sums["last year"] * rng.integers(15, 26, size=count) // 10 + sums["asked"] // 20
    floored = rng.integers(100, size=count) < GIVEN.floored_in_percent
    ceiled = rng.integers(100, size=count) < GIVEN.ceiled_in_percent
    kept = last_year * GIVEN.kept_in_percent // 100
    least = np.minimum(sums["given plain"] * GIVEN.floor_in_percent // 100, kept) * floored
    most = np.maximum(sums["asked"] * GIVEN.ceiling_in_percent // 100, sums["given"])
    measured = agencies.readiness != UNMEASURED
    floor, floor_unit = _measured(least, rng.integers(3, size=count), pool, last_year)
    ceiling, ceiling_unit = _measured(-most, rng.integers(3, size=count), pool, last_year)
    return pd.DataFrame(
        {
            "id": agencies.ids,
            "title": agencies.titles,
            "classification": [f"{GIVEN.first_agency + at}000" for at in range(count)],
            "last_year": last_year,
            "floor": floor,
            "floor_unit": floor_unit,
            "ceiling": np.where(ceiled, -ceiling, np.nan),
            "ceiling_unit": np.where(ceiled, ceiling_unit, CREDITS),
            "readiness": np.where(measured, agencies.readiness / TWENTIETHS, np.nan),
            "willingness": agencies.willingness / TWENTIETHS,
            "ability": agencies.ability / TWENTIETHS,
            "readiness_source": agencies.source,
            "conflict": agencies.conflict / TWENTIETHS,
        }
    )


def _categories(sums: dict[str, Ints], pool: int) -> pd.DataFrame:
    names = lexicon().categories
    least = sums["given plain"] * GIVEN.floor_in_percent // 100 * np.isin(names, EARMARKED)
    most = np.maximum(sums["asked"] * GIVEN.ceiling_in_percent // 100, sums["given"])
    floor, floor_unit = _measured(least, np.full(len(names), UNITS.index(OF_POOL)), pool, least)
    capped = np.isin(names, CAPPED)
    return pd.DataFrame(
        {"id": names, "floor": floor, "floor_unit": floor_unit, "ceiling": np.where(capped, most, np.nan)}
    )


def _sums(groups: Ints, amounts: Ints, count: int) -> Ints:
    return np.bincount(groups, weights=amounts, minlength=count).astype(np.int64)


def _measured(amount: Ints, unit: Ints, pool: int, last_year: Ints) -> tuple[NDArray[np.float64], Words]:
    """Express amounts in credits, percent of the pool or of last year, rounded down to a tenth."""
    base = np.where(unit == UNITS.index(OF_POOL), pool, last_year)
    tenths = amount * 1000 // np.maximum(base, 1)
    unit = np.where((base > 0) & (tenths != 0), unit, UNITS.index(CREDITS))
    return np.where(unit == UNITS.index(CREDITS), amount, tenths / 10), np.array(UNITS, dtype=object)[unit]
