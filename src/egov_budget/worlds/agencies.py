"""The agencies of a world: a ministry, an organisation and a centre for each field of government."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Lexicon, Words
from egov_budget.worlds.vocabulary import vocabulary

GIVEN = given("agencies")
TWENTIETHS = 20
UNMEASURED = -1  # in place of a readiness


@dataclass(frozen=True)
class Agencies:
    """Agencies side by side; neighbours are of one field, then of one sector.

    Parameters
    ----------
    ids, titles : ndarray of object
        Id in English, title in the language of the world; no real agency is meant.
    field : ndarray of int
        Field of government of each.
    size : ndarray of int
        Relative size, 1 to 10: how many services and projects it has.
    readiness, willingness, ability, conflict : ndarray of int
        In twentieths; readiness -1 where nobody measured it.
    source : ndarray of object
        What the readiness rests on.
    """

    ids: Words
    titles: Words
    field: NDArray[np.int64]
    size: NDArray[np.int64]
    readiness: NDArray[np.int64]
    willingness: NDArray[np.int64]
    ability: NDArray[np.int64]
    conflict: NDArray[np.int64]
    source: Words

    def __len__(self) -> int:
        return len(self.ids)

    def draw(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Draw agencies by size."""
        upto = np.cumsum(self.size)
        return np.searchsorted(upto, rng.integers(upto[-1], size=count), side="right")


def agencies(services: int, seed: int, words: Lexicon) -> Agencies:
    """Return the agencies of a world of that many services: 105, fewer where services are few.

    Examples
    --------
    >>> from egov_budget.worlds.lexicon import lexicon
    >>> words = lexicon()
    >>> len(agencies(5968, 1400, words)), len(agencies(60, 1400, words))
    (105, 12)
    """
    rng, told = dice(seed, "agencies"), vocabulary("wording", words.language)["agencies"]
    kinds = told["kinds"]
    count = min(GIVEN.national, max(1, services // GIVEN.services_an_agency))
    number, kind = np.divmod(np.arange(count), len(kinds))
    field = number * words.own // (number[-1] + 1)  # spread over all fields, three of each
    ids = [f"{words.fields[f, 0]}-{kinds[k]}" for f, k in zip(field, kind, strict=True)]
    size = rng.integers(1, GIVEN.largest + 1, size=count)
    readiness = rng.integers(11, TWENTIETHS, size=count)
    conflict = np.minimum(*rng.integers(TWENTIETHS, size=(2, count)))
    rated = dice(seed, "readiness")
    measured = rated.integers(100, size=count) < GIVEN.measured_in_percent
    return Agencies(
        ids=np.array(ids, dtype=object),
        titles=words.bodies[field * len(kinds) + kind],
        field=field,
        size=size,
        readiness=np.where(measured, readiness, UNMEASURED),
        willingness=rated.integers(14, TWENTIETHS + 1, size=count),
        ability=rated.integers(13, TWENTIETHS + 1, size=count),
        conflict=conflict,
        source=np.where(measured, told["measured"], told["assessed"]).astype(object),
    )
