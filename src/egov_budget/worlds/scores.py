"""How far the services have come: scores whose bands are those of the eighth national evaluation."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.scenario.columns import BY_NAME
from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Ints
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.services import Services

GIVEN = given("scores")
STEPS = 20  # scores are twentieths
NOT_APPLICABLE = -1
EVIDENCE = np.array(BY_NAME["scores"]["evidence"].choices[1:], dtype=object)


def band_sizes(services: int) -> Ints:
    """Return how many services are in each band, best first; in proportion to the evaluation's 5,968.

    Parameters
    ----------
    services : int
        How many services there are.

    Returns
    -------
    ndarray of int, shape (4,)
        Largest remainders; ties go to the better band.

    Examples
    --------
    >>> band_sizes(5968).tolist(), band_sizes(60).tolist()
    ([161, 2238, 3309, 260], [2, 22, 33, 3])
    """
    bands: Ints = GIVEN.bands
    whole, rest = np.divmod(bands * services, bands.sum())
    whole[np.argsort(-rest, kind="stable")[: services - whole.sum()]] += 1
    return whole


def scores(services: Services, agencies: Agencies, seed: int) -> NDArray[np.int64]:
    """Draw the scores of all services.

    They hang together: what has no application form is neither signed nor paid for, so the indicator
    of trust does not apply to it; smartness is never far ahead of the data it lives on.

    Parameters
    ----------
    services : Services
        Services in order of agencies.
    agencies : Agencies
        Services of an agency are about as far as each other.
    seed : int
        Seed of the world.

    Returns
    -------
    ndarray of int, shape (services, indicators)
        In twentieths; -1 where the indicator does not apply. Attainment stays two hundredths
        clear of every edge between bands, so no rounding moves a service to another.
    """
    rng, words = dice(seed, "scores"), lexicon()
    count, weights = len(services.agency), words.indicators["weight"].to_numpy()
    integrated, smart, trusted = (
        words.indicators["id"].tolist().index(name) for name in ("integrated", "smart", "trusted")
    )
    maturity = rng.integers(60, size=len(agencies))[services.agency] + rng.integers(100, size=count)
    band = np.empty(count, dtype=np.int64)
    band[np.argsort(-maturity, kind="stable")] = np.repeat(np.arange(len(GIVEN.bands)), band_sizes(count))
    aim = rng.integers(GIVEN.aims[band, 0], GIVEN.aims[band, 1] + 1)
    spread = GIVEN.spread[band, None]
    steps = aim[:, None] + rng.integers(-spread, spread + 1, size=(count, len(weights)))
    steps = np.clip(steps, 0, STEPS)
    applies = rng.integers(100, size=steps.shape) >= GIVEN.missing_in_percent
    applies[:, trusted] &= words.applies[services.noun]
    steps[:, smart] = np.minimum(steps[:, smart], steps[:, integrated] + GIVEN.ahead)
    attained = (steps * applies * weights).sum(axis=1) * 100
    least, most = (GIVEN.edges_in_percent[band] * ((applies * weights).sum(axis=1) * STEPS)[:, None]).T
    astray = (attained < least) | (attained > most)
    steps[astray] = aim[astray, None]  # all scores at the mean: inside by choice of AIMS
    return np.where(applies, steps, NOT_APPLICABLE)


def scores_table(steps: NDArray[np.int64], service: Words, seed: int) -> pd.DataFrame:
    """Return scores as the table of a scenario: a row for each indicator that applies.

    Parameters
    ----------
    steps : ndarray of int, shape (services, indicators)
        As ``scores`` returns them.
    service : ndarray of object
        Id of each service.
    seed : int
        Seed of the world, which says what each score rests on.

    Returns
    -------
    DataFrame
        The table ``scores`` of a scenario.
    """
    row, column = np.nonzero(steps != NOT_APPLICABLE)
    indicator = lexicon().indicators["id"].to_numpy(dtype=object)
    lot = dice(seed, "evidence").integers(100, size=steps.shape)[row, column]
    return pd.DataFrame(
        {
            "service": service[row],
            "indicator": indicator[column],
            "score": steps[row, column] / STEPS,
            "evidence": EVIDENCE[np.searchsorted(GIVEN.upto_in_percent, lot, side="right")],
        }
    )
