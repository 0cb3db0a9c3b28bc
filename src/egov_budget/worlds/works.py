"""What every project really does, before it is put into words: the truth behind the requests."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import BRIDGED, Families, Ints, Pattern
from egov_budget.worlds.lexicon import NOUNS_A_FIELD, lexicon

COMPONENTS = 6
WEIGHTS = np.array([25, 20, 20, 15, 10, 10])  # percent of a project's work, by component
DRIFT = 2  # components that a drifting family drops and takes up at each step
ADDRESSEES, EVENTS, REGISTERS = 3, 2, 3  # of each field of government


@dataclass(frozen=True)
class Works:
    """The work behind each project, indices into the lexicon; projects as laid out in the families.

    Parameters
    ----------
    function, noun, qualifier, goal, addressee, event, platform : ndarray of int
        What it does to which things, narrowed to what, to what end, for whom, at which event, as what.
    registers : ndarray of int, shape (projects, 3)
        Registers it needs.
    components : ndarray of int, shape (projects, 6)
        What it is made of, the heaviest first (see ``WEIGHTS``).
    """

    function: Ints
    noun: Ints
    qualifier: Ints
    goal: Ints
    addressee: Ints
    event: Ints
    platform: Ints
    registers: Ints
    components: Ints

    def __getitem__(self, projects: Ints) -> Works:
        """Return the works of some projects, in that order."""
        return Works(*(getattr(self, field.name)[projects] for field in fields(self)))


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
    count = len(lexicon().fields)
    field = families.field[families.family]
    foreign = (field + 1 + rng.integers(count - 1, size=len(field))) % count
    base = drawn(rng, families.field)
    own = drawn(rng, np.where(families.of(Pattern.LOOKALIKE), foreign, field))
    changed = _changes(rng, families)
    shared = base[families.family]
    mixed = {
        name: np.where(changed.get(name, False), getattr(own, name), getattr(shared, name))
        for name in (item.name for item in fields(Works))
    }
    _reworded(mixed["components"], own.components, families)
    _drifted(rng, mixed["components"], families)
    _bridged(mixed, base, families)
    return Works(**mixed)


def drawn(rng: np.random.Generator, field: Ints) -> Works:
    """Draw one work for each field of government given."""
    words = lexicon()
    count = len(field)
    first = rng.integers(REGISTERS, size=count)
    housekeeping = rng.integers(words.own * REGISTERS, len(words.fields) * REGISTERS, size=count)
    return Works(
        function=rng.integers(len(words.functions), size=count),
        noun=field * NOUNS_A_FIELD + rng.integers(NOUNS_A_FIELD, size=count),
        qualifier=rng.integers(len(words.qualifiers), size=count),
        goal=rng.integers(len(words.goals), size=count),
        addressee=field * ADDRESSEES + rng.integers(ADDRESSEES, size=count),
        event=field * EVENTS + rng.integers(EVENTS, size=count),
        platform=rng.integers(len(words.platforms) - 1, size=count),
        registers=np.column_stack(
            [field * REGISTERS + first, field * REGISTERS + (first + 1) % REGISTERS, housekeeping]
        ),
        components=rng.integers(len(words.components), size=(count, COMPONENTS)),
    )


def _changes(rng: np.random.Generator, families: Families) -> dict[str, NDArray[np.bool_]]:
    """Return where a project differs from its family."""
    later, rank = families.rank > 0, families.rank
    duplication, overlap = families.of(Pattern.DUPLICATION) & later, families.of(Pattern.OVERLAP) & later
    fragmentation, lookalike = (
        families.of(Pattern.FRAGMENTATION) & later,
        families.of(Pattern.LOOKALIKE) & later,
    )
    drift = families.of(Pattern.DRIFT)
    alike = duplication | overlap | drift & later
    percent = rng.integers(100, size=(6, len(rank)))
    odd = percent[0] < 50
    third = overlap | fragmentation | lookalike | alike & (percent[1] < 30)
    components = np.zeros((len(rank), COMPONENTS), dtype=bool)
    for chosen, number in (
        (duplication & odd, 1),
        (overlap, COMPONENTS // 2),
        (fragmentation, COMPONENTS - 1),
    ):
        components[chosen] = _some(rng, int(chosen.sum()), number)
    return {
        "function": fragmentation | lookalike & odd | drift & (rank > DRIFT),
        "noun": lookalike & ~odd,
        "qualifier": fragmentation | drift & later | overlap & odd,
        "addressee": lookalike | overlap & ~odd | drift & (rank >= DRIFT),
        "goal": fragmentation | alike & (percent[2] < 15),
        "event": lookalike | alike & (percent[3] < 10),
        "platform": (alike | fragmentation) & (percent[4] < 20),
        "registers": np.column_stack(
            [lookalike, lookalike | fragmentation | alike & (percent[5] < 15), third]
        ),
        "components": components,
    }


def _some(rng: np.random.Generator, count: int, chosen: int) -> NDArray[np.bool_]:
    """Choose that many components of each of ``count`` projects."""
    choices = np.array(list(combinations(range(COMPONENTS), chosen)))
    masks = np.zeros((len(choices), COMPONENTS), dtype=bool)
    np.put_along_axis(masks, choices, True, axis=1)
    return masks[rng.integers(len(masks), size=count)]


def _reworded(components: Ints, own: Ints, families: Families) -> None:
    """Let look-alikes do other operations on the same things."""
    later = families.of(Pattern.LOOKALIKE) & (families.rank > 0)
    things = lexicon().things
    components[later] = own[later] // things * things + components[later] % things


def _drifted(rng: np.random.Generator, components: Ints, families: Families) -> None:
    """Let drifting families drop and take up components step by step."""
    drifting = families.of(Pattern.DRIFT)
    chains = np.flatnonzero(families.pattern == Pattern.DRIFT)
    longest = COMPONENTS + DRIFT * int(families.rank.max(initial=0))
    along = rng.integers(len(lexicon().components), size=(len(chains), longest))
    window = DRIFT * families.rank[drifting, None] + np.arange(COMPONENTS)
    chain = np.searchsorted(chains, families.family[drifting])
    components[drifting] = along[chain[:, None], window]


def _bridged(mixed: dict[str, Ints], base: Works, families: Families) -> None:
    """Let umbrellas take in the heaviest components of the families they bridge."""
    umbrella, bridged = families.umbrella, families.bridged
    taken = base.components[bridged][:, :, : COMPONENTS // BRIDGED]
    mixed["components"][umbrella] = taken.reshape(len(umbrella), COMPONENTS)
    for name in ("function", "noun", "addressee", "event"):
        mixed[name][umbrella] = getattr(base, name)[bridged[:, :1].ravel()]
    mixed["platform"][umbrella] = len(lexicon().platforms) - 1
