"""CPSV-AP attributes of services and projects: they follow from the work, not from its wording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from egov_budget.worlds.families import Ints
from egov_budget.worlds.lexicon import Lexicon, Words

MISDECLARED_IN_PERCENT = 6


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What services and projects have in common: indices into the lexicon.

    Parameters
    ----------
    noun : ndarray of int
        Service of the lexicon that it is about.
    addressee, event, channel : ndarray of int
        For whom, at which event, through what.
    registers : ndarray of int, shape (n, 3)
        Registers it needs.
    """

    noun: Ints
    addressee: Ints
    event: Ints
    channel: Ints
    registers: Ints


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
