"""The vocabulary as arrays: a word is an index, and a project's text is put together from indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from egov_budget.worlds.doubled import doubled
from egov_budget.worlds.vocabulary import LANGUAGES, vocabulary

Words = NDArray[np.object_]

FACILITIES, FACILITY = "datacentre", "facility"


@dataclass(frozen=True)
class Lexicon:
    """Every word of the vocabulary in one language, by index.

    Parameters
    ----------
    language : str
        ``"fa"`` or ``"en"``.
    fields : ndarray of object, shape (fields, 4)
        Id, title, COFOG, sector; those of ``own`` agencies first.
    own : int
        How many fields belong to agencies of their own.
    bodies, addressees, events, registers : ndarray of object
        Three, three, two and three for each field, in order of the fields; bodies for own fields alone.
    services : ndarray of object
        What citizens call each service, in order of the fields.
    field : ndarray of int
        Field of each service.
    outcome : ndarray of object
        What each service puts out; those of shared fields nothing.
    applies, facility : ndarray of bool
        Whether the service has an application form; whether it is equipment and building work.
    variants : tuple of tuple of str
        Titles of each service of own fields: its name, and what it is narrowed down to.
    types : ndarray of object, shape (types, 2)
        Name and outcome of each type of project; the last is the umbrella programme.
    titles : ndarray of object, shape (types, 3)
        How each type is put into a title.
    cost : ndarray of int
        Percent of the usual cost.
    category : ndarray of int
        Category of each type.
    raises : ndarray of int, shape (types, 2)
        Indicators that each type raises, the stronger first.
    suits : ndarray of bool, shape (services, types)
        Which services each type can be about without a word said twice.
    placed : ndarray of int
        1 for types whose work has a place, 0 for others.
    exchange, equipment, facilities : int
        The type that exchanges data between agencies, that of equipment, and the field of facilities.
    general : int
        How many of the scopes name no province.
    indicators : DataFrame
        Id, title and weight of each indicator.
    name, source_of_funds, law, due : str
        What the world is called, where its pool comes from, which law data are owed by, and by when.
    programmes : DataFrame
        Title and classification of each category, and the part of a project's cost that is capital.
    categories, channels, boilerplate, names : ndarray of object
        Categories of projects, channels that go together, sentences that could stand in any request,
        names of systems.
    scopes : ndarray of object, shape (2, scopes)
        Which turn it is of work without a place, where work is done that has one; the first is all of it.
    goals, features : ndarray of object, shape (words, 2)
        Two ways to say each; the ``soft`` first features are those of systems, the others of facilities.
    """

    language: str
    fields: Words
    own: int
    bodies: Words
    addressees: Words
    events: Words
    registers: Words
    services: Words
    field: NDArray[np.int64]
    outcome: Words
    applies: NDArray[np.bool_]
    facility: NDArray[np.bool_]
    variants: tuple[tuple[str, ...], ...]
    types: Words
    titles: Words
    cost: NDArray[np.int64]
    category: NDArray[np.int64]
    raises: NDArray[np.int64]
    suits: NDArray[np.bool_]
    placed: NDArray[np.int64]
    exchange: int
    equipment: int
    facilities: int
    general: int
    indicators: pd.DataFrame
    name: str
    source_of_funds: str
    law: str
    due: str
    programmes: pd.DataFrame
    categories: Words
    channels: Words
    scopes: NDArray[np.object_]
    boilerplate: Words
    names: Words
    goals: Words
    features: Words
    soft: int


@cache
def lexicon(language: str = LANGUAGES[0]) -> Lexicon:
    """Return the vocabulary as arrays, made once for each language.

    Examples
    --------
    >>> lexicon().fields[0].tolist(), lexicon("en").services[0]
    (['health', 'سلامت', '07.2', 'بهداشت و رفاه'], 'hospital and clinic appointments')
    """
    return Lexicon(language, **_fields(language), **_projects(language), **_phrases(language))


def _fields(language: str) -> dict[str, Any]:
    told = vocabulary("fields", language)
    kinds = vocabulary("projects", language)["kinds"]
    fields = [*told["own"], *told["shared"]]
    services = [service for field in fields for service in field["services"]]
    inner = {"produces": "", "applies": True}
    lists = {name: _words(chain.from_iterable(field.get(name, []) for field in fields))
             for name in ("bodies", "addressees", "events", "registers")}  # fmt: skip
    return {
        **lists,
        "fields": _words([field[name] for name in ("id", "title", "cofog", "sector")] for field in fields),
        "own": len(told["own"]),
        "facilities": [field["id"] for field in fields].index(FACILITIES),
        "services": _words(name for _, name, *_ in services),
        "field": np.repeat(np.arange(len(fields)), [len(field["services"]) for field in fields]),
        "outcome": _words(kinds.get(kind, inner)["produces"] for kind, *_ in services),
        "applies": np.array([kinds.get(kind, inner)["applies"] for kind, *_ in services]),
        "facility": np.array([kind == FACILITY for kind, *_ in services]),
        "variants": _variants(language, services),
    }


def _variants(language: str, services: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return every way to narrow each service down, itself first; none says a Persian word twice."""
    told, persian = vocabulary("variants", language), vocabulary("variants")
    plain = [name for field in vocabulary("fields")["own"] for _, name, _ in field["services"]]

    def titles(name: str, ways: dict[str, Any], kind: str, letters: str, number: int) -> list[str]:
        narrower = chain.from_iterable(_turned(ways["by"][letter], number) for letter in letters)
        endings = [way if "{" in way else f"{{}} {way}" for way in narrower]
        rest = name.partition(" ")[2]
        return [name, *(way.format(name, rest=rest) for way in (*ways["of"][kind], *endings))]

    found = []
    for number, ((kind, name, letters), known) in enumerate(zip(services, plain, strict=False)):
        both = zip(
            titles(name, told, kind, letters, number),
            titles(known, persian, kind, letters, number),
            strict=True,
        )
        fit = [(title, at) for title, at in both if at == known or (not doubled(at) and at not in plain)]
        found.append(tuple(title for title, _ in fit))
    return tuple(found)


