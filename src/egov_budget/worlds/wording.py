"""Titles and descriptions, put together from templates and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.families import Ints
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.paraphrase import Paraphrase
from egov_budget.worlds.vocabulary import vocabulary
from egov_budget.worlds.works import COMPONENTS, Works


def texts(works: Works, paraphrase: Paraphrase, agency: Words) -> tuple[Words, Words]:
    """Return title and description of every project.

    Parameters
    ----------
    works : Works
        What each project does.
    paraphrase : Paraphrase
        How each is worded.
    agency : ndarray of object
        Title of the agency of each.

    Returns
    -------
    titles, descriptions : ndarray of object
        Persian or English, as the paraphrase says.
    """
    slots = {"fa": _slots(works, paraphrase, agency), "en": _slots_en(works, paraphrase)}
    return (
        _texts("titles", slots, paraphrase.title, paraphrase.english_title, paraphrase.script),
        _texts(
            "descriptions", slots, paraphrase.description, paraphrase.english_description, paraphrase.script
        ),
    )


def _texts(
    what: str,
    slots: Mapping[str, Mapping[str, Words]],
    template: Ints,
    english: NDArray[np.bool_],
    script: Ints,
) -> Words:
    """Return titles or descriptions, each by its template in its language, Persian as its writer types."""
    told = vocabulary("wording")
    texts = np.empty(len(template), dtype=object)
    for language, wanted in (("fa", ~english), ("en", english)):
        _fill(texts, wanted, template, told[what][language], slots[language])
    for number, habit in enumerate(told["scripts"]):
        rows = np.flatnonzero(~english & (script == number))
        for letter, typed in habit.items():
            texts[rows] = np.array([text.replace(letter, typed) for text in texts[rows]], dtype=object)
    return texts


def _slots(works: Works, paraphrase: Paraphrase, agency: Words) -> dict[str, Words]:
    words, synonym = lexicon(), paraphrase.synonym
    operation, thing = np.split(synonym[:, -2 * COMPONENTS :], 2, axis=1)
    components = words.components[works.components, 2 * operation + thing]
    registers = words.registers[works.registers]
    return {
        "function": words.functions[works.function, synonym[:, 0]],
        "platform": words.platforms[works.platform, synonym[:, 1]],
        "goal": words.goals[works.goal, synonym[:, 2]],
        "noun": words.nouns[works.noun, paraphrase.noun],
        "qualifier": words.qualifiers[works.qualifier],
        "addressee": words.addressees[works.addressee],
        "boilerplate": words.boilerplate[paraphrase.boilerplate],
        "agency": agency,
        "name": words.given_names[paraphrase.name],
        **{f"c{place}": components[:, place] for place in range(COMPONENTS)},
        **{f"r{place}": registers[:, place] for place in range(registers.shape[1])},
    }


def _slots_en(works: Works, paraphrase: Paraphrase) -> dict[str, Words]:
    words, synonym = lexicon(), paraphrase.synonym
    components = words.components_en[works.components]
    return {
        "function": words.functions_en[works.function, synonym[:, 0]],
        "platform": words.platforms_en[works.platform, synonym[:, 1]],
        "goal": words.goals_en[works.goal],
        "noun": words.nouns_en[works.noun],
        "qualifier": words.qualifiers_en[works.qualifier],
        "boilerplate": words.boilerplate_en[paraphrase.boilerplate],
        **{f"c{place}": components[:, place] for place in range(COMPONENTS)},
    }


def _fill(
    texts: Words,
    wanted: NDArray[np.bool_],
    chosen: Ints,
    templates: Sequence[str],
    slots: Mapping[str, Words],
) -> None:
    """Fill the chosen template of every wanted row; a text begins with a capital where there are any."""
    for number, template in enumerate(templates):
        rows = np.flatnonzero(wanted & (chosen == number))
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        put = template.format(**{name: f"{{{place}}}" for place, name in enumerate(names)}).format
        filled = [put(*cells) for cells in zip(*(slots[name][rows] for name in names), strict=True)]
        texts[rows] = np.array([text[:1].upper() + text[1:] for text in filled], dtype=object)
