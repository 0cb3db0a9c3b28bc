"""Titles and descriptions, put together from templates and words."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

import numpy as np

from egov_budget.worlds.blueprint import Blueprint
from egov_budget.worlds.families import Families, Ints, Relation
from egov_budget.worlds.lexicon import Words, doubled
from egov_budget.worlds.paraphrase import Paraphrase, paraphrase
from egov_budget.worlds.vocabulary import LANGUAGES, vocabulary
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
    titles = _filled(words.titles[works.function, said.title], {"": slots["subject"]})
    titles = _spoken(_joined(titles, slots["scope"]), said)
    named = np.flatnonzero((families.relation == Relation.ROLLOUT)[families.family])
    suffix = told["titles"]["rollout"].format
    titles[named] = [f"{titles[at]} {suffix(name=slots['name'][at])}" for at in named]
    template = np.array(told["descriptions"], dtype=object)[said.description]
    return {
        "title": _typed(titles, said.script, blueprint),
        "description": _typed(_spoken(_filled(template, slots), said), said.script, blueprint),
    }


def _slots(blueprint: Blueprint, said: Paraphrase) -> dict[str, Words]:
    words, works, families = blueprint.words, blueprint.works, blueprint.families
    umbrella = np.isin(np.arange(len(works.noun)), families.umbrella)
    components = words.features[works.components, said.component]
    registers = words.registers[works.registers]
    name = words.names[said.name]
    return {
        "subject": np.where(umbrella, words.fields[words.field[works.noun], 1], words.services[works.noun]),
        "scope": words.scopes[works.scope],
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


def _filled(template: Words, slots: Mapping[str, Words]) -> Words:
    """Fill the template of every row."""
    texts = np.empty(len(template), dtype=object)
    kinds, kind = np.unique(template.astype(str), return_inverse=True)
    for number, text in enumerate(kinds.tolist()):
        rows = np.flatnonzero(kind == number)
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        put = text if names == [""] else text.format(**{name: f"{{{at}}}" for at, name in enumerate(names)})
        texts[rows] = [
            put.format(*cells) for cells in zip(*(slots[name][rows] for name in names), strict=True)
        ]
    return texts


def _joined(texts: Words, endings: Words) -> Words:
    return np.array([f"{a} {b}" if b else a for a, b in zip(texts, endings, strict=True)], dtype=object)


def _spoken(texts: Words, said: Paraphrase) -> Words:
    """Put synonyms for words, but for those that would stand twice in a title."""
    padded = np.array([f" {text} " for text in texts], dtype=object)
    for number, (word, synonym) in enumerate(vocabulary("phrases")["synonyms"]):
        at, by = f" {word} ", f" {synonym} "
        for row in np.flatnonzero(said.synonym[:, number]):
            if at in padded[row]:
                told = padded[row].replace(at, by)
                if not doubled(told) or doubled(padded[row]):
                    padded[row] = told
    return np.array([text[1:2].upper() + text[2:-1] for text in padded], dtype=object)


def _typed(texts: Words, script: Ints, blueprint: Blueprint) -> Words:
    """Return Persian as its writers type."""
    for number, habit in enumerate(
        vocabulary("wording")["scripts"] if blueprint.words.language == LANGUAGES[0] else []
    ):
        rows = np.flatnonzero(script == number)
        for letter, typed in habit.items():
            texts[rows] = [text.replace(letter, typed) for text in texts[rows]]
    return texts
