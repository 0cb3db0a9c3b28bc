"""CPSV-AP attributes of services and projects: they follow from the work, not from its wording."""

from __future__ import annotations

import numpy as np

from egov_budget.worlds.lexicon import NOUNS_A_FIELD, Words, lexicon
from egov_budget.worlds.works import Works

MISDECLARED_IN_PERCENT = 4


def attributes(works: Works, rng: np.random.Generator) -> dict[str, Words]:
    """Return the attributes of each work, several values in one cell parted by ``;``.

    Parameters
    ----------
    works : Works
        What each service or project does.
    rng : numpy.random.Generator
        Decides on channels, and on the 4 % that declare a wrong function of government.

    Returns
    -------
    dict of str to ndarray of object
        By names of the columns.

    References
    ----------
    CPSV-AP 3.2, the EU's vocabulary of public services; COFOG, the UN's functions of government.
    """
    words, count = lexicon(), len(works.noun)
    field = works.noun // NOUNS_A_FIELD
    wrong = rng.integers(100, size=count) < MISDECLARED_IN_PERCENT
    declared = np.where(wrong, rng.integers(len(words.fields), size=count), field)
    registers = words.registers[works.registers]
    return {
        "thematic_area": words.fields[field, 1],
        "sector": words.fields[field, 4],
        "function": words.fields[declared, 3],
        "addressee": words.addressees[works.addressee],
        "event": words.events[works.event],
        "has_input": _joined(*registers.T),
        "produces": words.produces[works.function],
        "channel": words.channels[(works.platform + rng.integers(2, size=count)) % len(words.channels)],
        "keyword": _joined(
            words.nouns[works.noun, 0], words.functions[works.function, 0], words.qualifiers[works.qualifier]
        ),
    }


def _joined(*columns: Words) -> Words:
    return np.array([";".join(cells) for cells in zip(*columns, strict=True)], dtype=object)
