"""Which projects stand together: repeated work, look-alikes, alternatives, umbrellas; and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.agencies import Agencies
from egov_budget.worlds.dice import dice
from egov_budget.worlds.lexicon import lexicon

Ints = NDArray[np.int64]


class Kind(IntEnum):
    """Why the projects of a family stand together."""

    SINGLE = 0  # alone
    DUPLICATION = 1  # the same work for the same people
    OVERLAP = 2  # about half of the work in common
    FRAGMENTATION = 3  # the same broad need, next to no work in common
    DRIFT = 4  # each like the one before it, the last unlike the first
    LOOKALIKE = 5  # the same words, another function of government
    ALTERNATIVE = 6  # two ways to the same end, asked for by one agency
    UMBRELLA = 7  # alone, and takes in work of three families


PLANTED = {  # of all projects in percent, and the sizes that its families take in turn
    Kind.DUPLICATION: (16.0, (2, 2, 3, 2, 4)),
    Kind.OVERLAP: (5.0, (2, 3)),
    Kind.FRAGMENTATION: (4.0, (2,)),
    Kind.DRIFT: (2.0, (4, 5, 6)),
    Kind.LOOKALIKE: (10.0, (2,)),
    Kind.ALTERNATIVE: (2.0, (2,)),
    Kind.UMBRELLA: (0.3, (1,)),
}
BRIDGED = 3
HOUSEKEEPING = (30, 55)  # percent of single projects, of families: every agency has accounts and staff
NEAR = 3  # families about a field stay among agencies of that field and the next


@dataclass(frozen=True)
class Families:
    """Families of projects, one after another: so projects are laid out until they are shuffled into rows.

    Parameters
    ----------
    kind, field : ndarray of int
        Kind and field of government of each family.
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

    kind: Ints
    field: Ints
    family: Ints
    rank: Ints
    agency: Ints
    umbrella: Ints
    bridged: Ints
    row: Ints

    def of(self, *kinds: Kind) -> NDArray[np.bool_]:
        """Tell which projects are in a family of one of these kinds."""
        wanted: NDArray[np.bool_] = np.isin(self.kind, kinds)[self.family]
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
    kind, size = _sizes(projects)
    count = len(kind)
    family = np.repeat(np.arange(count), size)
    rank = np.arange(projects) - (np.cumsum(size) - size)[family]
    home = agencies.draw(rng, count)
    shared = rng.integers(100, size=count) < np.where(kind == Kind.SINGLE, *HOUSEKEEPING)
    general = rng.integers(words.own, len(words.fields), size=count)
    reach = np.maximum(1, (len(agencies) - 1) // np.maximum(size - 1, 1))
    stride = 1 + rng.integers(np.where(shared, reach, np.minimum(reach, NEAR)))
    stride[kind == Kind.ALTERNATIVE] = 0
    bridgeable = np.flatnonzero(np.isin(kind, (Kind.DUPLICATION, Kind.OVERLAP)))
    umbrella = np.flatnonzero((kind == Kind.UMBRELLA)[family])
    return Families(
        kind=kind,
        field=np.where(shared, general, agencies.field[home]),
        family=family,
        rank=rank,
        agency=(home[family] + rank * stride[family]) % len(agencies),
        umbrella=umbrella,
        bridged=bridgeable[_apart(rng, len(bridgeable), len(umbrella))],
        row=rng.permutation(projects),
    )


def _sizes(projects: int) -> tuple[Ints, Ints]:
    """Return kind and size of every family, singles filling up."""
    kinds: list[Ints] = []
    sizes: list[Ints] = []
    for kind, (percent, turns) in PLANTED.items():
        wanted = int(projects * percent / 100)
        upto = np.cumsum(np.resize(turns, wanted // min(turns) + 1))
        size = np.diff(upto[upto <= wanted], prepend=0)
        if kind is Kind.UMBRELLA and len(sizes[0]) + len(sizes[1]) < BRIDGED:
            continue
        kinds.append(np.full(len(size), kind, dtype=np.int64))
        sizes.append(size)
    left = projects - int(sum(size.sum() for size in sizes))
    kinds.append(np.full(left, Kind.SINGLE, dtype=np.int64))
    sizes.append(np.ones(left, dtype=np.int64))
    return np.concatenate(kinds), np.concatenate(sizes)


def _apart(rng: np.random.Generator, among: int, count: int) -> Ints:
    """Draw rows of three different numbers."""
    first = rng.integers(max(among, 1), size=(count, 1))
    step = 1 + rng.integers(max((among - 1) // (BRIDGED - 1), 1), size=(count, 1))
    return (first + step * np.arange(BRIDGED)) % max(among, 1)
