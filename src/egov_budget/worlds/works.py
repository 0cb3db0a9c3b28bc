"""What every project really does, before it is put into words: the truth behind the requests."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.attributes import Subject
from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import BRIDGED, Families, Ints, Pattern, Relation
from egov_budget.worlds.lexicon import lexicon

COMPONENTS = 6
WEIGHTS = np.array([25, 20, 20, 15, 10, 10])  # percent of a project's work, by component
DRIFT = 2  # components that a drifting family drops and takes up at each step
ADDRESSEES, EVENTS, REGISTERS = 3, 2, 3  # of each field of government
EVERYWHERE_IN_PERCENT = 80  # of the first about a service


@dataclass(frozen=True, kw_only=True)
class Works(Subject):
    """The work behind each project, indices into the lexicon; projects as laid out in the families.

    Parameters
    ----------
    function, scope, goal : ndarray of int
        Type of project, where, to what end.
    components : ndarray of int, shape (projects, 6)
        What it is made of, the heaviest first (see ``WEIGHTS``).
    """

    function: Ints
    scope: Ints
    goal: Ints
    components: Ints


def works(families: Families, seed: int) -> Works:
    """Draw the work behind every project: the family's, but for what its pattern and rank change.

    Parameters
    ----------
    families : Families
        Who stands with whom.
    seed : int
        Seed of the world.

    Returns
    -------
    Works
        Projects as laid out in the families.
    """
    rng = dice(seed, "works")
    words, field = lexicon(), families.field[families.family]
    odd = rng.integers(2, size=len(field)) == 0
    others = 1 + rng.integers(len(words.fields) - words.own - 1, size=len(field))
    foreign = words.own + (np.maximum(field - words.own, 0) + others) % (len(words.fields) - words.own)
    number = pd.Series(families.field).groupby(families.field).cumcount()  # of each family in its field
    base = _drawn(rng, families.field, np.asarray(number, dtype=np.int64))
    lot = rng.integers(2**31, size=len(field))
    own = _drawn(rng, np.where(families.of(Pattern.LOOKALIKE) & ~odd, foreign, field), lot)
    changed = _changes(rng, families, odd)
    mixed = {
        name: np.where(changed.get(name, False), getattr(own, name), getattr(base, name)[families.family])
        for name in (item.name for item in fields(Works))
    }
    _drifted(rng, mixed["components"], families)
    _bridged(mixed, base, families)
    _suited(mixed, families)
    return Works(**mixed)


def surroundings(rng: np.random.Generator, field: Ints) -> dict[str, Ints]:
    """Draw for whom, at which event, with which registers and through which channels, in each field given."""
    words, count = lexicon(), len(field)
    first = rng.integers(REGISTERS, size=count)
    housekeeping = rng.integers(words.own * REGISTERS, len(words.registers), size=count)
    return {
        "addressee": field * ADDRESSEES + rng.integers(ADDRESSEES, size=count),
        "event": field * EVENTS + rng.integers(EVENTS, size=count),
        "channel": rng.integers(len(words.channels), size=count),
        "registers": np.column_stack(
            [field * REGISTERS + first, field * REGISTERS + (first + 1) % REGISTERS, housekeeping]
        ),
    }


def _drawn(rng: np.random.Generator, field: Ints, place: Ints) -> Works:
    """Draw one work for each field given; different places of a field get different services or types."""
    words, count = lexicon(), len(field)
    turn, number = np.divmod(place, np.bincount(words.field)[field])
    noun = np.searchsorted(words.field, field) + number
    service, kind = np.nonzero(words.suits)
    many = np.bincount(service)[noun]
    pair = np.searchsorted(service, noun) + (turn + noun) % many
    anywhere = (rng.integers(100, size=count) < EVERYWHERE_IN_PERCENT) & (turn <= (field < words.own))
    somewhere = np.where(
        (turn > 0) & (turn < words.general),
        1 + (noun + turn) % (words.general - 1),
        words.general + (noun + turn) % (words.scopes.shape[1] - words.general),
    )
    return Works(
        function=kind[pair],
        noun=noun,
        scope=np.where(anywhere, 0, somewhere),
        goal=rng.integers(len(words.goals), size=count),
        components=_components(rng, words.facility[noun], COMPONENTS),
        **surroundings(rng, field),
    )


def _components(rng: np.random.Generator, facility: NDArray[np.bool_], number: int) -> Ints:
    """Draw what works are made of: other things where they are facilities; no thing twice in a row."""
    words = lexicon()
    soft, hard = words.soft, len(words.features) - words.soft
    low, among = np.where(facility, soft, 0)[:, None], np.where(facility, hard, soft)[:, None]
    along = np.cumsum(1 + rng.integers(among // number, size=(len(low), number)), axis=1)
    drawn: Ints = low + (rng.integers(among) + along) % among
    return drawn


def _changes(
    rng: np.random.Generator, families: Families, odd: NDArray[np.bool_]
) -> dict[str, NDArray[np.bool_]]:
    """Return where a project differs from its family."""
    later, rank = families.rank > 0, families.rank
    planted = (Pattern.DUPLICATION, Pattern.OVERLAP, Pattern.FRAGMENTATION, Pattern.LOOKALIKE)
    duplication, overlap, fragmentation, lookalike = (families.of(which) & later for which in planted)
    drift = families.of(Pattern.DRIFT)
    alike = duplication | overlap | drift & later
    percent = rng.integers(100, size=(5, len(rank)))
    third = overlap | fragmentation | lookalike | alike & (percent[0] < 30)
    components = np.zeros((len(rank), COMPONENTS), dtype=bool)
    for chosen, number in (
        (duplication & odd, 1),
        (overlap, COMPONENTS // 2),
        (fragmentation, COMPONENTS - 1),
        (lookalike, COMPONENTS),
    ):
        components[chosen] = _some(rng, int(chosen.sum()), number)
    return {
        "function": fragmentation | lookalike & odd | drift & (rank > DRIFT),
        "noun": (lookalike | fragmentation) & ~odd,
        "scope": fragmentation | lookalike | drift & later | overlap & odd,
        "addressee": lookalike | overlap & ~odd | drift & (rank >= DRIFT),
        "goal": fragmentation | lookalike | alike & (percent[1] < 15),
        "event": lookalike | alike & (percent[2] < 10),
        "channel": (alike | fragmentation) & (percent[3] < 20),
        "registers": np.column_stack(
            [lookalike, lookalike | fragmentation | alike & (percent[4] < 15), third]
        ),
        "components": components,
    }


def _some(rng: np.random.Generator, count: int, chosen: int) -> NDArray[np.bool_]:
    """Choose that many components of each of ``count`` projects."""
    choices = np.array(list(combinations(range(COMPONENTS), chosen)))
    masks = np.zeros((len(choices), COMPONENTS), dtype=bool)
    np.put_along_axis(masks, choices, True, axis=1)
    return masks[rng.integers(len(masks), size=count)]


def _drifted(rng: np.random.Generator, components: Ints, families: Families) -> None:
    """Let drifting families drop and take up components step by step."""
    drifting = families.of(Pattern.DRIFT)
    chains = np.flatnonzero(families.pattern == Pattern.DRIFT)
    longest = COMPONENTS + DRIFT * int(families.rank.max(initial=0))
    along = rng.integers(lexicon().soft, size=(len(chains), longest))
    window = DRIFT * families.rank[drifting, None] + np.arange(COMPONENTS)
    chain = np.searchsorted(chains, families.family[drifting])
    components[drifting] = along[chain[:, None], window]


def _bridged(mixed: dict[str, Ints], base: Works, families: Families) -> None:
    """Let umbrellas take in the heaviest components of the families they bridge."""
    umbrella, bridged = families.umbrella, families.bridged
    taken = base.components[bridged][:, :, : COMPONENTS // BRIDGED]
    mixed["components"][umbrella] = taken.reshape(len(umbrella), COMPONENTS)
    for name in ("noun", "addressee", "event"):
        mixed[name][umbrella] = getattr(base, name)[bridged[:, :1].ravel()]


def _suited(mixed: dict[str, Ints], families: Families) -> None:
    """Let what is bound to a site be equipment, and every other type one that its service suits."""
    words, function, noun = lexicon(), mixed["function"], mixed["noun"]
    registers = mixed["registers"]
    registers[:, 1] += (registers[:, 1] == registers[:, 0]) * (1 - 2 * (registers[:, 0] % REGISTERS > 0))
    site = (families.relation == Relation.SITE)[families.family]
    places = np.flatnonzero(words.suits[:, words.equipment] & (words.field == words.facilities))
    noun[site] = places[families.family[site] % len(places)]
    function[site] = words.equipment
    while len(wrong := np.flatnonzero(~words.suits[noun, function])):
        function[wrong] = (function[wrong] + 1) % len(words.types)
    function[families.umbrella] = len(words.types) - 1
