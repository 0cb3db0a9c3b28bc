"""CPSV-AP attributes of services and projects: they follow from the work, not from its wording."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from egov_budget.worlds.families import Ints
from egov_budget.worlds.lexicon import Lexicon, Words

MISDECLARED_IN_PERCENT = 6


class Subject(Protocol):
    """What services and projects have in common: indices into the lexicon."""

    @property
    def noun(self) -> Ints:
        """Service of the lexicon."""

    @property
    def addressee(self) -> Ints:
        """For whom."""

    @property
    def event(self) -> Ints:
        """At which event."""

    @property
    def channel(self) -> Ints:
        """Through which channels."""

    @property
    def registers(self) -> Ints:
        """Three registers."""


def attributes(of: Subject, rng: np.random.Generator, words: Lexicon) -> dict[str, Words]:
    """Return the attributes of each work, several values in one cell parted by ``;``.

    Parameters
    ----------
    of : Subject
        Services or works.
    rng : numpy.random.Generator
        Decides on the 6 % that declare a wrong function of government.
    words : Lexicon
        In which language.

    Returns
    -------
    dict of str to ndarray of object
        By names of the columns.

    References
    ----------
    CPSV-AP 3.2, the EU's vocabulary of public services; COFOG, the UN's functions of government.
    """
    count, field = len(of.noun), words.field[of.noun]
    wrong = rng.integers(100, size=count) < MISDECLARED_IN_PERCENT
    declared = np.where(wrong, rng.integers(len(words.fields), size=count), field)
    return {
        "thematic_area": words.fields[field, 1],
        "sector": words.fields[field, 3],
        "function": words.fields[declared, 2],
        "addressee": words.addressees[of.addressee],
        "event": words.events[of.event],
        "has_input": joined(*words.registers[of.registers].T),
        "channel": words.channels[of.channel],
    }


def joined(*columns: Words) -> Words:
    """Return several values of one cell, without empty ones."""
    return np.array([";".join(filter(None, cells)) for cells in zip(*columns, strict=True)], dtype=object)
