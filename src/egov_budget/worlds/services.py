"""Public services: what each agency offers, in words and attributes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.attributes import attributes
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Ints
from egov_budget.worlds.ids import ids
from egov_budget.worlds.lexicon import NOUNS_A_FIELD, lexicon
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import Works, drawn

STRIDE = 7919  # a prime, so that a walk over all services of a field meets each one once
IMPORTANCE = np.array([0.5, 1.0, 1.0, 1.0, 2.0, 3.0, 5.0])


@dataclass(frozen=True)
class Services:
    """Services in order of agencies, within an agency in order of the things they are about.

    Parameters
    ----------
    agency : ndarray of int
        Agency of each, in rising order.
    works : Works
        What each does; no two of one agency do the same.
    """

    agency: Ints
    works: Works


def services(count: int, agencies: Agencies, seed: int) -> Services:
    """Draw what the agencies offer: at least one service each, large agencies more.

    Parameters
    ----------
    count : int
        How many services there are in all.
    agencies : Agencies
        Whose they are.
    seed : int
        Seed of the world.

    Returns
    -------
    Services
        Function, thing and qualifier differ within an agency of up to 25,000 services.
    """
    rng = dice(seed, "services")
    words = lexicon()
    agency = np.sort(np.concatenate([np.arange(len(agencies)), agencies.draw(rng, count - len(agencies))]))
    place = np.arange(count) - np.searchsorted(agency, agency)
    functions, qualifiers = len(words.functions), len(words.qualifiers)
    every = NOUNS_A_FIELD * functions * qualifiers
    walk = (rng.integers(every, size=len(agencies))[agency] + STRIDE * place) % every
    field = agencies.field[agency]
    works = replace(
        drawn(rng, field),
        noun=field * NOUNS_A_FIELD + walk % NOUNS_A_FIELD,
        function=walk // NOUNS_A_FIELD % functions,
        qualifier=walk // NOUNS_A_FIELD // functions,
    )
    return Services(agency, works[np.lexsort((walk, works.noun, agency))])


def services_table(services: Services, agencies: Agencies, seed: int) -> pd.DataFrame:
    """Return the services, put into words.

    Parameters
    ----------
    services : Services
        What is offered.
    agencies : Agencies
        By whom.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The table ``services`` of a scenario.
    """
    rng, words, works = dice(seed, "catalogue"), lexicon(), services.works
    count, told = len(services.agency), vocabulary("wording")["services"]
    times = np.array(told["processing_times"], dtype=object)
    function, qualifier = words.functions[works.function, 0], words.qualifiers[works.qualifier]
    noun, produces = words.nouns[works.noun, 0], words.produces[works.function]
    first, second = words.components[works.components[:, 0], 0], words.components[works.components[:, 1], 0]
    rows = zip(
        function, noun, qualifier, words.addressees[works.addressee], first, second, produces, strict=True
    )
    return pd.DataFrame(
        {
            "id": ids("s", count),
            "agency": agencies.ids[services.agency],
            "title": [told["title"].format(*cells) for cells in zip(function, noun, qualifier, strict=True)],
            "description": [told["description"].format(*cells) for cells in rows],
            "importance": IMPORTANCE[rng.integers(len(IMPORTANCE), size=count)],
            **attributes(works, rng),
            "language": "fa",
            "spatial": "IR",
            "status": "active",
            "processing_time": times[rng.integers(len(times), size=count)],
        }
    )
