"""The vocabulary as arrays: a word is an index, and a project's text is put together from indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.vocabulary import vocabulary

Words = NDArray[np.object_]

NOUNS_A_FIELD = 6
WORDINGS = ((0, 0), (0, 1), (1, 0), (1, 1))  # of a component: synonym of the operation, of the thing


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
    indicators : DataFrame
        Id, title and weight of each indicator.
    categories : ndarray of object
        Categories of projects.
    channels : ndarray of object
        Channels that go together, parted by ``;``.
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
    given_names : ndarray of object
        Names of systems.
    """

    fields: Words
    own: int
    addressees: Words
    events: Words
    registers: Words
    nouns: Words
    nouns_en: Words
    indicators: pd.DataFrame
    categories: Words
    channels: Words
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
    given_names: Words


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary as arrays, made once.

    Examples
    --------
    >>> lexicon().fields[0].tolist()
    ['health', 'سلامت', 'health', '07.2', 'بهداشت و رفاه']
    """
    return Lexicon(**_fields(), **_functions(), **_components(), **_phrases())


def _fields() -> dict[str, Any]:
    told = vocabulary("fields")
    fields = [*told["own"], *told["shared"]]
    lists = {name: _words(chain.from_iterable(field[name] for field in fields))
             for name in ("addressees", "events", "registers")}  # fmt: skip
    plurals = vocabulary("wording")["plurals"]
    things = [thing for field in fields for thing in field["things"]]
    nouns = ([word, *(_plural(word, ending) for ending in plurals), synonym] for word, synonym, _ in things)
    head = ("id", "title", "title_en", "cofog", "sector")
    return {
        **lists,
        "fields": _words([field[name] for name in head] for field in fields),
        "own": len(told["own"]),
        "nouns": _words(nouns),
        "nouns_en": _words(things)[:, 2],
    }


def _functions() -> dict[str, Any]:
    told = vocabulary("functions")
    functions, platforms = told["functions"], _words(told["platforms"])
    words, categories = _words(function["words"] for function in functions), told["categories"]
    place = {indicator["id"]: at for at, indicator in enumerate(told["indicators"])}
    return {
        "indicators": pd.DataFrame(told["indicators"]),
        "categories": _words(categories),
        "channels": _words(map(";".join, told["channels"])),
        "functions": words[:, :2],
        "functions_en": words[:, 2:],
        "produces": _words(function["produces"] for function in functions),
        "category": np.array([categories.index(function["category"]) for function in functions]),
        "raises": np.array([[place[name] for name in function["raises"]] for function in functions]),
        "exchange": words[:, 0].tolist().index(told["exchange"]),
        "platforms": platforms[:, :2],
        "platforms_en": platforms[:, 2:],
    }


def _components() -> dict[str, Any]:
    told = vocabulary("components")
    pairs = [*product(told["operations"], told["things"])]
    return {
        "components": _words([f"{of[one]} {on[other]}" for one, other in WORDINGS] for of, on in pairs),
        "components_en": _words(f"{of[2]} {on[2]}" for of, on in pairs),
        "things": len(told["things"]),
    }


def _phrases() -> dict[str, Any]:
    told = vocabulary("phrases")
    qualifiers, goals, boilerplate = (_words(told[name]) for name in ("qualifiers", "goals", "boilerplate"))
    return {
        "qualifiers": qualifiers[:, 0],
        "qualifiers_en": qualifiers[:, 1],
        "goals": goals[:, :2],
        "goals_en": goals[:, 2],
        "boilerplate": boilerplate[:, 0],
        "boilerplate_en": boilerplate[:, 1],
        "given_names": _words(told["given_names"]),
    }


def _plural(word: str, ending: str) -> str:
    first, *rest = word.split(" ")
    return " ".join([first + ending, *rest])


def _words(told: Iterable[Any]) -> Words:
    return np.array(list(told), dtype=object)
