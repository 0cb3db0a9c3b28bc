"""Which projects need which: data exchange of other agencies, earlier projects of one's own."""

from __future__ import annotations

import numpy as np

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints, Pattern
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.works import Works

GIVEN = given("links")


def prerequisites(families: Families, works: Works, seed: int) -> tuple[Ints, Ints]:
    """Draw prerequisites, free of circles: a project needs only what stands in an earlier row.

    Every eighth project needs a project of any agency that exchanges data; some need an earlier project
    of their own agency. Only single projects are needed by others.

    Parameters
    ----------
    families : Families
        Who stands with whom.
    works : Works
        What each project does.
    seed : int
        Seed of the world.

    Returns
    -------
    project, requires : ndarray of int
        Pairs of projects as laid out in the families, one requirement a project at most.
    """
    rng = dice(seed, "links")
    count, row = len(families.row), families.row
    lot = rng.integers(100, size=count)
    among = rng.integers(2**32, size=count)
    free = ~families.of(Pattern.ALTERNATIVE, Pattern.UMBRELLA)
    single = families.of(Pattern.SINGLE)

    hubs = np.sort(row[single & (works.function == lexicon().exchange)])
    earlier = np.searchsorted(hubs, row)
    connects = free & (lot < GIVEN.exchange_in_percent) & (earlier > 0)
    hub = hubs[among[connects] % earlier[connects]]

    place = families.agency * count + row
    own = np.sort(place[single])
    before = np.searchsorted(own, place) - 1
    follows = free & (before >= 0) & (lot >= GIVEN.exchange_in_percent)
    follows &= lot < GIVEN.exchange_in_percent + GIVEN.own_in_percent
    follows[follows] = own[before[follows]] // count == families.agency[follows]
    previous = own[before[follows]] % count

    project = np.concatenate([np.flatnonzero(connects), np.flatnonzero(follows)])
    requires = np.argsort(row)[np.concatenate([hub, previous])]
    return project, requires
