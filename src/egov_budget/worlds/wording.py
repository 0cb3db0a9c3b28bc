"""Titles and descriptions, put together from templates and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

import numpy as np
from numpy.typing import NDArray

from egov_budget.worlds.families import Ints
from egov_budget.worlds.lexicon import Words, lexicon
from egov_budget.worlds.paraphrase import Paraphrase
from egov_budget.worlds.vocabulary.qualifiers import GIVEN_NAMES
from egov_budget.worlds.works import COMPONENTS, Works

TITLES = (
    "{platform} {function} {noun} {qualifier}",
    "طراحی و پیاده‌سازی {platform} {function} {noun} {qualifier}",
    "توسعه {platform} {function} {noun} {qualifier}",
    "{platform} {function} {noun} {qualifier} {agency}",
    "{platform} «{name}» برای {function} {noun} {qualifier}",
    "{function} الکترونیکی {noun} {qualifier}",
)
TITLES_EN = (
    "{qualifier} {noun} {function} {platform}",
    "design of the {platform} for {qualifier} {noun} {function}",
    "development of the {platform} for {function}, {qualifier} {noun}",
    "{platform} for {function} ({qualifier} {noun})",
    "{qualifier} {noun}: {function} through the {platform}",
    "e-{function} for {qualifier} {noun}",
)
DESCRIPTIONS = (
    "این طرح با هدف {goal} برای {addressee}، {platform} {function} {noun} {qualifier} را راه‌اندازی می‌کند. "
    "امکانات اصلی: {c0}، {c1}، {c2}، {c3}، {c4} و {c5}. "
    "اطلاعات مورد نیاز از {r0} و {r1} دریافت می‌شود. {boilerplate}.",
    "{addressee} برای {function} {noun} {qualifier} به {platform} یکپارچه نیاز دارند. "
    "بخش‌های طرح عبارت است از {c1}، {c0}، {c2}، {c4} و {c3}. {boilerplate}. دستاورد: {goal}. اتصال به {r0}.",
    "{boilerplate}. در گام نخست، {function} {noun} {qualifier} شامل {c0}، {c3}، {c2} و {c1} "
    "اجرا می‌شود؛ {platform} با نام «{name}» به {r1} و {r0} وصل است و {goal} را دنبال می‌کند.",
)
DESCRIPTIONS_EN = (
    "The project sets up the {platform} for {function} of {qualifier} {noun}, aiming at {goal}. "
    "Main features: {c0}, {c1}, {c2}, {c3}, {c4} and {c5}. {boilerplate}.",
    "{boilerplate}. The {platform} covers {function}, {qualifier} {noun}: {c1}, {c0}, {c2}, {c4} and {c3}. "
    "Benefit: {goal}.",
    "In a first phase {function} of {qualifier} {noun} is delivered with {c0}, {c3}, {c2} and {c1}. "
    "Expected result: {goal}. {boilerplate}.",
)
SCRIPTS: tuple[dict[str, str], ...] = (
    {},
    {"ی": "ي", "ک": "ك"},
    {"\u200c": " "},
    {"\u200c": ""},
)  # how writers type


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
    slots, slots_en = _slots(works, paraphrase, agency), _slots_en(works, paraphrase)
    title, description = np.empty(len(agency), dtype=object), np.empty(len(agency), dtype=object)
    english = paraphrase.english_title
    _fill(title, ~english, paraphrase.title, TITLES, slots)
    _fill(title, english, paraphrase.title, TITLES_EN, slots_en)
    _type(title, ~english, paraphrase.script)
    english = paraphrase.english_description
    _fill(description, ~english, paraphrase.description, DESCRIPTIONS, slots)
    _fill(description, english, paraphrase.description, DESCRIPTIONS_EN, slots_en)
    _type(description, ~english, paraphrase.script)
    return title, description


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
        "name": np.array(GIVEN_NAMES, dtype=object)[paraphrase.name],
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


def _type(texts: Words, persian: NDArray[np.bool_], script: Ints) -> None:
    """Type Persian letters as each writer does."""
    for number, habit in enumerate(SCRIPTS):
        rows = np.flatnonzero(persian & (script == number))
        for letter, typed in habit.items():
            texts[rows] = np.array([text.replace(letter, typed) for text in texts[rows]], dtype=object)
