"""The vocabulary as arrays: a word is an index, and a project's text is put together from indices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.vocabulary.functions import (
    CATEGORIES,
    DATA_EXCHANGE,
    FUNCTIONS,
    INDICATORS,
    PLATFORMS,
    UMBRELLA,
)
from egov_budget.worlds.vocabulary.government import GOVERNMENT
from egov_budget.worlds.vocabulary.housekeeping import HOUSEKEEPING
from egov_budget.worlds.vocabulary.phrases import OPERATIONS, THINGS
from egov_budget.worlds.vocabulary.qualifiers import QUALIFIERS
from egov_budget.worlds.vocabulary.stock import BOILERPLATE, GOALS

Words = NDArray[np.object_]

LINES_A_FIELD = 6
NOUNS_A_FIELD = 6
PLURAL = "\u200cهای"  # behind a zero-width non-joiner, as it should be typed
JOINED = "های"  # as it often is


@dataclass(frozen=True)
class Lexicon:
    """Every word of the vocabulary, by index; the second axis of a two-dimensional array is the wording.

    Parameters
    ----------
    fields : ndarray of object, shape (fields, 5)
        Id, Persian, English, COFOG, sector; those of ``own`` agencies first.
    own : int
        How many fields belong to agencies of their own.
    addressees, events, registers : ndarray of object
        Three, two and three for each field, in order of the fields.
    nouns : ndarray of object, shape (6 fields, 4)
        Word, plural, plural typed as one word, synonym.
    nouns_en : ndarray of object
        The same nouns in English.
    functions, functions_en : ndarray of object, shape (functions, 2)
        Word, synonym.
    produces : ndarray of object
        What each function puts out.
    category : ndarray of int
        Category of each function.
    raises : ndarray of int, shape (functions, 2)
        Indicators that each function raises, the stronger first.
    exchange : int
        The function that exchanges data between agencies.
    platforms, platforms_en : ndarray of object, shape (platforms + 1, 2)
        Word, synonym; the last is the umbrella programme.
    components, components_en : ndarray of object, shape (components, 4) and (components,)
        Operation on a thing; wordings: both words, thing's synonym, operation's synonym, both synonyms.
    things : int
        How many things there are: component ``c`` is operation ``c // things`` on thing ``c % things``.
    qualifiers, qualifiers_en : ndarray of object
        What narrows a project down.
    goals, goals_en : ndarray of object, shape (goals, 2) and (goals,)
        Word, synonym.
    boilerplate, boilerplate_en : ndarray of object
        Sentences that could stand in any request.
    """

    fields: Words
    own: int
    addressees: Words
    events: Words
    registers: Words
    nouns: Words
    nouns_en: Words
    functions: Words
    functions_en: Words
    produces: Words
    category: NDArray[np.intp]
    raises: NDArray[np.intp]
    exchange: int
    platforms: Words
    platforms_en: Words
    components: Words
    components_en: Words
    things: int
    qualifiers: Words
    qualifiers_en: Words
    goals: Words
    goals_en: Words
    boilerplate: Words
    boilerplate_en: Words


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary as arrays, read once.

    Examples
    --------
    >>> lexicon().fields[0].tolist()
    ['health', 'سلامت', 'health', '07.2', 'بهداشت و رفاه']
    """
    fields = [_field(block) for block in _blocks(GOVERNMENT + HOUSEKEEPING, LINES_A_FIELD)]
    nouns = _table(noun for field in fields for noun in field[4])
    functions = _table(_cells(" | ".join(block)) for block in _blocks(FUNCTIONS, 2))
    platforms = _table(_cells(line) for line in _lines(PLATFORMS + UMBRELLA))
    operations = _table(_cells(line) for line in _lines(OPERATIONS))
    things = _table(_cells(line) for line in _lines(THINGS))
    qualifiers = _table(_cells(line) for line in _lines(QUALIFIERS))
    goals = _table(_cells(line) for line in _lines(GOALS))
    boilerplate = _table(_blocks(BOILERPLATE, 2))
    indicators = {name: place for place, (name, _, _) in enumerate(INDICATORS)}
    return Lexicon(
        fields=_table(field[0] for field in fields),
        own=len(_lines(GOVERNMENT)) // LINES_A_FIELD,
        addressees=_row(word for field in fields for word in field[1]),
        events=_row(word for field in fields for word in field[2]),
        registers=_row(word for field in fields for word in field[3]),
        nouns=_table(
            [word, _plural(word, PLURAL), _plural(word, JOINED), synonym] for word, synonym, _ in nouns
        ),
        nouns_en=nouns[:, 2],
        functions=functions[:, :2],
        functions_en=functions[:, 2:4],
        produces=functions[:, 4],
        category=np.array([CATEGORIES.index(name) for name in functions[:, 5]]),
        raises=np.array([[indicators[name] for name in pair] for pair in functions[:, 6:]]),
        exchange=functions[:, 0].tolist().index(DATA_EXCHANGE),
        platforms=platforms[:, :2],
        platforms_en=platforms[:, 2:],
        components=_row(
            f"{operation[first]} {thing[second]}"
            for operation in operations
            for thing in things
            for first in (0, 1)
            for second in (0, 1)
        ).reshape(-1, 4),
        components_en=_row(f"{operation[2]} {thing[2]}" for operation in operations for thing in things),
        things=len(things),
        qualifiers=qualifiers[:, 0],
        qualifiers_en=qualifiers[:, 1],
        goals=goals[:, :2],
        goals_en=goals[:, 2],
        boilerplate=boilerplate[:, 0],
        boilerplate_en=boilerplate[:, 1],
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _cells(line: str) -> list[str]:
    return line.split(" | ")


def _blocks(text: str, height: int) -> list[list[str]]:
    lines = _lines(text)
    return [lines[start : start + height] for start in range(0, len(lines), height)]


def _field(block: list[str]) -> tuple[list[str], list[str], list[str], list[str], list[list[str]]]:
    addressees, events = _cells(block[1])
    nouns = [noun.split(" = ") for line in block[3:] for noun in line.split("; ")]
    return _cells(block[0]), addressees.split("; "), events.split("; "), block[2].split("; "), nouns


def _plural(word: str, ending: str) -> str:
    first, *rest = word.split(" ")
    return " ".join([first + ending, *rest])


def _table(rows: Iterable[Sequence[str]]) -> Words:
    return np.array(list(rows), dtype=object)


def _row(words: Iterable[str]) -> Words:
    return np.array(list(words), dtype=object)
