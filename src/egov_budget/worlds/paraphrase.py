"""How each project is put into words: as its family's first project is, or farther and farther from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.dice import dice
from egov_budget.worlds.families import Families, Ints, Pattern
from egov_budget.worlds.lexicon import lexicon
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import COMPONENTS


class Level(IntEnum):
    """How far a wording is from that of the family's first project."""

    COPY = 0
    LIGHT = 1
    MEDIUM = 2
    HEAVY = 3
    OTHER_LANGUAGE = 4


LEVEL_IN_PERCENT = {  # of later projects, in order of the levels
    Pattern.DUPLICATION: (32, 36, 25, 5, 2),
    Pattern.OVERLAP: (8, 36, 40, 12, 4),
    Pattern.FRAGMENTATION: (8, 36, 40, 12, 4),
    Pattern.DRIFT: (20, 40, 40, 0, 0),
    Pattern.LOOKALIKE: (40, 60, 0, 0, 0),
}
SYNONYMS_IN_PERCENT = np.array([0, 12, 34, 90, 20])  # words exchanged, by level
FIRST_SYNONYMS_IN_PERCENT = 20
SLOTS = ("function", "platform", "goal", *["operation"] * COMPONENTS, *["thing"] * COMPONENTS)
ENGLISH_TITLES_IN_PERCENT = 30
ENGLISH_DESCRIPTIONS_IN_PERCENT = 8
SCRIPTS_IN_PERCENT = (80, 8, 8, 4)  # as it should be, Arabic letters, spaces for joiners, no joiners


@dataclass(frozen=True)
class Paraphrase:
    """Choices of wording for each project, as laid out in the families.

    Parameters
    ----------
    level : ndarray of int
        Distance from the family's first project, a ``Level``.
    synonym : ndarray of bool, shape (projects, 15)
        Whether the synonym stands for the word, by slot (see ``SLOTS``).
    noun : ndarray of int
        Wording of the noun: word, plural, plural typed as one word, synonym.
    title, description : ndarray of int
        Templates.
    english_title, english_description : ndarray of bool
        Languages.
    boilerplate, name : ndarray of int
        What pads the text.
    script : ndarray of int
        How Persian letters are typed.
    """

    level: Ints
    synonym: NDArray[np.int64]
    noun: Ints
    title: Ints
    description: Ints
    english_title: NDArray[np.bool_]
    english_description: NDArray[np.bool_]
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
    rng, wording = dice(seed, "wording"), vocabulary("wording")
    family, count, groups = families.family, len(families.family), len(families.pattern)
    level = _levels(rng, families)
    firsts = rng.integers(100, size=(groups, len(SLOTS)), dtype=np.int8) < FIRST_SYNONYMS_IN_PERCENT
    flips = rng.integers(100, size=(count, len(SLOTS)), dtype=np.int8) < SYNONYMS_IN_PERCENT[level][:, None]
    inflected = rng.integers(100, size=count) < SYNONYMS_IN_PERCENT[level]
    noun = np.where(level >= Level.HEAVY, 3, rng.integers(1, 3, size=count))
    other = level == Level.OTHER_LANGUAGE

    def chosen(among: int, own_from: Level) -> Ints:
        """Draw for families, and anew for projects at that level or farther."""
        theirs, own = rng.integers(among, size=groups)[family], rng.integers(among, size=count)
        return np.where(level >= own_from, own, theirs)

    return Paraphrase(
        level=level,
        synonym=(firsts[family] ^ flips).astype(np.int64),
        noun=np.where(inflected, noun, 0),
        title=chosen(len(wording["titles"]["fa"]), Level.LIGHT),
        description=chosen(len(wording["descriptions"]["fa"]), Level.MEDIUM),
        english_title=(rng.integers(100, size=groups) < ENGLISH_TITLES_IN_PERCENT)[family] ^ other,
        english_description=(rng.integers(100, size=groups) < ENGLISH_DESCRIPTIONS_IN_PERCENT)[family]
        ^ other,
        boilerplate=chosen(len(lexicon().boilerplate), Level.MEDIUM),
        name=rng.integers(len(lexicon().given_names), size=count),
        script=np.searchsorted(np.cumsum(SCRIPTS_IN_PERCENT), rng.integers(100, size=count), side="right"),
    )


def _levels(rng: np.random.Generator, families: Families) -> Ints:
    percent = rng.integers(100, size=len(families.rank))
    level = np.zeros(len(percent), dtype=np.int64)
    for pattern, chances in LEVEL_IN_PERCENT.items():
        later = families.of(pattern) & (families.rank > 0)
        level[later] = np.searchsorted(np.cumsum(chances), percent[later], side="right")
    return level
