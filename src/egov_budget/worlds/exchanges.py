"""Which registers the services draw on, who keeps them, and whether the data flow."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Ints, Pattern
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import Lexicon, Words, lexicon
from egov_budget.worlds.services import Services
from egov_budget.worlds.works import REGISTERS

STATUS = OPEN, PLANNED, WITHHELD = "open", "planned", "withheld"
GIVEN = given("exchanges")


def exchanges(services: Services, blueprint: Blueprint, seed: int) -> pd.DataFrame:
    """Draw the exchanges: most are open, some registers are held back, some wait for a project.

    Parameters
    ----------
    services : Services
        Who draws on registers.
    blueprint : Blueprint
        The agencies that keep them, and the projects that open exchanges: plain data exchange of
        the provider, or of another agency where it has none, that needs no other project.
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        In order of services, none inside one agency: places of ``service``, of ``register`` in the
        lexicon, of ``provider`` (the agency that keeps it), of ``status`` in ``STATUS`` and of ``opener``
        (the project that opens a planned one, as laid out in the families; -1 for others), and
        ``obliged`` (by a law).
    """
    rng = dice(seed, "exchanges")
    words, agencies = lexicon(), blueprint.agencies
    keeper = _keepers(agencies)
    count = len(words.registers)
    lot = rng.integers(100, size=count)
    temper = np.searchsorted(GIVEN.temper_in_percent, lot, side="right")
    obliged = rng.integers(100, size=count) < GIVEN.obliged_in_percent
    opener = _openers(blueprint, keeper)

    drawn = services.registers
    service = np.repeat(np.arange(len(drawn)), drawn.shape[1])
    register = drawn.ravel()
    asked = rng.integers(100, size=len(service)) < GIVEN.connected_in_percent
    status = (rng.integers(100, size=len(service))[:, None] >= GIVEN.tempers[temper[register]]).sum(axis=1)
    status = np.where((status == 1) & (opener[register] < 0), 2, status)  # nobody could open it
    found = pd.DataFrame({"service": service, "register": register, "provider": keeper[register]})
    opened = np.where(status == 1, opener[register], -1)
    found = found.assign(status=status, opener=opened, obliged=obliged[register])
    kept: NDArray[np.bool_] = asked & (keeper[register] != services.agency[service])
    return found[kept].reset_index(drop=True)


def drawing(effects: pd.DataFrame, known: pd.DataFrame, words: Lexicon, seed: int) -> Words:
    """Draw which effects need exchanges: most of those on integration, some of the others.

    Parameters
    ----------
    effects : DataFrame
        What each project raises.
    known : DataFrame
        What the services have; projects that open one draw on none, so that no two wait for each other.
    words : Lexicon
        In which language.
    seed : int
        Seed of the world.

    Returns
    -------
    ndarray of object
        Names of registers, parted by ``;``, empty for most effects.
    """
    rng = dice(seed, "drawing")
    first = np.searchsorted(known["service"], effects["service"])
    number = np.searchsorted(known["service"], effects["service"], side="right") - first
    lot = rng.integers(100, size=(2, len(first)))
    draws = (number > 0) & (lot[0] < GIVEN.drawing_in_percent[effects["indicator"]])
    draws &= ~np.isin(effects["project"], known["opener"])
    twice = draws & (number > 1) & (lot[1] < GIVEN.twice_in_percent)
    names = words.registers[known["register"]]
    found = np.full(len(first), "", dtype=object)
    found[draws] = names[first[draws]]
    found[twice] += ";" + names[first[twice] + 1]
    return found


def exchanges_table(known: pd.DataFrame, blueprint: Blueprint, service: Words) -> pd.DataFrame:
    """Return exchanges as the table of a scenario.

    Parameters
    ----------
    known : DataFrame
        As ``exchanges`` returns them.
    blueprint : Blueprint
        The projects and agencies.
    service : ndarray of object
        Id of each service.

    Returns
    -------
    DataFrame
        The table ``exchanges`` of a scenario, sorted by service.
    """
    opener = np.full(len(known["service"]), "", dtype=object)
    planned = known["opener"] >= 0
    opener[planned] = blueprint.ids[blueprint.families.row[known["opener"][planned]]]
    return pd.DataFrame(
        {
            "service": service[known["service"]],
            "provider": blueprint.agencies.ids[known["provider"]],
            "register": blueprint.words.registers[known["register"]],
            "status": np.array(STATUS, dtype=object)[known["status"]],
            "project": opener,
            "legal_duty": known["obliged"],
            "law": np.where(known["obliged"], blueprint.words.law, ""),
            "due": np.where(known["obliged"] & (known["status"] > 0), blueprint.words.due, ""),
        }
    )


def _keepers(agencies: Agencies) -> Ints:
    """Return who keeps each register: an agency of its field, of any field where that has none."""
    count = len(lexicon().registers)
    found = np.arange(count) * 31 % len(agencies)
    for register in range(count):
        own = np.flatnonzero(agencies.field == register // REGISTERS)
        if len(own):
            found[register] = own[(register + 1) % len(own)]
    return found


def _openers(blueprint: Blueprint, keeper: Ints) -> Ints:
    """Return the project that would open each register, -1 where there is none at all."""
    families, works = blueprint.families, blueprint.works
    free = families.of(Pattern.SINGLE) & ~blueprint.bounds.excluded
    free[blueprint.links[0]] = False
    hubs = np.flatnonzero(free & (works.function == lexicon().exchange))
    if not len(hubs):
        return np.full(len(keeper), -1)
    found = hubs[np.arange(len(keeper)) * 7 % len(hubs)]
    for register, agency in enumerate(keeper.tolist()):
        own = hubs[families.agency[hubs] == agency]
        if len(own):
            found[register] = own[register % len(own)]
    return found