def _turned(told: list[str], number: int) -> list[str]:
    """Begin at another place of a list for every service."""
    at = number % len(told)
    return told[at:] + told[:at]


def _projects(language: str) -> dict[str, Any]:
    told = vocabulary("projects", language)
    types, categories = told["types"], told["categories"]
    names = [kind["name"] for kind in types]
    place = {indicator["id"]: at for at, indicator in enumerate(told["indicators"])}
    return {
        "indicators": pd.DataFrame(told["indicators"]),
        **{name: told[name] for name in ("name", "source_of_funds", "law", "due")},
        "programmes": pd.DataFrame(told["programmes"]),
        "categories": _words(categories),
        "channels": _words(told["channels"]),
        "types": _words(zip(names, (kind["produces"] for kind in types), strict=True)),
        "titles": _words(kind["titles"] for kind in types),
        "cost": np.array([kind["cost"] for kind in types]),
        "category": np.array([categories.index(kind["category"]) for kind in types]),
        "raises": np.array([[place[name] for name in kind["raises"]] for kind in types]),
        "suits": _suits(),
        "placed": np.array([kind.get("placed", False) for kind in types], dtype=np.int64),
        "exchange": names.index(told["exchange"]),
        "equipment": [kind.get("kinds") for kind in types].index([FACILITY]),
    }


@cache
def _suits() -> NDArray[np.bool_]:
    """Return which types each service suits: by its kind, and where no title says a Persian word twice."""
    told, types = vocabulary("fields"), vocabulary("projects")["types"]
    services = [service for field in (*told["own"], *told["shared"]) for service in field["services"]]

    def suits(service: list[str], of: dict[str, Any]) -> bool:
        kind, name, letters = (*service, "")[:3]
        right = kind in of["kinds"] if "kinds" in of else kind != FACILITY
        right &= "letters" not in of or not set(of["letters"]).isdisjoint(letters)
        return right and not any(doubled(title.format(name)) for title in of["titles"])

    return np.array([[suits(service, of) for of in types] for service in services])


def _phrases(language: str) -> dict[str, Any]:
    told = vocabulary("phrases", language)
    scopes = [told["turns"], [*told["scopes"], *vocabulary("variants", language)["by"]["p"]]]
    made_of = vocabulary("features", language)
    soft, hard = (
        [[way.format(what) for way in ways] for ways, objects in made_of[name] for what in objects]
        for name in ("features", "equipment")
    )
    lists = {name: _words(told[name]) for name in ("goals", "boilerplate", "names")}
    return {
        **lists,
        "scopes": _words(scopes),
        "general": len(told["scopes"]),
        "features": _words([*soft, *hard]),
        "soft": len(soft),
    }


def _words(told: Iterable[Any]) -> Words:
    return np.array(list(told), dtype=object)
