"""Which projects stand together: repeated work, look-alikes, alternatives, umbrellas; and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.dice import dice
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import lexicon

Ints = NDArray[np.int64]


class Relation(IntEnum):
    """How the projects of a family that share work go together."""

    PARALLEL = 0  # each agency on its own
    JOINT = 1  # one undertaking, of which each asks for its share
    ROLLOUT = 2  # one system, set up once and taken over
    SITE = 3  # the same work, each in its own premises


class Pattern(IntEnum):
    """Why the projects of a family stand together."""

    SINGLE = 0  # alone
    DUPLICATION = 1  # the same work for the same people
    OVERLAP = 2  # about half of the work in common
    FRAGMENTATION = 3  # the same broad need, next to no work in common
    DRIFT = 4  # each like the one before it, the last unlike the first
    LOOKALIKE = 5  # the same words, other work
    ALTERNATIVE = 6  # two ways to the same end, asked for by one agency
    UMBRELLA = 7  # alone, and takes in work of three families


BRIDGED = 3
GIVEN = given("families")


@dataclass(frozen=True)
class Families:
    """Families of projects, one after another: so projects are laid out until they are shuffled into rows.

    Parameters
    ----------
    pattern, relation, field : ndarray of int
        Pattern, relation and field of government of each family.
    family, rank : ndarray of int
        Family of each project, and its place in it.
    agency : ndarray of int
        Agency of each project: all different within a family where there are agencies enough, all
        the same for alternatives.
    umbrella : ndarray of int
        Projects that are umbrellas.
    bridged : ndarray of int, shape (umbrellas, 3)
        Families that each umbrella takes in.
    row : ndarray of int
        Row of each project in the world.
    """

    pattern: Ints
    relation: Ints
    field: Ints
    family: Ints
    rank: Ints
    agency: Ints
    umbrella: Ints
    bridged: Ints
    row: Ints

    def of(self, *patterns: Pattern) -> NDArray[np.bool_]:
        """Return whether each project is in a family of one of these patterns."""
        wanted: NDArray[np.bool_] = np.isin(self.pattern, patterns)[self.family]
        return wanted


def families(projects: int, agencies: Agencies, seed: int) -> Families:
    """Plan who repeats whom in a world of that many projects.

    Parameters
    ----------
    projects : int
        How many projects there are in all.
    agencies : Agencies
        Whose they can be.
    seed : int
        Seed of the world.

    Returns
    -------
    Families
        Every project in exactly one family; a single project is a family of one.
    """
    rng = dice(seed, "families")
    words = lexicon()
    pattern, size = _sizes(projects)
    count = len(pattern)
    family = np.repeat(np.arange(count), size)
    rank = np.arange(projects) - (np.cumsum(size) - size)[family]
    home = agencies.draw(rng, count)
    theirs = agencies.field[home]
    first, there = np.searchsorted(agencies.field, theirs), np.bincount(agencies.field)[theirs]
    alone = pattern == Pattern.ALTERNATIVE
    relation = _relations(pattern, seed)
    shared = rng.integers(100, size=count) < np.where(pattern == Pattern.SINGLE, *GIVEN.housekeeping)
    shared |= (size > there) & ~alone | (relation == Relation.SITE)  # a field has three agencies
    general = rng.integers(words.own, len(words.fields), size=count)
    reach = np.maximum(1, (len(agencies) - 1) // np.maximum(size - 1, 1))
    stride = 1 + rng.integers(np.where(shared, reach, np.maximum(there - 1, 1)))
    stride[alone] = 0
    start: Ints = np.where(shared, 0, first)[family]
    among: Ints = np.where(shared, len(agencies), there)[family]
    bridgeable = np.flatnonzero(np.isin(pattern, (Pattern.DUPLICATION, Pattern.OVERLAP)))
    umbrella = np.flatnonzero((pattern == Pattern.UMBRELLA)[family])
    return Families(
        pattern=pattern,
        relation=relation,
        field=np.where(relation == Relation.SITE, words.facilities, np.where(shared, general, theirs)),
        family=family,
        rank=rank,
        agency=start + np.remainder(home[family] - start + rank * stride[family], among),
        umbrella=umbrella,
        bridged=bridgeable[_apart(rng, len(bridgeable), len(umbrella))],
        row=rng.permutation(projects),
    )


def _relations(pattern: Ints, seed: int) -> Ints:
    """Draw how the families that share work go together."""
    lot = dice(seed, "relations").integers(100, size=len(pattern))
    relation = np.full(len(pattern), Relation.PARALLEL, dtype=np.int64)
    for name, upto in GIVEN.related_upto_percent.items():
        own = pattern == Pattern[name.upper()]
        relation[own] = np.searchsorted(upto, lot[own], side="right")
    return relation


def _sizes(projects: int) -> tuple[Ints, Ints]:
    """Return pattern and size of every family, singles filling up."""
    patterns: list[Ints] = []
    sizes: list[Ints] = []
    for name, told in GIVEN.planted.items():
        pattern, turns = Pattern[name.upper()], told["sizes"]
        wanted = int(projects * told["percent"] / 100)
        upto = np.cumsum(np.resize(turns, wanted // min(turns) + 1))
        size = np.diff(upto[upto <= wanted], prepend=0)
        if pattern is Pattern.UMBRELLA and len(sizes[0]) + len(sizes[1]) < BRIDGED:
            continue
        patterns.append(np.full(len(size), pattern, dtype=np.int64))
        sizes.append(size)
    left = projects - int(sum(size.sum() for size in sizes))
    patterns.append(np.full(left, Pattern.SINGLE, dtype=np.int64))
    sizes.append(np.ones(left, dtype=np.int64))
    return np.concatenate(patterns), np.concatenate(sizes)


def _apart(rng: np.random.Generator, among: int, count: int) -> Ints:
    """Draw rows of three different numbers."""
    first = rng.integers(max(among, 1), size=(count, 1))
    step = 1 + rng.integers(max((among - 1) // (BRIDGED - 1), 1), size=(count, 1))
    return (first + step * np.arange(BRIDGED)) % max(among, 1)
