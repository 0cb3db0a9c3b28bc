"""Titles and descriptions, put together from templates and words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.doubled import LONG
from egov_budget.worlds.families import Families, Ints, Relation
from egov_budget.worlds.lexicon import Words
from egov_budget.worlds.paraphrase import Paraphrase, paraphrase
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import COMPONENTS


def texts(blueprint: Blueprint) -> dict[str, Words]:
    """Return title and description of every project, as laid out in the families.

    Parameters
    ----------
    blueprint : Blueprint
        What each project does, and in which language it is told.

    Returns
    -------
    dict of str to ndarray of object
        ``title`` and ``description``; Persian is typed as its writer does.
    """
    words, works, families = blueprint.words, blueprint.works, blueprint.families
    said = paraphrase(families, blueprint.seed)
    told = vocabulary("wording", words.language)
    slots = _slots(blueprint, said)
    titles = _filled(words.titles.ravel(), works.function * words.titles.shape[1] + said.title, slots)
    titles = _spoken(_joined(titles, slots["scope"]), said.synonym, words.language)
    named = np.flatnonzero((families.relation == Relation.ROLLOUT)[families.family])
    suffix = told["titles"]["rollout"].format
    titles[named] = [f"{titles[at]} {suffix(name=slots['name'][at])}" for at in named]
    descriptions = _filled(np.array(told["descriptions"], dtype=object), said.description, slots)
    return {
        "title": _typed(titles, said.script, words.language),
        "description": _typed(
            _spoken(descriptions, said.synonym, words.language), said.script, words.language
        ),
    }


def _slots(blueprint: Blueprint, said: Paraphrase) -> dict[str, Words]:
    words, works, families = blueprint.words, blueprint.works, blueprint.families
    umbrella = np.isin(np.arange(len(works.noun)), families.umbrella)
    components = words.features[works.components, said.component]
    registers = words.registers[works.registers]
    name = words.names[said.name]
    return {
        "": np.where(umbrella, words.fields[words.field[works.noun], 1], words.services[works.noun]),
        "scope": words.scopes[words.placed[works.function], works.scope],
        "type": words.types[works.function, 0],
        "goal": words.goals[works.goal, said.goal],
        "addressee": words.addressees[works.addressee],
        "boilerplate": words.boilerplate[said.boilerplate],
        "name": name,
        "kin": _kin(families, blueprint.agencies.titles[families.agency], name, words.language),
        **{f"c{place}": components[:, place] for place in range(COMPONENTS)},
        **{f"r{place}": registers[:, place] for place in range(registers.shape[1])},
    }


def _kin(families: Families, agency: Words, name: Words, language: str) -> Words:
    """Return the sentence on related work of every project, empty for what stands for itself."""
    told = vocabulary("wording", language)["kin"]
    first = np.arange(len(agency)) - families.rank
    other = np.where(families.rank > 0, first, np.minimum(first + 1, len(agency) - 1))
    kin = np.full(len(agency), "", dtype=object)
    for relation in (Relation.JOINT, Relation.ROLLOUT, Relation.SITE):
        for row in np.flatnonzero((families.relation == relation)[families.family]):
            sentence = told[relation.name.lower()][min(families.rank[row], 1)]
            kin[row] = sentence.format(other=agency[other[row]], name=name[row]) + " "
    return kin


def _filled(templates: Words, chosen: Ints, slots: Mapping[str, Words]) -> Words:
    """Fill the template of every row."""
    rows = (dict(zip(slots, row, strict=True)) for row in zip(*slots.values(), strict=True))
    told = zip(chosen.tolist(), rows, strict=True)
    return np.array([templates[number].format(row[""], **row) for number, row in told], dtype=object)


def _joined(texts: Words, endings: Words) -> Words:
    return np.array([f"{a} {b}" if b else a for a, b in zip(texts, endings, strict=True)], dtype=object)


def _spoken(texts: Words, synonym: NDArray[np.bool_], language: str) -> Words:
    """Put synonyms for words, but for those of which a part is there already: no title says a word twice."""
    padded = [f" {text} " for text in texts]
    for number, (word, other) in enumerate(vocabulary("phrases")["synonyms"]):
        if word.isascii() != (language == "en"):
            continue
        at, by = f" {word} ", f" {other} "
        parts = [part for part in re.split(r"[\s\u200c]", other) if len(part) > LONG and part not in word]
        for row in np.flatnonzero(synonym[:, number]).tolist():
            text = padded[row]
            if at in text and not any(part in text for part in parts):
                padded[row] = text.replace(at, by)
    return np.array([text[1:2].upper() + text[2:-1] for text in padded], dtype=object)


def _typed(texts: Words, script: Ints, language: str) -> Words:
    """Return Persian as its writers type."""
    for number, habit in enumerate(vocabulary("wording")["scripts"] if language == "fa" else []):
        rows = np.flatnonzero(script == number)
        for letter, typed in habit.items():
            texts[rows] = [text.replace(letter, typed) for text in texts[rows]]
    return texts
