"""How each project is put into words: as its family's first project is, or farther and farther from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints, Pattern
from egov_budget.worlds.given import given
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import COMPONENTS


class Level(IntEnum):
    """How far a wording is from that of the family's first project."""

    COPY = 0
    LIGHT = 1
    MEDIUM = 2
    HEAVY = 3


GIVEN = given("paraphrase")


@dataclass(frozen=True)
class Paraphrase:
    """Choices of wording for each project, as laid out in the families.

    Parameters
    ----------
    synonym : ndarray of bool, shape (projects, words with a synonym)
        Whether the synonym stands for the word.
    goal : ndarray of int
        Which way the goal is said.
    component : ndarray of int, shape (projects, 6)
        Which way each component is said.
    title, description : ndarray of int
        Templates.
    boilerplate, name : ndarray of int
        What pads the text, and the name of the family's system.
    script : ndarray of int
        How Persian letters are typed.
    """

    synonym: NDArray[np.bool_]
    goal: Ints
    component: Ints
    title: Ints
    description: Ints
    boilerplate: Ints
    name: Ints
    script: Ints


def paraphrase(families: Families, seed: int) -> Paraphrase:
    """Draw how every project is worded.

    Parameters
    ----------
    families : Families
        Who stands with whom.
    seed : int
        Seed of the world.

    Returns
    -------
    Paraphrase
        First and single projects are at level ``COPY``.
    """
    rng, words = dice(seed, "wording"), lexicon()
    family, count, groups = families.family, len(families.family), len(families.pattern)
    level = _levels(rng, families)
    slots = len(vocabulary("phrases")["synonyms"]) + COMPONENTS + 1
    firsts = rng.integers(100, size=(groups, slots), dtype=np.int8) < GIVEN.first_synonyms_in_percent
    flips = rng.integers(100, size=(count, slots), dtype=np.int8) < GIVEN.synonyms_in_percent[level][:, None]
    other = firsts[family] ^ flips

    def chosen(among: int, own_from: Level) -> Ints:
        """Draw for families, and anew for projects at that level or farther."""
        theirs, own = rng.integers(among, size=groups)[family], rng.integers(among, size=count)
        return np.where(level >= own_from, own, theirs)

    return Paraphrase(
        synonym=other[:, COMPONENTS + 1 :],
        goal=other[:, 0].astype(np.int64),
        component=other[:, 1 : COMPONENTS + 1].astype(np.int64),
        title=chosen(words.titles.shape[1], Level.LIGHT),
        description=chosen(len(vocabulary("wording")["descriptions"]), Level.MEDIUM),
        boilerplate=chosen(len(words.boilerplate), Level.MEDIUM),
        name=rng.integers(len(words.names), size=groups)[family],
        script=np.searchsorted(GIVEN.scripts_upto_percent, rng.integers(100, size=count), side="right"),
    )


def _levels(rng: np.random.Generator, families: Families) -> Ints:
    percent = rng.integers(100, size=len(families.rank))
    level = np.zeros(len(percent), dtype=np.int64)
    for name, chances in GIVEN.level_in_percent.items():
        later = families.of(Pattern[name.upper()]) & (families.rank > 0)
        level[later] = np.searchsorted(np.cumsum(chances), percent[later], side="right")
    return level
