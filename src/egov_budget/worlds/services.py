"""Public services: what each agency offers, in words and attributes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import pandas as pd

from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.attributes import Subject, attributes
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Ints
from egov_budget.worlds.ids import ids
from egov_budget.worlds.lexicon import Lexicon, Words
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import surroundings

IMPORTANCE = np.array([0.5, 1.0, 1.0, 1.0, 2.0, 3.0, 5.0])


@dataclass(frozen=True, kw_only=True)
class Services(Subject):
    """Services in order of agencies, within an agency in order of what they are about.

    Parameters
    ----------
    agency : ndarray of int
        Agency of each, in rising order.
    title : ndarray of object
        Its name, narrowed down where an agency has several of them; no two are the same.
    """

    agency: Ints
    title: Words


def services(count: int, agencies: Agencies, words: Lexicon, seed: int) -> Services:
    """Draw what the agencies offer: at least one service each, large agencies more.

    The agencies of a field share out its services: first every service as citizens know it, then what
    makes sense for it alone (groups, kinds, channels, provinces), then branches.

    Parameters
    ----------
    count : int
        How many services there are in all.
    agencies : Agencies
        Whose they are.
    words : Lexicon
        What they are called.
    seed : int
        Seed of the world.

    Returns
    -------
    Services
        In order of agencies.
    """
    rng = dice(seed, "services")
    agency = np.sort(np.concatenate([np.arange(len(agencies)), agencies.draw(rng, count - len(agencies))]))
    offers = [_offers(number, size, words) for number, size in enumerate(np.bincount(agencies.field[agency]))]
    noun = np.concatenate([of for of, _ in offers])
    title = np.concatenate([names for _, names in offers])
    return Services(agency=agency, noun=noun, title=title, **surroundings(rng, words.field[noun]))


def _offers(field: int, size: int, words: Lexicon) -> tuple[Ints, Words]:
    """Return that many services of a field and their titles, in order of the services."""
    of = np.flatnonzero(words.field == field).tolist()
    rounds = zip_longest(*([(service, variant) for variant in words.variants[service]] for service in of))
    every = [offer for turn in rounds for offer in turn if offer is not None]
    told = vocabulary("wording", words.language)["services"]["overflow"]
    taken = sorted((every[place % len(every)], place // len(every)) for place in range(size))
    named = [told.format(title=title, number=branch + 1) if branch else title for (_, title), branch in taken]
    return np.array([service for (service, _), _ in taken], dtype=np.int64), np.array(named, dtype=object)


def services_table(services: Services, agencies: Agencies, words: Lexicon, seed: int) -> pd.DataFrame:
    """Return the services, put into words.

    Parameters
    ----------
    services : Services
        What is offered.
    agencies : Agencies
        By whom.
    words : Lexicon
        In which language.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The table ``services`` of a scenario.
    """
    rng, count = dice(seed, "catalogue"), len(services.agency)
    told = vocabulary("wording", words.language)["services"]
    times = np.array(told["processing_times"], dtype=object)
    importance = IMPORTANCE[rng.integers(len(IMPORTANCE), size=count)]
    seen = attributes(services, rng, words)
    cells = {
        "service": services.title,
        "produces": words.outcome[services.noun],
        "addressee": seen["addressee"],
        "channel": seen["channel"],
    }
    rows = (dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))
    return pd.DataFrame(
        {
            "id": ids("s", count),
            "agency": agencies.ids[services.agency],
            "title": [title[:1].upper() + title[1:] for title in services.title],
            "description": [told["description"].format(**row).replace(";", told["comma"]) for row in rows],
            "importance": importance,
            **seen,
            "produces": cells["produces"],
            "keyword": words.services[services.noun],
            "language": words.language,
            "spatial": "IR",
            "status": "active",
            "processing_time": times[rng.integers(len(times), size=count)],
        }
    )
